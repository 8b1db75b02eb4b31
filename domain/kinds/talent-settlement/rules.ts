import type { Code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { addDays, addMonths, type LocalDate } from '../../time/local-date.ts'

/** What the process knows of an application: no name, no birth date, no number of a passport. */
export type SettlementFacts = Facts & {
  /** The applicant's language: appointments are offered in it, or in Chinese. */
  readonly language: Code
  /** Papers whose originals are to be seen. */
  readonly originals: readonly Code[]
  /** Spouse and children who move in with the applicant. */
  readonly members: number
  /** `talent-residence` only. */
  readonly collection?: Code
  readonly acceptedOn?: LocalDate
  readonly credential?: Code
  readonly officeNumber?: Code
  readonly validUntil?: LocalDate | null
}

/** How an original was found when an officer saw it. */
export const findings = ['matches', 'doubtful', 'not-shown'] as const
export type Finding = (typeof findings)[number]

/** What was seen of each original; whatever is not named was not shown. */
export type Seen = Readonly<Record<string, Finding>>

/** The originals of this list that nobody has found to match. */
export const notMatching = (originals: readonly string[], seen: Seen): readonly string[] =>
  originals.filter((original) => seen[original] !== 'matches')

/** Of the originals of this list those that were found so. */
export const foundAs = (originals: readonly string[], seen: Seen, finding: Finding): readonly string[] =>
  originals.filter((original) => (seen[original] ?? 'not-shown') === finding)

/** Missed calls after which an application lapses at once. */
export const missedCallsToLapse = 2

/** Days of public notice, working days (A). */
export const publicNoticeDays = 5

const longestYears = 10

/**
 * Whole years of a residence permit granted on a day: as asked, at most ten, ended by contract and passport; 0 when not
 * even one is left.
 */
export function yearsGranted(
  requested: number,
  grantedOn: LocalDate,
  limits: readonly LocalDate[],
): { readonly years: number; readonly validUntil: LocalDate | null } {
  const end = limits.toSorted()[0] ?? grantedOn
  let years = Math.min(requested, longestYears)
  while (years > 0 && lastDayOf(grantedOn, years) > end) years -= 1
  return { years, validUntil: years === 0 ? null : lastDayOf(grantedOn, years) }
}

/** The last day on which a permit of one year can still be granted. */
export function grantableUntil(limits: readonly LocalDate[]): LocalDate | null {
  const end = limits.toSorted()[0]
  if (end === undefined) return null
  const last = addMonths(addDays(end, 1), -12)
  // Of 29 February and the day before it the year after ends on the same day: then the later one still will do.
  return lastDayOf(addDays(last, 1), 1) <= end ? addDays(last, 1) : last
}

/** A term of whole years ends with the day before its anniversary. */
const lastDayOf = (from: LocalDate, years: number): LocalDate => addDays(addMonths(from, 12 * years), -1)
