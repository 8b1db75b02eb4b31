import { expect, test } from '@jest/globals'
import { type ComingDay, forecastDays } from '../../domain/audit/forecast.ts'
import { addDays, parseLocalDate } from '../../domain/time/local-date.ts'

const days = (due: readonly number[], resting: readonly number[] = []): readonly ComingDay[] => {
  const first = parseLocalDate('2026-03-02')
  if (first === undefined) throw new Error('no day')
  return due.map((each, index) => ({ day: addDays(first, index), isWorking: !resting.includes(index), due: each }))
}

test.each([
  ['what the pace allows is kept', [2, 2, 2], [], 2, [0, 0, 0]],
  ['what is more than the pace is broken on its own day', [4, 2, 0], [], 2, [2, 2, 0]],
  ['work ahead of its day counts', [0, 0, 6], [], 2, [0, 0, 0]],
  ['nothing is done on a rest day', [0, 3, 0], [1], 2, [0, 1, 0]],
  ['without any pace everything is broken', [1, 0, 2], [], 0, [1, 0, 2]],
  ['half a limit is no limit', [1, 1, 0], [], 0.5, [1, 1, 0]],
  ['an idle team has nothing to break', [0, 0, 0], [], 0, [0, 0, 0]],
])('%s', (_, due, resting, pace, broken) => {
  expect(forecastDays(days(due, resting), pace).map(({ breach }) => breach)).toEqual(broken)
})
