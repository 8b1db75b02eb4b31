import { describe, expect, test } from '@jest/globals'
import { judged, type ToldClock } from './told-clock.ts'

describe('At least n whole days lie between the latest day and the anchor', () => {
  test.each([
    ['hearing on a Thursday', { kind: 'backward-days', n: 5 }, '2026-03-19', '2026-03-13'],
    ['the latest day is a Sunday', { kind: 'backward-days', n: 5 }, '2026-03-21', '2026-03-13'],
    ['an applicant may act on a Sunday', { kind: 'backward-days', n: 5, roll: 'none' }, '2026-03-21', '2026-03-15'],
    [
      'valid until the 30th',
      { kind: 'backward-days', n: 30, anchor: 'end-of-day', roll: 'none' },
      '2026-06-30',
      '2026-05-31',
    ],
    [
      'a reminder ten days ahead',
      { kind: 'backward-days', n: 10, anchor: 'end-of-day', roll: 'none' },
      '2026-03-12',
      '2026-03-02',
    ],
    ['rolled at the end of a day', { kind: 'backward-days', n: 30, anchor: 'end-of-day' }, '2026-06-30', '2026-05-29'],
    ['working days', { kind: 'backward-working-days', n: 3 }, '2026-03-12', '2026-03-06'],
    ['working days, rolled over a weekend', { kind: 'backward-working-days', n: 3 }, '2026-03-05', '2026-02-28'],
    ['working days, not rolled', { kind: 'backward-working-days', n: 3, roll: 'none' }, '2026-03-05', '2026-03-01'],
    [
      'working days until a rest day',
      { kind: 'backward-working-days', n: 1, anchor: 'end-of-day' },
      '2026-03-08',
      '2026-03-05',
    ],
  ] as const)('%s', (_, rule, anchor, latest) => {
    expect(judged({ rule, start: `${anchor} 14:00` })).toMatchObject({
      dueOn: latest,
      dueAt: `${latest} 23:59:59`,
      startedOn: anchor,
      counted: null,
      remaining: null,
      warnings: [`${latest} 09:00:00 last-day`],
    })
  })

  test('With the end of a day the anchor is the first day counted', () => {
    const rule = { kind: 'backward-working-days', n: 2, anchor: 'end-of-day', roll: 'none' } as const
    expect(judged({ rule, start: '2026-03-03 23:59:59' }).ledger).toEqual([
      '03-03 working-day 1',
      '03-02 working-day 2',
      '03-01 latest-day 2',
    ])
    expect(judged({ rule, start: '2026-02-16 23:59:59' }).ledger).toEqual([
      '02-16 holiday 0 (Spring Festival)',
      '02-15 holiday 0 (Spring Festival)',
      '02-14 make-up-workday 1 (Spring Festival)',
      '02-13 working-day 2',
      '02-12 latest-day 2',
    ])
  })

  test('A latest day that a table names has its note', () => {
    const rule = { kind: 'backward-days', n: 1 } as const
    expect(judged({ rule, start: '2026-02-16 10:00' }).ledger).toEqual([
      '02-16 day-of-event 0',
      '02-15 calendar-day 1 (Spring Festival)',
      '02-14 latest-day 1 (Spring Festival)',
    ])
  })
})

describe('A backward clock', () => {
  const notice: ToldClock = { rule: { kind: 'backward-days', n: 5, extension: { max: 5 } }, start: '2026-03-19 09:00' }

  test('is not judged before something is said of the present', () => {
    expect(judged(notice)).toMatchObject({ state: 'running', endedAt: null, breachAt: '2026-03-14 00:00:00' })
    expect(judged({ ...notice, asOf: '2026-03-13 23:59:59' }).state).toBe('running')
    expect(judged({ ...notice, asOf: '2026-03-14 00:00:00' })).toMatchObject({
      state: 'breached',
      endedAt: '2026-03-14 00:00:00',
    })
  })

  test('knows no pause and no extension, and says so before it says that it is over', () => {
    const events = [
      ['2026-03-10 10:00', 'pause'],
      ['2026-03-10 10:00', 'extend:1'],
      ['2026-03-10 10:00', 'resume'],
      ['2026-03-16 10:00', 'pause'],
      ['2026-03-16 10:00', 'extend:1'],
      ['2026-03-16 10:00', 'resume'],
    ] as const
    expect(judged({ ...notice, events }).refusals).toEqual([
      'not-pausable',
      'not-extendable',
      'not-paused',
      'not-pausable',
      'not-extendable',
      'clock-over',
    ])
  })

  test('moves with a table, either way', () => {
    const events = [
      ['2026-02-10 10:00', 'calendar:cn-2026@2'],
      ['2026-02-12 10:00', 'calendar:cn-2026@1'],
    ] as const
    expect(judged({ rule: { kind: 'backward-days', n: 5 }, start: '2026-03-03 09:00', events })).toMatchObject({
      dueOn: '2026-02-25',
      changes: ['2026-02-10 10:00:00: 2026-02-25 to 2026-02-14', '2026-02-12 10:00:00: 2026-02-14 to 2026-02-25'],
    })
  })
})

describe('No breach in hindsight, counted back', () => {
  test('A latest day that would roll back to before the change stands, rest day or not', () => {
    const events = [['2026-02-20 10:00', 'calendar:cn-2026@2']] as const
    const clock = judged({ rule: { kind: 'backward-days', n: 5 }, start: '2026-03-03 09:00', events })
    expect(clock).toMatchObject({ state: 'running', dueOn: '2026-02-25', changes: [], provisional: false })
  })

  test('A new latest day before the day of the change leaves the old one standing, and the ledger ends there', () => {
    // Hearing on Wednesday, 4 March; by the table of the emergency the 24th and 25th are days off.
    const events = [['2026-02-24 10:00', 'calendar:cn-2026@2']] as const
    const clock = judged({ rule: { kind: 'backward-days', n: 7 }, start: '2026-03-04 09:00', events })
    expect(clock).toMatchObject({ state: 'running', dueOn: '2026-02-24', changes: [] })
    expect(clock.ledger.at(-1)).toBe('02-24 latest-day 7 (Spring Festival)')
  })

  test('In working days the count may end before it is full', () => {
    const events = [['2026-02-25 10:00', 'calendar:cn-2026@2']] as const
    const clock = judged({ rule: { kind: 'backward-working-days', n: 4 }, start: '2026-03-04 09:00', events })
    expect(clock).toMatchObject({ state: 'running', dueOn: '2026-02-26', ledgerCounted: 4 })
    const later = judged({ rule: { kind: 'backward-working-days', n: 5 }, start: '2026-03-04 09:00', events })
    expect(later).toMatchObject({ dueOn: '2026-02-25', ledgerCounted: 5, changes: [] })
    expect(later.ledger.at(-1)).toBe('02-25 latest-day 5 (Spring Festival)')
    const short = judged({
      rule: { kind: 'backward-working-days', n: 6 },
      start: '2026-03-04 09:00',
      events: [['2026-02-24 10:00', 'calendar:cn-2026@2']],
    })
    expect(short).toMatchObject({ dueOn: '2026-02-24', ledgerCounted: 5, state: 'running' })
    expect(short.ledger.slice(-2)).toEqual([
      '02-25 holiday 5 (Spring Festival)',
      '02-24 latest-day 5 (Spring Festival)',
    ])
  })
})

describe('A backward date is provisional', () => {
  test.each([
    ['its latest day was asked about', { kind: 'backward-days', n: 5 }, '2027-01-12', '2027-01-06', true],
    ['the days it rolled over were', { kind: 'backward-days', n: 5 }, '2027-01-09', '2027-01-01', true],
    ['not when nobody asks', { kind: 'backward-days', n: 5, roll: 'none' }, '2027-01-12', '2027-01-06', false],
    ['not for days only passed', { kind: 'backward-days', n: 5 }, '2027-01-06', '2026-12-31', false],
    ['in working days for each', { kind: 'backward-working-days', n: 5 }, '2027-01-06', '2026-12-29', true],
    [
      'also when it does not roll',
      { kind: 'backward-working-days', n: 5, roll: 'none' },
      '2027-01-06',
      '2026-12-29',
      true,
    ],
  ] as const)('%s', (_, rule, anchor, dueOn, provisional) => {
    expect(judged({ rule, start: `${anchor} 09:00` })).toMatchObject({ dueOn, provisional })
  })
})

describe('The earliest hearing', () => {
  test.each([
    ['2026-03-02', '2026-03-09', false],
    ['2026-03-06', '2026-03-12', false],
    // Served on a Saturday: the Friday after would have its latest day on that Saturday, rolled back to the day before.
    ['2026-03-07', '2026-03-16', false],
    ['2026-09-30', '2026-10-08', false],
    ['2026-12-28', '2027-01-04', true],
  ])('served on %s is %s', (served, hearing, provisional) => {
    expect(judged({ rule: { kind: 'earliest-hearing', n: 5 }, start: `${served} 10:00` })).toMatchObject({
      dueOn: hearing,
      dueAt: null,
      provisional,
      state: 'running',
      counted: null,
      remaining: null,
      ledger: [],
      ledgerCounted: 0,
      warnings: [],
      startedOn: served,
    })
  })

  test('is looked for, not kept to: it is never judged, but a table moves it', () => {
    const clock: ToldClock = { rule: { kind: 'earliest-hearing', n: 5 }, start: '2026-12-28 10:00' }
    expect(judged({ ...clock, asOf: '2027-06-01 10:00' })).toMatchObject({
      state: 'running',
      endedAt: null,
      breachAt: null,
    })
    const events = [
      ['2026-12-29 10:00', 'pause'],
      ['2026-12-29 10:00', 'extend:1'],
      ['2026-12-29 10:00', 'calendar:cn-2027@1'],
    ] as const
    expect(judged({ ...clock, events })).toMatchObject({
      refusals: ['not-pausable', 'not-extendable'],
      dueOn: '2027-01-04',
      provisional: false,
    })
  })
})
