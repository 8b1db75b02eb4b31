import type { PersonId } from '../case/codes.ts'
import { type Calendar, factsOfDay, isWorkingKind } from '../time/calendar.ts'
import {
  addDays,
  at,
  daysBetween,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  type Weekday,
  weekdayOf,
} from '../time/local-date.ts'

/** What an appointment can be for. */
export const purposes = ['video', 'counter', 'biometrics', 'viewing'] as const
export type Purpose = (typeof purposes)[number]

/** Length of a slot in minutes (A: `talent-settlement.md`, Slots). */
const slotLengths = { video: 30, counter: 30, biometrics: 15, viewing: 30 } as const satisfies Record<Purpose, number>

/** Whether a word names a purpose. */
export const isPurpose = (word: string): word is Purpose => purposes.some((purpose) => purpose === word)

/** Minutes that an appointment of a purpose takes. */
export const slotMinutesOf = (purpose: Purpose): number => slotLengths[purpose]

/** When an officer sees people for a purpose, week by week. */
export type Roster = {
  readonly officer: PersonId
  readonly purpose: string
  readonly days: readonly Weekday[]
  /** `HH:MM`; the last slot ends by `to`. */
  readonly from: string
  readonly to: string
  readonly languages: readonly string[]
  /** The weekday as which make-up workdays count; without one, Monday. */
  readonly makeUpAs: Weekday | null
  readonly slotMinutes: number
}

/** Days on which an officer is away, both included. */
export type Absence = { readonly officer: PersonId; readonly from: LocalDate; readonly to: LocalDate }

export type Slot = {
  readonly startsAt: Instant
  readonly minutes: number
  readonly officer: PersonId
  readonly languages: readonly string[]
}

/** What slots are made from. */
export type Timetable = {
  readonly rosters: readonly Roster[]
  readonly absences: readonly Absence[]
  readonly calendar: Calendar
}

/** The slots of a purpose that begin from `from` up to and with `to`, taken or not, earliest first. */
export type SlotsAsked = { readonly purpose: string; readonly from: Instant; readonly to: Instant }

/** The weekday a day counts as for rosters: none on rest days; make-up workdays as the roster says, else as a Monday. */
function rosterWeekday(calendar: Calendar, day: LocalDate, makeUpAs: Weekday | null): Weekday | undefined {
  const { kind } = factsOfDay(calendar, day)
  if (!isWorkingKind(kind)) return undefined
  return kind === 'make-up-workday' ? (makeUpAs ?? 'mon') : weekdayOf(day)
}

/** Whether an officer is away on a day. */
export const isAbsent = (absences: readonly Absence[], officer: PersonId, day: LocalDate): boolean =>
  absences.some((absence) => absence.officer === officer && absence.from <= day && day <= absence.to)

/** All slots that the rosters give in a span of time, absences and rest days left out; one officer has one slot an instant. */
export function slotsOffered(timetable: Timetable, { purpose, from, to }: SlotsAsked): readonly Slot[] {
  const rosters = timetable.rosters.filter((roster) => roster.purpose === purpose)
  const slots = daysFrom(localDateOf(from), localDateOf(to)).flatMap((day) =>
    rosters.flatMap((roster) => slotsOfDay(timetable, roster, day)),
  )
  const within = slots.filter(({ startsAt }) => from <= startsAt && startsAt <= to)
  return [...new Map(within.map((slot) => [`${slot.officer}/${slot.startsAt}`, slot])).values()].toSorted(inOrder)
}

const daysFrom = (first: LocalDate, last: LocalDate): readonly LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => addDays(first, index))

function slotsOfDay({ absences, calendar }: Timetable, roster: Roster, day: LocalDate): readonly Slot[] {
  const { officer, days, languages, slotMinutes: minutes } = roster
  const weekday = rosterWeekday(calendar, day, roster.makeUpAs)
  if (weekday === undefined || !days.includes(weekday) || isAbsent(absences, officer, day)) return []
  const length = minutes * 60
  const [first, end] = [at(day, roster.from), at(day, roster.to)]
  const count = Math.max(0, Math.floor((end - first) / length))
  return Array.from({ length: count }, (_, index) => ({
    startsAt: instantOf(first + index * length),
    minutes,
    officer,
    languages,
  }))
}

const inOrder = (one: Slot, other: Slot): number =>
  one.startsAt - other.startsAt || (one.officer < other.officer ? -1 : 1)
