declare const localDate: unique symbol
declare const instant: unique symbol

/** A calendar day in Asia/Shanghai, written `YYYY-MM-DD`; two of them compare as their days do. */
export type LocalDate = string & { readonly [localDate]: true }

/** A moment in whole seconds since 1970-01-01T00:00:00Z: the law judges to the second, fractions are cut off. */
export type Instant = number & { readonly [instant]: true }

/** A day of the week, Monday first. */
export type Weekday = (typeof WEEKDAYS)[number]

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const CODE_OF_ZERO = 48
const SECONDS_A_DAY = 86_400
/** Asia/Shanghai is +08:00 all year, since 1991. */
const ZONE_SECONDS = 8 * 3_600
/** 1970-01-01 was a Thursday: the day with number 0 is the fourth of its week. */
const WEEKDAY_OF_DAY_ZERO = 3
/** Years are counted from March in groups of 400, so that a leap day is the last of its year. */
const DAYS_A_400_YEARS = 146_097
const DAYS_FROM_0000_03_01_TO_1970 = 719_468

const DATE_FORM = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT_FORM = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/

/** Reads an RFC 3339 date-time with its offset, cutting fractions of a second off; `undefined` if it is none. */
export function parseInstant(text: string): Instant | undefined {
  const [, date = '', hour, minute, second, sign, offsetHour, offsetMinute] = INSTANT_FORM.exec(text) ?? []
  const day = parseLocalDate(date)
  const time = secondsOfDay(hour, minute, second)
  const offset = secondsOfDay(offsetHour ?? '00', offsetMinute ?? '00', '00')
  if (day === undefined || time === undefined || offset === undefined) return undefined
  return instantOf(dayNumberOf(day) * SECONDS_A_DAY + time - (sign === '-' ? -offset : offset))
}

/** Reads `YYYY-MM-DD`; `undefined` if it has another form or there is no such day. */
export function parseLocalDate(text: string): LocalDate | undefined {
  const [, year, month, day] = DATE_FORM.exec(text) ?? []
  if (year === undefined || Number(month) < 1 || Number(month) > 12) return undefined
  const known = Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month))
  return known ? asLocalDate(text) : undefined
}

/** An instant as people here write it: `2026-03-12T23:59:59+08:00`. */
export function formatInstant(i: Instant): string {
  return `${localDateOf(i)}T${localTimeOf(i)}:${padded(modulo(i, 60), 2)}+08:00`
}

/** The instant of a machine's milliseconds since 1970; fractions of a second are cut off. */
export function instantFromMillis(ms: number): Instant {
  return instantOf(Math.floor(ms / 1_000))
}

/** The instant so many whole seconds since 1970; a fraction or no number at all is a defect (RangeError). */
export function instantOf(seconds: number): Instant {
  assertInstant(seconds)
  return seconds
}

/** The local date of an instant, whatever offset it was written with: the day of an act at any hour. */
export function localDateOf(i: Instant): LocalDate {
  return localDateOfNumber(Math.floor((i + ZONE_SECONDS) / SECONDS_A_DAY))
}

/** The wall-clock time of an instant in Shanghai, `HH:MM`. */
export function localTimeOf(i: Instant): string {
  const minutes = Math.floor(modulo(i + ZONE_SECONDS, SECONDS_A_DAY) / 60)
  return `${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`
}

/** The year of a day. */
export function yearOf(d: LocalDate): number {
  return digits(d, 0, 4)
}

/** The first second of a day, 00:00:00. */
export function startOfDay(d: LocalDate): Instant {
  return instantOf(dayNumberOf(d) * SECONDS_A_DAY - ZONE_SECONDS)
}

/** The last second of a day, 23:59:59: a time limit in days ends with it (Civil Code 203(2)). */
export function endOfDay(d: LocalDate): Instant {
  return instantOf(startOfDay(d) + SECONDS_A_DAY - 1)
}

/** The instant at which the wall clock shows `HH:MM` on a day; another form is a defect (RangeError). */
export function at(d: LocalDate, time: string): Instant {
  const seconds = /^\d{2}:\d{2}$/.test(time) ? secondsOfDay(time.slice(0, 2), time.slice(3), '00') : undefined
  if (seconds === undefined) throw new RangeError('not a time of day')
  return instantOf(startOfDay(d) + seconds)
}

/** The day n days later, or earlier for a negative n. */
export function addDays(d: LocalDate, n: number): LocalDate {
  const day = digits(d, 8, 10) + n
  // Every month has the days 1 to 28: most steps of a ledger need no calendar.
  if (day >= 1 && day <= 28) return asLocalDate(d.slice(0, 8) + padded(day, 2))
  return localDateOfNumber(dayNumberOf(d) + n)
}

/** The same day number n months later; where that month has none, its last day (Civil Code 202). */
export function addMonths(d: LocalDate, n: number): LocalDate {
  const months = digits(d, 0, 4) * 12 + digits(d, 5, 7) - 1 + n
  const year = Math.floor(months / 12)
  const month = modulo(months, 12) + 1
  return written(year, month, Math.min(digits(d, 8, 10), daysInMonth(year, month)))
}

/** How many days after `from` the day `to` is; negative if it lies before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from)
}

/** The day of the week, `mon` to `sun`. */
export function weekdayOf(d: LocalDate): Weekday {
  return WEEKDAYS[modulo(dayNumberOf(d) + WEEKDAY_OF_DAY_ZERO, 7)] ?? 'mon'
}

function asLocalDate(text: string): LocalDate {
  assertLocalDate(text)
  return text
}

function assertLocalDate(text: string): asserts text is LocalDate {
  if (text.length !== 10) throw new RangeError('a day beyond the years 0000 to 9999')
}

function assertInstant(seconds: number): asserts seconds is Instant {
  if (!Number.isSafeInteger(seconds)) throw new RangeError('not a whole number of seconds')
}

/** Days since 1970-01-01 by the Gregorian calendar. */
function dayNumberOf(d: LocalDate): number {
  const month = digits(d, 5, 7)
  const year = digits(d, 0, 4) - (month <= 2 ? 1 : 0)
  const group = Math.floor(year / 400)
  const yearOfGroup = year - group * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digits(d, 8, 10) - 1
  const dayOfGroup = yearOfGroup * 365 + Math.floor(yearOfGroup / 4) - Math.floor(yearOfGroup / 100) + dayOfYear
  return group * DAYS_A_400_YEARS + dayOfGroup - DAYS_FROM_0000_03_01_TO_1970
}

function localDateOfNumber(dayNumber: number): LocalDate {
  const day = dayNumber + DAYS_FROM_0000_03_01_TO_1970
  const group = Math.floor(day / DAYS_A_400_YEARS)
  const dayOfGroup = day - group * DAYS_A_400_YEARS
  const leapDays = Math.floor(dayOfGroup / 1_460) - Math.floor(dayOfGroup / 36_524) + Math.floor(dayOfGroup / 146_096)
  const yearOfGroup = Math.floor((dayOfGroup - leapDays) / 365)
  const dayOfYear = dayOfGroup - (365 * yearOfGroup + Math.floor(yearOfGroup / 4) - Math.floor(yearOfGroup / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((monthFromMarch + 2) % 12) + 1
  const year = group * 400 + yearOfGroup + (month <= 2 ? 1 : 0)
  return written(year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1)
}

function written(year: number, month: number, day: number): LocalDate {
  return asLocalDate(`${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function secondsOfDay(hour = '', minute = '', second = ''): number | undefined {
  if (hour > '23' || minute > '59' || second > '59' || hour === '') return undefined
  return Number(hour) * 3_600 + Number(minute) * 60 + Number(second)
}

function padded(value: number, length: number): string {
  return `${value}`.padStart(length, '0')
}

/** The number written in these places; of a local date they are all digits. */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let place = from; place < to; place += 1) value = value * 10 + text.charCodeAt(place) - CODE_OF_ZERO
  return value
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
