import { BASE_31, checkBase31 } from './check-characters.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { lengthOf, tidy } from './tidy.ts'

/** What a case number's first letter stands for. */
export const KIND_OF_LETTER = {
  W: 'work-permit',
  T: 'talent-settlement',
  A: 'arbitration-intake',
  H: 'apartment-allocation',
  R: 'accommodation-registration',
  P: 'plan',
} as const satisfies Readonly<Record<string, string>>

/** The letter with which the case numbers of a kind begin. */
export type KindLetter = keyof typeof KIND_OF_LETTER

/** What a case number is made of: the kind's letter, the year 2020–2099, and 1–999999 counted per letter and year. */
export type CaseNumberParts = { readonly letter: KindLetter; readonly year: number; readonly sequence: number }

const SHAPE = new RegExp(`^[${BASE_31}][0-9]{10}[${BASE_31}]$`)
const KINDS: ReadonlyMap<string, string> = new Map(Object.entries(KIND_OF_LETTER))

const RULES: readonly FaultRule<string>[] = [
  ['empty', (number) => number === ''],
  ['wrong-length', (number) => lengthOf(number) !== 12],
  ['wrong-characters', (number) => !SHAPE.test(number)],
  ['unknown-kind', (number) => !KINDS.has(number.charAt(0))],
  ['wrong-structure', (number) => !inRange(yearOf(number), 2020, 2099) || !inRange(sequenceOf(number), 1, 999_999)],
  ['wrong-check', (number) => checkBase31(number.slice(0, 11)) !== number.charAt(11)],
]

/** One of our case numbers, `W-2026-000123-H`; read with or without hyphens. */
export function checkCaseNumber(input: string): IdentifierCheck {
  const number = tidy(input)
  const fault = firstFault(RULES, number)
  if (fault) return faulty(fault)
  return accepted(written(number), {
    kind: KINDS.get(number.charAt(0)) ?? '',
    year: yearOf(number),
    sequence: sequenceOf(number),
  })
}

/** The case number of a kind's letter, year and sequence, as it is written; throws a `RangeError` beyond their ranges. */
export function caseNumber({ letter, year, sequence }: CaseNumberParts): string {
  if (!inRange(year, 2020, 2099)) throw new RangeError(`case number: year ${year} is not in 2020–2099`)
  if (!inRange(sequence, 1, 999_999)) throw new RangeError(`case number: sequence ${sequence} is not in 1–999999`)
  const body = `${letter}${year}${String(sequence).padStart(6, '0')}`
  return written(body + checkBase31(body))
}

function written(number: string): string {
  return `${number.charAt(0)}-${number.slice(1, 5)}-${number.slice(5, 11)}-${number.charAt(11)}`
}

function yearOf(number: string): number {
  return Number(number.slice(1, 5))
}

function sequenceOf(number: string): number {
  return Number(number.slice(5, 11))
}

function inRange(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to
}
