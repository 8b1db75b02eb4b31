import { describe, expect, test } from '@jest/globals'
import { caseId } from '../../../domain/case/codes.ts'
import { admitPlanAct } from '../../../domain/plan/admit-plan-act.ts'
import { propose } from '../../../domain/plan/propose.ts'
import { isOneVisit } from '../../../domain/plan/sequence.ts'
import { instantOf, parseInstant } from '../../../domain/time/local-date.ts'

describe('What a plan takes', () => {
  const chosen = [{ case: caseId('one'), reason: 'chosen' }]
  const open = { status: 'open', matters: chosen } as const

  test('a matter comes in once, and only what is in it is taken out', () => {
    expect(admitPlanAct(open, 'add-matter', [caseId('one')])).toEqual({ refused: 'matter-in-plan' })
    expect(admitPlanAct(open, 'add-matter', [caseId('two')])).toBeUndefined()
    expect(admitPlanAct(open, 'drop-matter', [caseId('two')])).toEqual({ refused: 'matter-not-in-plan' })
    expect(admitPlanAct(open, 'drop-matter', [caseId('one')])).toBeUndefined()
  })

  test('a plan that is done takes nothing, and one of twenty matters no other', () => {
    expect(admitPlanAct({ ...open, status: 'done' }, 'withdraw', [])).toEqual({ refused: 'not-open' })
    const many = Array.from({ length: 20 }, (_, index) => ({ case: caseId(`m${index}`), reason: 'chosen' }))
    expect(admitPlanAct({ ...open, matters: many }, 'add-matter', [caseId('two')])).toEqual({ refused: 'plan-full' })
  })
})

describe('What the answers speak for', () => {
  const named = (answers: Parameters<typeof propose>[0]) =>
    propose(answers).map(({ kind, track, reason }) => `${kind} ${track} ${reason}`)

  test('nothing answered proposes nothing', () => {
    expect(propose({})).toEqual([])
  })

  test('a foreigner who works here, rents and studied abroad', () => {
    expect(named({ nationality: 'AUT', job: 'working', home: 'rented', study: 'abroad' })).toEqual([
      'accommodation-registration self-declaration stays-not-in-a-hotel',
      'work-permit new works-without-permit',
      'talent-settlement talent-residence talent-from-abroad',
    ])
  })

  test('the hotel registers its guests, and a national needs no permit', () => {
    expect(named({ nationality: 'AUT', home: 'hotel' })).toEqual([])
    expect(named({ nationality: 'CHN', job: 'working', study: 'abroad', home: 'looking' })).toEqual([
      'talent-settlement returnee-household returned-with-a-degree',
      'apartment-allocation immediate looks-for-a-home',
    ])
  })

  test.each([
    ['expiring', 'working', 'renewal'],
    ['lost', 'working', 'replacement'],
    ['valid', 'new-employer', 'change-of-employer'],
  ] as const)('a permit that is %s, %s: %s', (permit, job, track) => {
    expect(propose({ nationality: 'AUT', job, permit }).map((each) => each.track)).toEqual([track])
  })
})

describe('One visit', () => {
  const slot = (text: string) => ({ at: parseInstant(text) ?? instantOf(0), minutes: 15 })

  test('slots next to each other on one day', () => {
    expect(isOneVisit([slot('2026-03-20T09:15:00+08:00'), slot('2026-03-20T09:00:00+08:00')])).toBe(true)
    expect(isOneVisit([slot('2026-03-20T09:00:00+08:00'), slot('2026-03-20T09:45:00+08:00')])).toBe(true)
  })

  test('too long a wait, another day, or the same moment twice is no one visit', () => {
    expect(isOneVisit([slot('2026-03-20T09:00:00+08:00'), slot('2026-03-20T09:46:00+08:00')])).toBe(false)
    expect(isOneVisit([slot('2026-03-20T23:50:00+08:00'), slot('2026-03-21T00:05:00+08:00')])).toBe(false)
    expect(isOneVisit([slot('2026-03-20T09:00:00+08:00'), slot('2026-03-20T09:00:00+08:00')])).toBe(false)
  })
})
