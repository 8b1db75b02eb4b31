import { describe, expect, test } from '@jest/globals'
import { judged, type ToldClock } from './told-clock.ts'

/** By the published table due on 13 October; by the shortened holiday of `cn-2026@3` on the 9th. */
const seven: ToldClock = { rule: { kind: 'working-days', n: 7, extension: { max: 5 } }, start: '2026-09-28 10:00' }
/** The fifth day is 5 October: a holiday, so the 8th; by `cn-2026@3` a working day. */
const five: ToldClock = { rule: { kind: 'calendar-days', n: 5 }, start: '2026-09-30 10:00' }

describe('A table reaches a clock that has not ended; no breach comes of it in hindsight', () => {
  test.each([
    ['due on the day of the change stands', '2026-10-05 23:59:59', '2026-10-05', ['10-05 calendar-day 5']],
    ['due before it gives the next working day', '2026-10-06 00:00', '2026-10-07', ['10-06 grace 5', '10-07 grace 5']],
    [
      'but not beyond the old date',
      '2026-10-07 10:00',
      '2026-10-08',
      ['10-06 grace 5', '10-07 grace 5', '10-08 grace 5'],
    ],
    [
      'nor on the old date itself',
      '2026-10-08 10:00',
      '2026-10-08',
      ['10-06 grace 5', '10-07 grace 5', '10-08 grace 5'],
    ],
  ])('%s', (_, when, dueOn, tail) => {
    const clock = judged({ ...five, events: [[when, 'calendar:cn-2026@3']] })
    expect(clock).toMatchObject({ state: 'running', dueOn, ledgerCounted: 5 })
    expect(clock.ledger.slice(-tail.length)).toEqual(tail)
    expect(clock.changes).toHaveLength(dueOn === '2026-10-08' ? 0 : 1)
    expect(clock.warnings.at(-1)).toBe(`${dueOn} 09:00:00 last-day`)
  })

  test('Once it was due before the change, it is breached and stays so', () => {
    const clock = judged({ ...five, events: [['2026-10-09 00:00', 'calendar:cn-2026@3']] })
    expect(clock).toMatchObject({ state: 'breached', endedAt: '2026-10-09 00:00:00', dueOn: '2026-10-08', changes: [] })
    expect(clock.judgedBy).toEqual(['cn-2024@1', 'cn-2025@1', 'cn-2026@1'])
  })

  test('The date may move there, back and there again; each move is told', () => {
    const events = [
      ['2026-10-10 09:00', 'calendar:cn-2026@3'],
      ['2026-10-11 09:00', 'calendar:cn-2026@1'],
      ['2026-10-12 09:00', 'calendar:cn-2026@3'],
    ] as const
    expect(judged({ ...seven, events }).changes).toEqual([
      '2026-10-10 09:00:00: 2026-10-13 to 2026-10-12',
      '2026-10-11 09:00:00: 2026-10-12 to 2026-10-13',
      '2026-10-12 09:00:00: 2026-10-13 to 2026-10-12',
    ])
    const back = judged({ ...seven, events: events.slice(0, 2) })
    expect(back.ledger.at(-1)).toBe('10-13 working-day 7')
    const last = judged({ ...seven, events: [...events.slice(0, 2), ['2026-10-13 09:00', 'calendar:cn-2026@3']] })
    expect(last).toMatchObject({ dueOn: '2026-10-13', state: 'running' })
    expect(last.ledger.slice(-2)).toEqual(['10-12 grace 7', '10-13 grace 7'])
  })

  test('A day of grace that is paused gives way to the next working day', () => {
    const events = [
      ['2026-10-10 09:00', 'calendar:cn-2026@3'],
      ['2026-10-12 11:00', 'pause'],
      ['2026-10-12 12:00', 'resume'],
    ] as const
    const clock = judged({ ...seven, events })
    expect(clock.dueOn).toBe('2026-10-13')
    expect(clock.ledger.slice(-4)).toEqual([
      '10-10 grace 7',
      '10-11 grace 7',
      '10-12 paused 7',
      '10-13 rolled-forward 7',
    ])
  })

  test('An extension goes on counting behind the days of grace; a restart forgets them', () => {
    const grace = ['2026-10-10 09:00', 'calendar:cn-2026@3'] as const
    const extended = judged({ ...seven, events: [grace, ['2026-10-12 10:00', 'extend:2']] })
    expect(extended).toMatchObject({ dueOn: '2026-10-13', ledgerCounted: 9 })
    expect(extended.ledger.slice(-4)).toEqual([
      '10-10 weekend 7',
      '10-11 weekend 7',
      '10-12 working-day 8',
      '10-13 working-day 9',
    ])
    const restarted = judged({ ...seven, events: [grace, ['2026-10-12 10:00', 'restart']] })
    expect(restarted).toMatchObject({ dueOn: '2026-10-21', ledgerCounted: 7 })
    expect(restarted.changes).toHaveLength(1)
  })
})

describe('A table that comes during a pause', () => {
  const full = [
    ['2026-10-10 10:00', 'pause'],
    ['2026-10-10 12:00', 'calendar:cn-2026@3'],
  ] as const

  test('moves no date that was told, for there is none', () => {
    expect(judged({ ...seven, events: full })).toMatchObject({
      state: 'paused',
      dueOn: null,
      changes: [],
      counted: 7,
      remaining: 0,
    })
  })

  test('A count it finds full before the pause is due on the next working day after the change', () => {
    const clock = judged({ ...seven, events: [...full, ['2026-10-10 15:00', 'resume']] })
    expect(clock).toMatchObject({ state: 'running', dueOn: '2026-10-12', changes: [] })
    expect(clock.ledger.slice(-4)).toEqual(['10-09 working-day 7', '10-10 paused 7', '10-11 grace 7', '10-12 grace 7'])
  })

  test('or on the first working day that is not paused', () => {
    const clock = judged({ ...seven, events: [...full, ['2026-10-14 15:00', 'resume']] })
    expect(clock.dueOn).toBe('2026-10-15')
    expect(clock.ledger.slice(-2)).toEqual(['10-14 paused 7', '10-15 rolled-forward 7'])
  })

  test('A count it finds still rolling at the pause goes on rolling behind it', () => {
    const events = [
      ['2026-10-07 10:00', 'pause'],
      ['2026-10-07 12:00', 'calendar:cn-2026@2'],
      ['2026-10-08 12:00', 'resume'],
    ] as const
    const clock = judged({ ...five, events })
    expect(clock.dueOn).toBe('2026-10-09')
    expect(clock.ledger.at(-1)).toBe('10-09 rolled-forward 5')
  })
})
