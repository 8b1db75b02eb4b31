import { type LocalDate, parseLocalDate } from '../../../domain/time/local-date.ts'

/** A day that is known to exist. */
export function day(text: string): LocalDate {
  const read = parseLocalDate(text)
  if (read === undefined) throw new Error(`no such day ${text}`)
  return read
}

/** The day of acceptance. */
export const ON = day('2026-03-16')

/** 51 points: category C. */
export const PLAIN = {
  annualPayCny: 200_000,
  education: 'bachelor',
  workYears: 0,
  monthsPerYear: 12,
  formerChineseNational: false,
  degreeTaughtInChinese: false,
  hskLevel: 0,
  region: 'shanghai',
  birthDate: '1990-05-20',
  famousUniversityOrTop500: false,
  localBonus: 0,
  directCriteria: [],
}
/** A term of twelve months. */
export const TERM = { termFrom: '2026-04-01', contractEndsOn: '2027-03-31', passportExpiresOn: '2033-01-01' }
