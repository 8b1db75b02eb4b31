import { describe, expect, test } from '@jest/globals'
import { comparePlans } from '../../../domain/plan/compare-plans.ts'
import { planOf } from '../../../domain/plan/make-plan.ts'
import type { Matter } from '../../../domain/plan/matter.ts'
import { appendChanges, mergeChanges } from '../../../domain/plan/merge-changes.ts'
import { publishedTables as tables } from '../time/tables.ts'
import { collected, day, permit, residence, stay } from './sample-matters.ts'

const plan = (matters: readonly Matter[], on = '2026-03-02', isRegistered = false) =>
  planOf({ matters, isRegistered, on: day(on), tables })
const states = (matters: readonly Matter[], isRegistered = false) =>
  plan(matters, '2026-03-02', isRegistered).matters.map(({ state }) => state)

describe('Order', () => {
  test('a matter whose need is open waits, and what it needs does not', () => {
    expect(states([permit(), residence()])).toEqual(['open', 'waiting'])
  })

  test('a need whose matter was never in the plan holds nothing back', () => {
    expect(states([residence()])).toEqual(['open'])
    expect(plan([residence()]).matters[0]?.needs).toMatchObject([{ kind: 'work-permit', state: 'not-in-plan' }])
  })

  test('a need is met by that matter’s end as granted, by no other end', () => {
    const ended = { status: 'closed', closedOn: day('2026-03-02') } as const
    expect(states([permit({ ...ended, outcome: 'granted' }), residence()])).toEqual(['closed', 'open'])
    expect(states([permit({ ...ended, outcome: 'withdrawn' }), residence()])).toEqual(['closed', 'waiting'])
    expect(states([permit({ ...ended, outcome: 'refused' }), residence()])).toEqual(['closed', 'waiting'])
  })

  test('a cancelled permit meets no need', () => {
    const cancelled = permit({ track: 'cancellation', status: 'closed', outcome: 'granted' })
    expect(plan([cancelled, residence()]).matters[1]?.needs).toMatchObject([{ state: 'not-in-plan' }])
  })

  test('the register meets the need of a stay, and of nothing else', () => {
    expect(states([stay(), permit()])).toEqual(['open', 'waiting'])
    expect(states([stay(), permit()], true)).toEqual(['open', 'open'])
    expect(states([permit(), residence()], true)).toEqual(['open', 'waiting'])
  })

  test('what was submitted waits for nothing any more', () => {
    expect(states([stay(), permit({ status: 'received', receivedOn: day('2026-03-02') })])).toEqual(['open', 'open'])
  })
})

describe('Visits', () => {
  test('steps that need not follow one another share a visit', () => {
    const apart = permit({ case: stay().case, presence: [collected], track: 'replacement' })
    expect(plan([permit(), apart]).visits).toBe(1)
  })

  test('steps of one matter follow one another, and those of a matter that waits follow its need’s', () => {
    const own = [...permit().presence, collected]
    expect(plan([permit({ presence: own })]).visits).toBe(2)
    const both = plan([permit({ presence: own }), residence({ presence: [collected] })])
    expect(both.visits).toBe(3)
    expect(both.whyVisits.map(({ visit, after }) => [visit, after])).toEqual([
      [1, null],
      [2, 'permit'],
      [3, 'permit'],
    ])
  })

  test('nothing to come for is no visit', () => {
    expect(plan([stay(), residence()]).visits).toBe(0)
  })

  test('what was done on one day was one visit, and stays one', () => {
    const [first] = permit().presence
    const done = first === undefined ? [] : [{ ...first, doneOn: day('2026-03-10') }, collected]
    const made = plan([permit({ status: 'accepted', presence: done })], '2026-03-11')
    expect(made.visits).toBe(2)
    expect(made.whyVisits.map(({ visit, done: isDone }) => [visit, isDone])).toEqual([
      [1, true],
      [2, false],
    ])
  })

  test('appointments on different days are different visits', () => {
    const at = (slot: string) => permit().presence.map((step) => ({ ...step, slot }))
    const one = permit({ presence: at('2026-03-20T09:00:00+08:00') })
    const same = permit({ case: stay().case, presence: at('2026-03-20T09:15:00+08:00') })
    const other = permit({ case: stay().case, presence: at('2026-03-23T09:00:00+08:00') })
    expect(plan([one, same]).visits).toBe(1)
    expect(plan([one, other]).visits).toBe(2)
  })
})

describe('Date', () => {
  test('a draft is expected after the applicant’s own pace, five working days and the promise', () => {
    // Own steps until 5 March, acceptance until the 12th, seven working days until the 23rd.
    const made = plan([permit()])
    expect(made.matters[0]?.expectedOn).toBe('2026-03-23')
    expect(made.criticalPath.map(({ step, until }) => [step, until])).toEqual([
      ['own-steps', '2026-03-05'],
      ['acceptance', '2026-03-12'],
      ['promise', '2026-03-23'],
    ])
  })

  test('the date of the plan is the last one, and its path goes through what is waited for', () => {
    const made = plan([permit(), residence()])
    expect(made.expectedOn).toBe(made.matters[1]?.expectedOn)
    expect(made.criticalPath.map(({ case: id, step }) => `${id} ${step}`)).toEqual([
      'permit own-steps',
      'permit acceptance',
      'permit promise',
      'residence acceptance',
      'residence offer',
      'residence promise',
    ])
  })

  test('a clock that runs says the day itself', () => {
    const clock = { code: 'promise', state: 'running', provisional: false } as const
    const running = permit({
      status: 'accepted',
      receivedOn: day('2026-03-02'),
      clocks: [{ ...clock, startedOn: day('2026-03-04'), dueOn: day('2026-03-13') }],
    })
    expect(plan([running], '2026-03-05').expectedOn).toBe('2026-03-13')
    // Late is not ended: on no day before today.
    expect(plan([running], '2026-03-20').expectedOn).toBe('2026-03-20')
  })

  test('nobody knows the end of what waits for something that ended otherwise', () => {
    const ended = permit({ status: 'closed', outcome: 'refused', closedOn: day('2026-03-02') })
    const made = plan([ended, residence()])
    expect(made.matters[1]?.expectedOn).toBeNull()
    expect(made.expectedOn).toBeNull()
  })

  test('a year without published holidays makes a date provisional', () => {
    const late = permit({ openedOn: day('2026-12-28') })
    expect(plan([late], '2026-12-28').provisional).toBe(true)
    expect(plan([permit()]).provisional).toBe(false)
  })

  test('an own step that is late is given a week more, and the plan says when to look again', () => {
    expect(plan([permit()], '2026-03-05').reviewAfter).toBe('2026-03-05')
    expect(plan([permit()], '2026-03-06').reviewAfter).toBe('2026-03-12')
  })

  test('the pace that was shown is reckoned with', () => {
    const quick = stay({
      status: 'closed',
      outcome: 'granted',
      receivedOn: day('2026-03-03'),
      closedOn: day('2026-03-03'),
    })
    expect(plan([quick, permit()]).pace).toBe(1)
    expect(plan([permit()]).pace).toBe(3)
  })
})

describe('Papers', () => {
  test('each paper is asked once, and one that was given counts for all', () => {
    const made = plan([stay(), permit(), residence()])
    expect(made.papers).toEqual([
      { type: 'passport', state: 'given', matters: ['stay', 'permit', 'residence'] },
      { type: 'contract', state: 'missing', matters: ['permit', 'residence'] },
      { type: 'transcript', state: 'missing', matters: ['residence'] },
    ])
  })

  test('an authority speaks of one matter only', () => {
    const asked = (matter: Matter, state: 'given' | 'missing') => ({
      ...matter,
      papers: [{ type: 'authority', state }],
    })
    expect(plan([asked(stay(), 'given'), asked(permit(), 'missing')]).papers).toEqual([
      { type: 'authority', state: 'given', matters: ['stay'] },
      { type: 'authority', state: 'missing', matters: ['permit'] },
    ])
  })
})

describe('Change', () => {
  const changes = (before: readonly Matter[], after: readonly Matter[], on = '2026-03-02') =>
    comparePlans(plan(before), plan(after, on)).map(({ what, case: id, why }) => [what, id, why])

  test('nothing has changed where nothing has', () => {
    expect(changes([permit(), residence()], [permit(), residence()])).toEqual([])
  })

  test('a matter that fails leaves what waits for it without a date, and says why', () => {
    const refused = permit({ status: 'closed', outcome: 'refused', closedOn: day('2026-03-03'), presence: [] })
    expect(changes([permit(), residence()], [refused, residence()], '2026-03-03')).toEqual([
      ['matter-closed', 'permit', 'refused'],
      ['date-moved', 'residence', 'what-it-waits-for'],
      ['visits-changed', null, 'merged'],
      ['plan-date-moved', null, 'critical-path'],
    ])
  })

  test('a matter that ends well opens what waited for it', () => {
    const granted = permit({ status: 'closed', outcome: 'granted', closedOn: day('2026-03-02') })
    expect(changes([permit(), residence()], [granted, residence()])).toContainEqual(['need-met', 'residence', 'matter'])
  })

  test('added and taken out, moved and booked', () => {
    expect(changes([permit()], [permit(), stay()])).toContainEqual(['matter-added', 'stay', 'asked'])
    expect(changes([permit(), stay()], [permit()])).toContainEqual(['matter-dropped', 'stay', 'asked'])
    const booked = permit({
      presence: permit().presence.map((step) => ({ ...step, slot: '2026-03-20T09:00:00+08:00' })),
    })
    expect(changes([permit()], [booked])).toEqual([['slot-moved', 'permit', 'biometrics']])
  })
})

describe('What is told of several changes', () => {
  const moved = { what: 'date-moved', case: permit().case, kind: 'work-permit', why: 'clock' } as const
  const at = (time: string) => ({ at: `2026-03-03T${time}:00+08:00` })

  test('what moved twice has moved once, and what is back has not moved', () => {
    const [one, two] = [
      { ...moved, ...at('09:00'), from: '2026-03-10', to: '2026-03-12' },
      { ...moved, ...at('09:05'), from: '2026-03-12', to: '2026-03-16' },
    ]
    expect(mergeChanges([one, two])).toEqual([{ ...one, to: '2026-03-16' }])
    expect(mergeChanges([one, { ...two, to: '2026-03-10' }])).toEqual([])
  })

  test('of a matter that ended nobody is told when it was expected', () => {
    const one = { ...moved, ...at('09:00'), from: '2026-03-10', to: '2026-03-12' }
    const closed = {
      ...moved,
      ...at('09:00'),
      what: 'matter-closed',
      from: 'open',
      to: 'closed',
      why: 'refused',
    } as const
    expect(mergeChanges([one, closed])).toEqual([closed])
  })

  test('a list that goes on merges what happened at one instant only', () => {
    const one = { ...moved, ...at('09:00'), from: '2026-03-10', to: '2026-03-12' }
    const later = { ...moved, ...at('10:00'), from: '2026-03-12', to: '2026-03-16' }
    const again = { ...later, from: '2026-03-16', to: '2026-03-17' }
    expect(appendChanges(appendChanges([one], [later]), [again])).toEqual([one, { ...again, from: '2026-03-12' }])
  })
})
