import { describe, expect, test } from '@jest/globals'
import { judged, type ToldClock } from './told-clock.ts'

const fiveDays: ToldClock = { rule: { kind: 'working-days', n: 5 }, start: '2026-03-02 10:00' }
const tenCalendarDays: ToldClock = { rule: { kind: 'calendar-days', n: 10 }, start: '2026-03-02 10:00' }

describe('A local day of which any moment is paused is not counted', () => {
  test('A pause of two seconds over midnight costs two days: both ends belong to it', () => {
    const events = [
      ['2026-03-04 23:59:59', 'pause'],
      ['2026-03-05 00:00:00', 'resume'],
    ] as const
    expect(judged({ ...fiveDays, events }).ledger).toEqual([
      '03-02 day-of-event 0',
      '03-03 working-day 1',
      '03-04 paused 1',
      '03-05 paused 1',
      '03-06 working-day 2',
      '03-07 weekend 2',
      '03-08 weekend 2',
      '03-09 working-day 3',
      '03-10 working-day 4',
      '03-11 working-day 5',
    ])
  })

  test('Paused and resumed at one instant still touches the day', () => {
    const events = [
      ['2026-03-04 09:00', 'pause'],
      ['2026-03-04 09:00', 'resume'],
    ] as const
    expect(judged({ ...fiveDays, events })).toMatchObject({ dueOn: '2026-03-10', state: 'running' })
  })

  test('The day of the event stays the day of the event, paused or not: nothing is lost', () => {
    const events = [
      ['2026-03-02 11:00', 'pause'],
      ['2026-03-02 12:00', 'resume'],
    ] as const
    const { dueOn, ledger } = judged({ ...fiveDays, events })
    expect(dueOn).toBe('2026-03-09')
    expect(ledger[0]).toBe('03-02 day-of-event 0')
  })

  test('Asked about on the day of the event, a paused clock has that day only', () => {
    const paused = judged({ ...fiveDays, events: [['2026-03-02 11:00', 'pause']] })
    expect(paused).toMatchObject({ state: 'paused', ledger: ['03-02 day-of-event 0'], counted: 0, remaining: 5 })
  })

  test('A paused holiday is a paused day: it has no note, and of calendar days none counts', () => {
    const events = [
      ['2026-04-30 12:00', 'pause'],
      ['2026-05-02 12:00', 'resume'],
    ] as const
    const clock = judged({ rule: { kind: 'calendar-days', n: 3 }, start: '2026-04-29 10:00', events })
    expect(clock.ledger).toEqual([
      '04-29 day-of-event 0',
      '04-30 paused 0',
      '05-01 paused 0',
      '05-02 paused 0',
      '05-03 calendar-day 1 (Labour Day)',
      '05-04 calendar-day 2 (Labour Day)',
      '05-05 calendar-day 3 (Labour Day)',
      '05-06 rolled-forward 3',
    ])
  })

  test('A clock paused while its end rolls forward goes on rolling behind the pause', () => {
    const events = [['2026-05-06 08:00', 'pause']] as const
    const open = judged({
      rule: { kind: 'calendar-days', n: 3 },
      start: '2026-04-29 10:00',
      events,
      asOf: '2026-05-07 09:00',
    })
    expect(open).toMatchObject({ dueOn: null, dueAt: null, counted: 3, remaining: 0, state: 'paused', warnings: [] })
    expect(open.ledger.slice(-4)).toEqual([
      '05-04 rolled-forward 3 (Labour Day)',
      '05-05 rolled-forward 3 (Labour Day)',
      '05-06 paused 3',
      '05-07 paused 3',
    ])
    const resumed = [...events, ['2026-05-07 09:00', 'resume']] as const
    const ran = judged({ rule: { kind: 'calendar-days', n: 3 }, start: '2026-04-29 10:00', events: resumed })
    expect(ran).toMatchObject({ dueOn: '2026-05-08', counted: 3, remaining: 0 })
    expect(ran.ledger.at(-1)).toBe('05-08 rolled-forward 3')
  })

  test('Paused on the last day, the day counted last is given back', () => {
    const events = [['2026-03-09 23:59:59', 'pause']] as const
    expect(judged({ ...fiveDays, events })).toMatchObject({ state: 'paused', counted: 4, remaining: 1, refusals: [] })
  })
})

describe('Several reasons', () => {
  test('A clock runs again when no reason is open; unknown and repeated reasons are refused', () => {
    const events = [
      ['2026-03-03 10:00', 'pause:visit'],
      ['2026-03-03 11:00', 'pause:visit'],
      ['2026-03-03 12:00', 'resume'],
      ['2026-03-03 13:00', 'pause'],
      ['2026-03-04 10:00', 'resume:visit'],
      ['2026-03-04 11:00', 'resume:visit'],
      ['2026-03-05 10:00', 'resume'],
    ] as const
    expect(judged({ ...fiveDays, events })).toMatchObject({
      refusals: ['already-paused', 'not-paused', 'not-paused'],
      state: 'running',
      dueOn: '2026-03-12',
    })
    expect(judged({ ...fiveDays, events: events.slice(0, 5) })).toMatchObject({ state: 'paused', remaining: 5 })
  })

  test('Events are told in order of time; at one instant in the order given', () => {
    const events = [
      ['2026-03-05 10:00', 'resume'],
      ['2026-03-04 10:00', 'pause'],
    ] as const
    expect(judged({ ...fiveDays, events })).toMatchObject({ refusals: [], dueOn: '2026-03-11' })
    const same = [
      ['2026-03-04 10:00', 'resume'],
      ['2026-03-04 10:00', 'pause'],
    ] as const
    expect(judged({ ...fiveDays, events: same })).toMatchObject({ refusals: ['not-paused'], state: 'paused' })
  })
})

describe('An extension', () => {
  test('is counted from the start, not from the rolled date: 45 and 15 are 60', () => {
    const rule = { kind: 'calendar-days', n: 45, extension: { max: 15 } } as const
    const events = [['2026-10-08 23:59:59', 'extend:15']] as const
    expect(judged({ rule, start: '2026-08-19 10:00', events })).toMatchObject({ dueOn: '2026-10-19', refusals: [] })
  })

  test('of months adds months to the start, so the end of a month is not lost', () => {
    const rule = { kind: 'months', n: 1, extension: { max: 1 } } as const
    const events = [['2026-02-10 10:00', 'extend:1']] as const
    const clock = judged({ rule, start: '2026-01-31 10:00', events })
    expect(clock).toMatchObject({ dueOn: '2026-03-31', ledgerCounted: 59, counted: 10, remaining: 49 })
  })

  test('is refused where the rule has none, and the first reason in order is told', () => {
    const rule = { kind: 'working-days', n: 5, extension: { max: 2 } } as const
    const over = [
      ['2026-03-03 10:00', 'extend:2'],
      ['2026-03-04 10:00', 'extend:9'],
      ['2026-03-05 10:00', 'met'],
      ['2026-03-06 10:00', 'extend:9'],
    ] as const
    expect(judged({ rule, start: '2026-03-02 10:00', events: over }).refusals).toEqual([
      'already-extended',
      'clock-over',
    ])
    expect(judged({ ...fiveDays, events: [['2026-03-20 10:00', 'extend:9']] }).refusals).toEqual(['not-extendable'])
  })
})

describe('Months are a budget of days', () => {
  test('A pause is made up for day by day', () => {
    const events = [
      ['2026-03-10 10:00', 'pause'],
      ['2026-03-11 10:00', 'resume'],
    ] as const
    const clock = judged({ rule: { kind: 'months', n: 1 }, start: '2026-03-02 10:00', events })
    expect(clock).toMatchObject({ dueOn: '2026-04-07', ledgerCounted: 31, counted: 7, remaining: 24 })
    expect(clock.ledger.slice(-4)).toEqual([
      '04-04 calendar-day 31 (Tomb-Sweeping Day)',
      '04-05 rolled-forward 31 (Tomb-Sweeping Day)',
      '04-06 rolled-forward 31 (Tomb-Sweeping Day)',
      '04-07 rolled-forward 31',
    ])
  })
})

describe('How a clock ends', () => {
  test('In time is up to the last second of the day; the breach bears the next midnight', () => {
    expect(judged({ ...fiveDays, asOf: '2026-03-09 23:59:59' })).toMatchObject({
      state: 'running',
      breachAt: '2026-03-10 00:00:00',
      counted: 5,
      remaining: 0,
    })
    expect(judged({ ...fiveDays, asOf: '2026-03-10 00:00:00' })).toMatchObject({
      state: 'breached',
      endedAt: '2026-03-10 00:00:00',
      breachAt: null,
    })
  })

  test('Started with an instant long past, it is breached at once, with its own instant', () => {
    expect(judged({ ...fiveDays, asOf: '2026-06-01 12:00' })).toMatchObject({
      state: 'breached',
      endedAt: '2026-03-10 00:00:00',
      counted: 5,
    })
  })

  test('Cancelled in a pause it has no due date, and a ledger to that day', () => {
    const events = [
      ['2026-03-04 10:00', 'pause'],
      ['2026-03-05 10:00', 'cancel'],
    ] as const
    expect(judged({ ...fiveDays, events, asOf: '2026-03-20 10:00' })).toMatchObject({
      state: 'cancelled',
      dueOn: null,
      dueAt: null,
      endedAt: '2026-03-05 10:00:00',
      counted: 1,
      remaining: 4,
      ledger: ['03-02 day-of-event 0', '03-03 working-day 1', '03-04 paused 1', '03-05 paused 1'],
    })
  })

  test('Once over, everything but a restart and a table is refused', () => {
    const events = [
      ['2026-03-03 10:00', 'met'],
      ['2026-03-03 10:00', 'pause'],
      ['2026-03-03 10:00', 'resume'],
      ['2026-03-03 10:00', 'met'],
      ['2026-03-03 10:00', 'cancel'],
      ['2026-03-03 10:00', 'calendar:cn-2027@1'],
    ] as const
    const over = judged({ ...fiveDays, events })
    expect(over).toMatchObject({ state: 'met', dueOn: '2026-03-09', refusals: Array(4).fill('clock-over') })
    expect(over.judgedBy).not.toContain('cn-2027@1')
  })
})

describe('A restart is a new run', () => {
  test('It is allowed after a breach, forgets extension and pauses, and keeps the refusals', () => {
    const rule = { kind: 'working-days', n: 5, extension: { max: 5 } } as const
    const events = [
      ['2026-03-03 10:00', 'extend:1'],
      ['2026-03-04 10:00', 'extend:1'],
      ['2026-03-05 10:00', 'pause:visit'],
      ['2026-03-06 10:00', 'restart'],
      ['2026-03-06 11:00', 'resume:visit'],
      ['2026-03-09 10:00', 'extend:5'],
    ] as const
    expect(judged({ rule, start: '2026-03-02 10:00', events })).toMatchObject({
      startedOn: '2026-03-06',
      state: 'running',
      dueOn: '2026-03-20',
      refusals: ['already-extended', 'not-paused'],
    })
    const late = judged({ ...fiveDays, events: [['2026-04-01 10:00', 'restart']] })
    expect(late).toMatchObject({ state: 'running', endedAt: null, startedOn: '2026-04-01', dueOn: '2026-04-09' })
  })

  test('It counts by the tables in force then, also those that came after the first run ended', () => {
    const events = [
      ['2026-12-28 11:00', 'met'],
      ['2026-12-29 11:00', 'calendar:cn-2027@1'],
      ['2026-12-30 11:00', 'restart'],
    ] as const
    const clock = judged({ ...fiveDays, start: '2026-12-28 10:00', events })
    expect(clock).toMatchObject({ dueOn: '2027-01-07', provisional: false, changes: [] })
    expect(clock.judgedBy).toContain('cn-2027@1')
  })
})

describe('A date is provisional if it rests on a day of a year not published', () => {
  test.each([
    ['working-days', 3, '2026-12-28 10:00', '2026-12-31', false],
    ['working-days', 4, '2026-12-28 10:00', '2027-01-01', true],
    ['calendar-days', 10, '2026-12-21 10:00', '2026-12-31', false],
    ['calendar-days', 11, '2026-12-21 10:00', '2027-01-01', true],
    // 2 January is a Saturday: it was asked about, though what counts is the Monday.
    ['calendar-days', 12, '2026-12-21 10:00', '2027-01-04', true],
    ['calendar-days', 3, '2023-12-28 10:00', '2024-01-02', true],
    // The last day alone is asked about: that a year not published lies between matters to no one.
    ['calendar-days', 12, '2023-12-21 10:00', '2024-01-02', false],
    ['working-days', 12, '2023-12-21 10:00', '2024-01-09', true],
    ['months', 24, '2026-03-15 10:00', '2028-03-15', true],
  ] as const)('%s %i from %s: %s, %s', (kind, n, start, dueOn, provisional) => {
    expect(judged({ rule: { kind, n }, start })).toMatchObject({ dueOn, provisional })
  })

  test('Paused days are not asked about, and while paused nothing is expected', () => {
    const events = [
      ['2026-12-31 10:00', 'pause'],
      ['2027-12-31 10:00', 'resume'],
    ] as const
    const clock: ToldClock = { rule: { kind: 'working-days', n: 3 }, start: '2026-12-28 10:00', events }
    expect(judged({ ...clock, events: events.slice(0, 1), asOf: '2027-02-01 10:00' }).provisional).toBe(false)
    expect(judged(clock)).toMatchObject({ dueOn: '2028-01-03', provisional: true })
  })
})

describe('A cap', () => {
  test('An earlier cap is the due instant; what lies behind it is cut off', () => {
    const capped = judged({ ...fiveDays, cap: '2026-03-05 18:00' })
    expect(capped).toMatchObject({
      dueOn: '2026-03-05',
      dueAt: '2026-03-05 18:00:00',
      breachAt: '2026-03-05 18:00:01',
      warnings: ['2026-03-05 09:00:00 last-day'],
    })
    expect(capped.ledger.at(-1)).toBe('03-05 working-day 3')
    expect(judged({ ...fiveDays, cap: '2026-03-05 18:00', asOf: '2026-03-05 18:00:01' }).state).toBe('breached')
    expect(judged({ ...fiveDays, cap: '2026-03-05 08:00' }).warnings).toEqual([])
  })

  test('A later cap changes nothing, nor does one at the same second', () => {
    expect(judged({ ...fiveDays, cap: '2026-03-09 23:59:59' })).toEqual(judged(fiveDays))
    expect(judged({ ...tenCalendarDays, cap: '2027-01-01 00:00' })).toEqual(judged(tenCalendarDays))
  })

  test('Hours are capped to the second', () => {
    const capped = judged({ rule: { kind: 'hours', n: 24 }, start: '2026-03-02 10:00', cap: '2026-03-02 11:00' })
    expect(capped).toMatchObject({ dueAt: '2026-03-02 11:00:00', ledger: ['03-02 hours 3600'], warnings: [] })
  })
})
