import { describe, expect, test } from '@jest/globals'
import { refusalOf, unitsLate } from '../../../domain/time/clock.ts'
import { event, input, moment, type ToldClock } from './told-clock.ts'

describe('How late an act is, counted by the rule of the clock after the due date', () => {
  test.each([
    ['working-days', 5, '2026-03-09 23:59:59', 0],
    ['working-days', 5, '2026-03-10 00:00:00', 1],
    ['working-days', 5, '2026-03-15 12:00', 4],
    ['working-days', 5, '2026-03-16 12:00', 5],
    ['calendar-days', 7, '2026-03-09 23:59:59', 0],
    ['calendar-days', 7, '2026-03-15 12:00', 6],
    ['months', 1, '2026-04-03 12:00', 1],
    ['hours', 24, '2026-03-03 10:00:00', 0],
    ['hours', 24, '2026-03-03 10:00:01', 1],
    ['hours', 24, '2026-03-03 12:00:00', 2],
    ['backward-days', 5, '2026-02-25 10:00', 1],
    ['backward-working-days', 2, '2026-02-28 10:00', 2],
    ['earliest-hearing', 5, '2026-06-01 10:00', 0],
  ] as const)('%s %i, done on %s: %i late', (kind, n, when, late) => {
    expect(unitsLate(input({ rule: { kind, n }, start: '2026-03-02 10:00' }), moment(when))).toBe(late)
  })

  test('By the tables the clock was judged by, whatever came later', () => {
    const clock: ToldClock = { rule: { kind: 'working-days', n: 1 }, start: '2026-02-13 10:00' }
    const told = input({ ...clock, events: [['2026-02-23 10:00', 'calendar:cn-2026@2']] })
    expect(unitsLate(told, moment('2026-02-26 10:00'))).toBe(3)
  })

  test('A paused clock has no due date to be late for', () => {
    const events = [['2026-03-03 10:00', 'pause']] as const
    const told = input({ rule: { kind: 'working-days', n: 1 }, start: '2026-03-02 10:00', events })
    expect(unitsLate(told, moment('2026-04-01 10:00'))).toBe(0)
  })
})

describe('Whether an event would be refused is known before it is told', () => {
  const clock: ToldClock = { rule: { kind: 'working-days', n: 5, extension: { max: 2 } }, start: '2026-03-02 10:00' }

  test.each([
    ['2026-03-09 23:59:59', 'extend:2', undefined],
    ['2026-03-09 23:59:59', 'extend:3', 'extension-too-long'],
    ['2026-03-10 00:00:00', 'extend:2', 'clock-over'],
    ['2026-03-10 00:00:00', 'restart', undefined],
    ['2026-03-03 10:00', 'resume', 'not-paused'],
    ['2026-03-10 00:00:00', 'calendar:cn-2027@1', undefined],
  ] as const)('at %s %s: %s', (when, what, code) => {
    expect(refusalOf(input(clock), event([when, what]))).toBe(code)
  })
})
