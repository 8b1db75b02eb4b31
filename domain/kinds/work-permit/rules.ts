import type { Code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { addDays, addMonths, type LocalDate } from '../../time/local-date.ts'

/** What the process knows of an application: no name, no birth date, no number of a passport. */
export type PermitFacts = Facts & {
  readonly collection: Code
  /** Biometrics are on file and younger than five years (A): no visit. */
  readonly biometricsOnFile: boolean
  readonly lossKind?: Code
  /** `new` only. */
  readonly enteredOn?: LocalDate
  readonly category?: Code
  readonly points?: number
  /** Day of the earliest free slot when the applicant was invited; null when there was none. */
  readonly firstDayOffered?: LocalDate | null
  readonly workPermitNumber?: Code
  readonly permitNumber?: Code
  readonly permitUntil?: LocalDate
}

const biometricsYears = 5
/** EEL 30: a work-type residence permit is valid at least 90 days. */
const shortestTermDays = 90
const entryWindowDays = 30
const renewalWindowDays = 30
const freshMonths = 6

/** Biometrics younger than five years on the day of receipt are used again (A). */
export const areBiometricsFresh = (takenOn: LocalDate | undefined, receivedOn: LocalDate): boolean =>
  takenOn !== undefined && receivedOn < addMonths(takenOn, 12 * biometricsYears)

/** The last day of approval that leaves the shortest term, or undefined where even the first day of work is too late. */
export function approvableUntil(
  startsOn: LocalDate,
  endsOn: LocalDate,
  passportExpiresOn: LocalDate,
): LocalDate | undefined {
  const limit = endsOn < passportExpiresOn ? endsOn : passportExpiresOn
  const last = addDays(limit, 1 - shortestTermDays)
  return startsOn <= last ? last : undefined
}

/** EEL 30: the application comes within thirty days of entry; later is flagged, never refused. */
export const isEntryLate = (enteredOn: LocalDate, receivedOn: LocalDate): boolean =>
  receivedOn > addDays(enteredOn, entryWindowDays)

/** EEL 32: renewal is asked thirty days before expiry; later is flagged. */
export const isRenewalLate = (expiresOn: LocalDate, receivedOn: LocalDate): boolean =>
  addDays(receivedOn, renewalWindowDays) > expiresOn

/** Papers on health and record are taken when not over six months old on receipt (R). */
export const isTooOld = (issuedOn: LocalDate, receivedOn: LocalDate): boolean =>
  receivedOn > addMonths(issuedOn, freshMonths)

/** A passport should have six months left (R). */
export const expiresSoon = (expiresOn: LocalDate, receivedOn: LocalDate): boolean =>
  expiresOn < addMonths(receivedOn, freshMonths)
