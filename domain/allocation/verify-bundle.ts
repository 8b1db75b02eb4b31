import { sortedAscending } from './ascending.ts'
import type { Bundle } from './bundle.ts'
import { canonicalJson, type Json } from './canonical-json.ts'
import { resultOf } from './draw.ts'
import { commitmentOf, drawKeyOf, listHashOf, numbersOf } from './draw-numbers.ts'
import type { Hash } from './hash.ts'
import { isBundle } from './read-bundle.ts'

/** What is wrong with a published draw, in the order in which it is looked for. */
export type BundleFault =
  | 'malformed'
  | 'duplicate-code'
  | 'unknown-lot'
  | 'commitment-mismatch'
  | 'list-hash-mismatch'
  | 'number-mismatch'
  | 'assignment-mismatch'
  | 'waiting-mismatch'

/** Whether a bundle is what an honest draw gives; else its first fault and where (not for `malformed`). */
export type Verification =
  | { readonly valid: true }
  | { readonly valid: false; readonly code: BundleFault; readonly what?: string }

type Check = (bundle: Bundle, hash: Hash) => string | undefined

const CHECKS: readonly (readonly [BundleFault, Check])[] = [
  ['duplicate-code', firstRepeatedCode],
  ['unknown-lot', firstUnknownLot],
  ['commitment-mismatch', (bundle, hash) => unless(commitmentOf(bundle.seed, hash) === bundle.commitment, bundle)],
  ['list-hash-mismatch', (bundle, hash) => unless(listHashOf(bundle, hash) === bundle.listHash, bundle)],
  ['number-mismatch', firstWrongNumber],
  ['assignment-mismatch', (bundle) => firstWrong(bundle.assignments, resultOfBundle(bundle).assignments)],
  ['waiting-mismatch', (bundle) => firstWrong(bundle.waiting, resultOfBundle(bundle).waiting)],
]

/** Verifies a published draw from its bundle alone: the seed was committed to, the list sealed, every number and result right. */
export function verifyBundle(value: unknown, hash: Hash): Verification {
  if (!isBundle(value)) return { valid: false, code: 'malformed' }
  for (const [code, check] of CHECKS) {
    const what = check(value, hash)
    if (what !== undefined) return { valid: false, code, what }
  }
  return { valid: true }
}

function firstRepeatedCode({ applications }: Bundle): string | undefined {
  const codes = sortedAscending(applications.map(({ code }) => code))
  return codes.find((code, index) => code === codes[index - 1])
}

function firstUnknownLot({ lots, applications, assignments, waiting }: Bundle): string | undefined {
  const known = new Set(lots.map(({ id }) => id))
  const named = new Set([
    ...applications.flatMap(({ preferences }) => preferences),
    ...Object.values(assignments).map(({ lot }) => lot),
    ...Object.keys(waiting),
  ])
  return sortedAscending([...named].filter((id) => !known.has(id)))[0]
}

function firstWrongNumber(bundle: Bundle, hash: Hash): string | undefined {
  const drawKey = drawKeyOf(bundle, bundle.listHash, hash)
  return firstWrong(bundle.numbers, Object.fromEntries(numbersOf(bundle, drawKey, hash)))
}

function resultOfBundle(bundle: Bundle): ReturnType<typeof resultOf> {
  return resultOf({ ...bundle, numbers: new Map(Object.entries(bundle.numbers)) })
}

function unless(right: boolean, { round }: Bundle): string | undefined {
  return right ? undefined : round
}

// The first key, ascending, that is missing, too many, or has another value.
function firstWrong<Value extends Json>(
  published: Readonly<Record<string, Value>>,
  expected: Readonly<Record<string, Value>>,
): string | undefined {
  const one = canonicalValues(published)
  const other = canonicalValues(expected)
  return sortedAscending(new Set([...one.keys(), ...other.keys()])).find((key) => one.get(key) !== other.get(key))
}

function canonicalValues(record: Readonly<Record<string, Json>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record).map(([key, value]) => [key, canonicalJson(value)]))
}
