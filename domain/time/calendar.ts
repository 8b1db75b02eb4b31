import type { CalendarTable } from './calendar-table.ts'
import { addDays, type LocalDate, weekdayOf, yearOf } from './local-date.ts'

export { type CalendarTable, readTable } from './calendar-table.ts'

/** The tables in force, by year: at most one a year. */
export type Calendar = Readonly<Record<number, CalendarTable>>

/** What a day is; the first of the list of `time.md` that matches. */
export type DayKind = 'holiday' | 'make-up-workday' | 'weekend' | 'unpublished-year' | 'working-day'

/** All that counting asks of a day. */
export type DayFacts = {
  readonly kind: DayKind
  /** English name of the holiday, if a table in force names the day. */
  readonly name?: string
  /** Its year has no table in force and no table names it: what is said of it is expected, not known. */
  readonly guessed: boolean
}

/** The tables in force after these were loaded in this order: of one year, the last. */
export function calendarOf(tables: readonly CalendarTable[]): Calendar {
  return tables.reduce<Calendar>(loadTable, {})
}

/** The calendar with this table now the one of its year; an older version is a roll-back. */
export function loadTable(calendar: Calendar, table: CalendarTable): Calendar {
  return { ...calendar, [table.year]: table }
}

/** Names of the tables in force, sorted. */
export function tableNames(calendar: Calendar): readonly string[] {
  return Object.values(calendar)
    .map(({ name }) => name)
    .sort()
}

/** What a day is by the tables in force, and whether that is known. A later year's table may name days of the December before. */
export function factsOfDay(calendar: Calendar, d: LocalDate): DayFacts {
  const year = yearOf(d)
  const own = calendar[year]
  const inDecember = d.startsWith('12', 5)
  const named = (inDecember ? namedBy(calendar[year + 1], d) : undefined) ?? namedBy(own, d)
  if (named !== undefined) return named
  const guessed = own === undefined
  if (isWeekend(d)) return { kind: 'weekend', guessed }
  return { kind: guessed ? 'unpublished-year' : 'working-day', guessed }
}

/** What a day is by the tables in force. */
export function kindOfDay(calendar: Calendar, d: LocalDate): DayKind {
  return factsOfDay(calendar, d).kind
}

/** Whether a kind of day is worked. Days off of the notice, statutory or moved, are rest days alike. */
export function isWorkingKind(kind: DayKind): boolean {
  return kind !== 'holiday' && kind !== 'weekend'
}

/** Whether a day is worked by the tables in force; in a year not published, by weekends alone. */
export function isWorkingDay(calendar: Calendar, d: LocalDate): boolean {
  return isWorkingKind(kindOfDay(calendar, d))
}

/** The first working day after a day. */
export function nextWorkingDay(calendar: Calendar, d: LocalDate): LocalDate {
  return addWorkingDays(calendar, d, 1)
}

/** The n-th working day after a day, or before it for a negative n; n = 0 is the day itself, worked or not. */
export function addWorkingDays(calendar: Calendar, d: LocalDate, n: number): LocalDate {
  const step = Math.sign(n)
  let day = d
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step)
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}

/** How many working days lie after `from`, up to and with `to`; negative, counted the other way round, if `to` lies before. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) count += 1
  }
  return count
}

function namedBy(table: CalendarTable | undefined, d: LocalDate): DayFacts | undefined {
  const holiday = table?.holidays[d]
  if (holiday !== undefined) return { kind: 'holiday', name: holiday, guessed: false }
  const worked = table?.makeUpWorkdays[d]
  return worked === undefined ? undefined : { kind: 'make-up-workday', name: worked, guessed: false }
}

function isWeekend(d: LocalDate): boolean {
  const weekday = weekdayOf(d)
  return weekday === 'sat' || weekday === 'sun'
}
