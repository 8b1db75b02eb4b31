import { describe, expect, test } from '@jest/globals'
import { judged, type ToldClock } from './told-clock.ts'

describe('People are warned when a third of the counted days is left, and on the last day', () => {
  test.each([
    ['working-days', 3, ['2026-03-05 09:00:00 last-day']],
    ['working-days', 4, ['2026-03-05 09:00:00 third', '2026-03-06 09:00:00 last-day']],
    ['working-days', 5, ['2026-03-06 09:00:00 third', '2026-03-09 09:00:00 last-day']],
    ['calendar-days', 2, ['2026-03-04 09:00:00 last-day']],
    // Saturday is the fifth day, Monday the last.
    ['calendar-days', 5, ['2026-03-06 09:00:00 third', '2026-03-09 09:00:00 last-day']],
    ['months', 1, ['2026-03-23 09:00:00 third', '2026-04-02 09:00:00 last-day']],
  ] as const)('%s %i', (kind, n, warnings) => {
    expect(judged({ rule: { kind, n }, start: '2026-03-02 10:00' }).warnings).toEqual(warnings)
  })

  test('A last day that rolls is another day than the third: both are told', () => {
    expect(judged({ rule: { kind: 'calendar-days', n: 1 }, start: '2026-03-06 10:00' }).warnings).toEqual([
      '2026-03-07 09:00:00 third',
      '2026-03-09 09:00:00 last-day',
    ])
  })
})

describe('Warnings still to give', () => {
  const seven: ToldClock = { rule: { kind: 'working-days', n: 7 }, start: '2026-03-02 10:00' }
  const third = '2026-03-09 09:00:00 third'
  const lastDay = '2026-03-11 09:00:00 last-day'

  test('are those whose time has not come, as long as the clock runs', () => {
    expect(judged(seven).nextWarnings).toEqual([third, lastDay])
    expect(judged({ ...seven, asOf: '2026-03-09 09:00:00' }).nextWarnings).toEqual([lastDay])
    expect(judged({ ...seven, asOf: '2026-03-12 00:00:00' }).nextWarnings).toEqual([])
    expect(judged({ ...seven, events: [['2026-03-03 10:00', 'met']] })).toMatchObject({
      warnings: [third, lastDay],
      nextWarnings: [],
    })
  })

  test('None is given twice in a run: one already given is not told again, though its date has moved', () => {
    const rule = { ...seven.rule, extension: { max: 7 } }
    const events = [['2026-03-10 10:00', 'extend:7']] as const
    const extended = judged({ ...seven, rule, events, given: ['third'] })
    expect(extended.warnings).toEqual(['2026-03-16 09:00:00 third', '2026-03-20 09:00:00 last-day'])
    expect(extended.nextWarnings).toEqual(['2026-03-20 09:00:00 last-day'])
  })

  test('One whose time has just passed, because a table moved it, is given at once', () => {
    const rule = { kind: 'working-days', n: 7 } as const
    const events = [['2026-10-09 12:00', 'calendar:cn-2026@3']] as const
    expect(judged({ rule, start: '2026-09-28 10:00', events, given: [] }).nextWarnings).toEqual([
      '2026-10-07 09:00:00 third',
      '2026-10-09 09:00:00 last-day',
    ])
  })
})
