import { type LocalDate, parseLocalDate } from '../../time/local-date.ts'
import type { FaultRule } from './identifier-check.ts'

/** The real date in eight digits YYYYMMDD, or undefined. */
export function dateFromDigits(digits: string): LocalDate | undefined {
  return parseLocalDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`)
}

/**
 * The date of birth in six digits YYMMDD: `20YY` if that date exists and is not after `onDate`, otherwise `19YY`, undefined
 * if neither exists. Never in the future; whoever is over 100 reads 100 years younger.
 */
export function birthDateFromDigits(digits: string, onDate: LocalDate | undefined): LocalDate | undefined {
  const recent = dateFromDigits(`20${digits}`)
  if (recent !== undefined && !isAfter(recent, onDate)) return recent
  return dateFromDigits(`19${digits}`)
}

/** A birth date in eight digits, and the day it is judged on. */
export type WrittenBirthDate = { readonly birth: string; readonly onDate: LocalDate | undefined }

/** The rules of a birth date of eight digits: a real date, from 1900 on, not after the day of the check (itself allowed). */
export const BIRTH_DATE_RULES = [
  ['no-such-date', ({ birth }) => birth < '19000101' || dateFromDigits(birth) === undefined],
  ['date-in-future', ({ birth, onDate }) => isAfter(dateFromDigits(birth), onDate)],
] as const satisfies readonly FaultRule<WrittenBirthDate>[]

function isAfter(date: LocalDate | undefined, onDate: LocalDate | undefined): boolean {
  return date !== undefined && onDate !== undefined && date > onDate
}
