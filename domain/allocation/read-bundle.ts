import type { Bundle, DrawInput } from './bundle.ts'

type Is = (value: unknown) => boolean
type Fields = Readonly<Record<string, unknown>>

const isId: Is = matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/)
const isHash: Is = matches(/^[0-9a-f]{64}$/)
const isPersons: Is = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 99
const areDistinctIds: Is = (value) => isListOf(isId)(value) && areDistinct(listOf(value))

const isLot: Is = (value) =>
  hasExactly(value, {
    id: isId,
    apartments: areDistinctIds,
    minPersons: isPersons,
    maxPersons: isPersons,
    priority: areDistinctIds,
  }) && Number(fieldOf(value, 'minPersons')) <= Number(fieldOf(value, 'maxPersons'))

const isApplication: Is = (value) =>
  hasExactly(value, { code: isId, persons: isPersons, groups: areDistinctIds, preferences: areDistinctIds }) &&
  isBetween(listOf(fieldOf(value, 'preferences')).length, 1, 10)

const areLots: Is = (value) =>
  isListOf(isLot)(value) &&
  areDistinct(listOf(value).map((lot) => fieldOf(lot, 'id'))) &&
  areDistinct(listOf(value).flatMap((lot) => listOf(fieldOf(lot, 'apartments'))))

const isReason: Is = (value) => typeof value === 'string' && value !== ''

const DRAW_INPUT = {
  format: (value) => value === 'onevisit-draw-1',
  round: isId,
  seed: isHash,
  lots: areLots,
  applications: isListOf(isApplication),
  withdrawn: areDistinctIds,
  witnesses: (value) => isListOf(isWitness)(value) && listOf(value).length > 0,
  supersedes: (value) => value === null || hasExactly(value, { round: isId, bundleHash: isHash, reason: isReason }),
} satisfies Record<keyof DrawInput, Is>

const BUNDLE = {
  ...DRAW_INPUT,
  commitment: isHash,
  listHash: isHash,
  numbers: isRecordOf(isHash),
  assignments: isRecordOf((value) => hasExactly(value, { lot: isId, apartment: isId })),
  waiting: isRecordOf(isListOf(isId)),
} satisfies Record<keyof Bundle, Is>

/** Whether a text can be a witness of a draw: NFC, 1–200 code points, no control characters (and nothing UTF-8 cannot carry). */
export function isWitness(value: unknown): value is string {
  if (typeof value !== 'string' || value !== value.normalize('NFC')) return false
  return isBetween(Array.from(value).length, 1, 200) && !/\p{Cc}|\p{Surrogate}/u.test(value)
}

/** Whether a value has exactly the form of a published bundle. */
export function isBundle(value: unknown): value is Bundle {
  return hasExactly(value, BUNDLE) && areWithdrawnListed(value)
}

/** Whether a value has exactly the form of what a draw is made from. */
export function isDrawInput(value: unknown): value is DrawInput {
  return hasExactly(value, DRAW_INPUT) && areWithdrawnListed(value)
}

function areWithdrawnListed(value: unknown): boolean {
  const codes = new Set(listOf(fieldOf(value, 'applications')).map((application) => fieldOf(application, 'code')))
  return listOf(fieldOf(value, 'withdrawn')).every((code) => codes.has(code))
}

function hasExactly(value: unknown, form: Readonly<Record<string, Is>>): boolean {
  if (!isFields(value)) return false
  const names = Object.keys(form)
  if (Object.keys(value).length !== names.length) return false
  return names.every((name) => Object.hasOwn(value, name) && form[name]?.(value[name]) === true)
}

function isListOf(is: Is): Is {
  return (value) => Array.isArray(value) && value.every(is)
}

function isRecordOf(is: Is): Is {
  return (value) => isFields(value) && Object.entries(value).every(([id, each]) => isId(id) && is(each))
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldOf(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function matches(pattern: RegExp): Is {
  return (value) => typeof value === 'string' && pattern.test(value)
}

function areDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
