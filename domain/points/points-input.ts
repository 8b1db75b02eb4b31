import { type LocalDate, parseLocalDate } from '../time/local-date.ts'
import { CLAIMED_CRITERIA, type ClaimedCriterion } from './criterion-codes.ts'
import type { Education } from './parameters.ts'

/** The three dates a term is counted from; all of them, or no term is asked for. */
export type TermDates = {
  /** The later of the day of approval and the first day of work. */
  readonly termFrom: LocalDate
  readonly contractEndsOn: LocalDate
  readonly passportExpiresOn: LocalDate
}

/** What points, category and term are assessed from; whole numbers only. */
export type PointsInput = Partial<TermDates> & {
  /** Whole CNY before tax, from the employer in China, for 12 months; fractions were dropped when entered. */
  readonly annualPayCny: number
  readonly education: Education
  /** Full years of relevant full-time work; months over are dropped. */
  readonly workYears: number
  /** Full months a year to be worked in China. */
  readonly monthsPerYear: number
  readonly formerChineseNational: boolean
  readonly degreeTaughtInChinese: boolean
  /** 0 is none; levels 7–9 of the newer test are entered as 6. */
  readonly hskLevel: number
  readonly region: 'shanghai' | 'encouraged'
  readonly birthDate: LocalDate
  readonly famousUniversityOrTop500: boolean
  readonly localBonus: number
  readonly directCriteria: readonly ClaimedCriterion[]
}

/** The fields in the order in which a wrong one is named. */
export type PointsField = keyof PointsInput

type Fields = Readonly<Record<string, unknown>>

const TERM_FIELDS = ['termFrom', 'contractEndsOn', 'passportExpiresOn'] as const

const FIELD_RULES: readonly (readonly [PointsField, (value: unknown) => boolean])[] = [
  ['annualPayCny', wholeNumberUpTo(1_000_000_000)],
  ['education', oneOf('doctor', 'master', 'bachelor', 'other')],
  ['workYears', wholeNumberUpTo(80)],
  ['monthsPerYear', wholeNumberUpTo(12)],
  ['formerChineseNational', isBoolean],
  ['degreeTaughtInChinese', isBoolean],
  ['hskLevel', wholeNumberUpTo(6)],
  ['region', oneOf('shanghai', 'encouraged')],
  ['birthDate', isDate],
  ['famousUniversityOrTop500', isBoolean],
  ['localBonus', wholeNumberUpTo(10)],
  ['directCriteria', (value) => Array.isArray(value) && value.every(oneOf(...CLAIMED_CRITERIA))],
]

/** The first field that is missing or not of its form, or undefined: then the input is whole. */
export function invalidField(input: unknown): PointsField | undefined {
  const fields: Fields = isFields(input) ? input : {}
  const wrong = FIELD_RULES.find(([field, isValid]) => !isValid(own(fields, field)))
  if (wrong) return wrong[0]
  const asksForTerm = TERM_FIELDS.some((field) => own(fields, field) !== undefined)
  return asksForTerm ? TERM_FIELDS.find((field) => !isDate(own(fields, field))) : undefined
}

/** Whether a value is a whole and valid input. */
export function isPointsInput(input: unknown): input is PointsInput {
  return invalidField(input) === undefined
}

/** The dates of the term, if it is asked for. */
export function termDatesOf({ termFrom, contractEndsOn, passportExpiresOn }: PointsInput): TermDates | undefined {
  if (!termFrom || !contractEndsOn || !passportExpiresOn) return undefined
  return { termFrom, contractEndsOn, passportExpiresOn }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function own(fields: Fields, field: string): unknown {
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}

function wholeNumberUpTo(most: number): (value: unknown) => boolean {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
}

function oneOf(...words: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && words.includes(value)
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && parseLocalDate(value) !== undefined
}
