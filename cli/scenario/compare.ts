import { isDeepStrictEqual } from 'node:util'
import type { Difference } from './scenario-file.ts'

/** How what was expected is held against what is. */
export type Manner = 'equal' | 'set' | 'include' | 'order'

type Compared = Readonly<{ what: string; expected: unknown; actual: unknown; manner?: Manner }>

/** Nothing where it is as expected; else the one difference. */
export function compare({ what, expected, actual, manner = 'equal' }: Compared): readonly Difference[] {
  if (agrees[manner](expected, actual)) return []
  return [{ what, expected, actual: actual === undefined ? null : actual }]
}

const agrees: Readonly<Record<Manner, (expected: unknown, actual: unknown) => boolean>> = {
  equal: (expected, actual) => isDeepStrictEqual(expected, actual),
  set: (expected, actual) => isDeepStrictEqual(sorted(expected), sorted(actual)),
  include: (expected, actual) => listOf(expected).every((one) => countIn(actual, one) >= countIn(expected, one)),
  order: (expected, actual) => occursInOrder(listOf(expected), listOf(actual)),
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const sorted = (value: unknown): readonly string[] =>
  [...new Set(listOf(value).map((one) => JSON.stringify(one)))].toSorted()

const countIn = (value: unknown, one: unknown): number =>
  listOf(value).filter((other) => isDeepStrictEqual(one, other)).length

/** Each in turn, others between. */
function occursInOrder(expected: readonly unknown[], actual: readonly unknown[]): boolean {
  let next = 0
  for (const one of actual) if (next < expected.length && isDeepStrictEqual(one, expected[next])) next += 1
  return next === expected.length
}
