import { freeSlots, type Taking } from '../domain/booking/free-slots.ts'
import {
  type Absence,
  isAbsent,
  type Roster,
  type Slot,
  slotsOffered,
  type Timetable,
} from '../domain/booking/roster.ts'
import { type CaseId, caseId, personId } from '../domain/case/codes.ts'
import { calendarOf, isWorkingDay } from '../domain/time/calendar.ts'
import {
  addDays,
  endOfDay,
  type Instant,
  instantFromMillis,
  type LocalDate,
  localDateOf,
  startOfDay,
  type Weekday,
} from '../domain/time/local-date.ts'
import { tablesInForce } from './calendar-tables.ts'
import type { Prisma } from './client.ts'

/** The client, or a transaction of it. */
export type Reader = Pick<Prisma, 'roster' | 'absence' | 'booking' | 'calendarTable'>

/** States in which a row keeps an officer's time. */
export const takingStates = ['held', 'offered', 'booked'] as const

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const isWeekday = (word: string): word is Weekday => weekdays.some((day) => day === word)
const weekdayOrNull = (word: string | null): Weekday | null => (word !== null && isWeekday(word) ? word : null)

const dayOf = (date: Date): LocalDate => localDateOf(instantFromMillis(date.getTime()))

export const asDate = (instant: Instant): Date => new Date(instant * 1000)
export const asInstant = (date: Date): Instant => instantFromMillis(date.getTime())

/** Rosters that give slots now, absences from a day on, and the calendar in force. */
async function readTimetable(reader: Reader, from: LocalDate): Promise<Timetable> {
  const [rosters, absences, tables] = await Promise.all([
    reader.roster.findMany({ where: { endedAt: null }, orderBy: { id: 'asc' } }),
    reader.absence.findMany({ where: { endedAt: null, to: { gte: new Date(from) } } }),
    tablesInForce(reader),
  ])
  return { rosters: rosters.map(asRoster), absences: absences.map(asAbsence), calendar: calendarOf(tables) }
}

type RosterRow = Omit<Roster, 'officer' | 'days' | 'makeUpAs'> & {
  readonly officerId: string
  readonly days: readonly string[]
  readonly makeUpAs: string | null
}

const asRoster = ({ officerId, purpose, days, from, to, languages, makeUpAs, slotMinutes }: RosterRow): Roster => ({
  officer: personId(officerId),
  purpose,
  days: days.filter(isWeekday),
  from,
  to,
  languages,
  makeUpAs: weekdayOrNull(makeUpAs),
  slotMinutes,
})

type AbsenceRow = { readonly officerId: string; readonly from: Date; readonly to: Date }

/** Days without an hour come from PostgreSQL as midnight UTC: in Shanghai that is eight in the morning of the same day. */
const asAbsence = ({ officerId, from, to }: AbsenceRow): Absence => ({
  officer: personId(officerId),
  from: dayOf(from),
  to: dayOf(to),
})

/** Officers' time that is spoken for on the days of a span, and not over by `now`. */
async function readTakings(reader: Reader, from: Instant, to: Instant): Promise<readonly Taking[]> {
  const days = { gte: asDate(startOfDay(localDateOf(from))), lte: asDate(endOfDay(localDateOf(to))) }
  const rows = await reader.booking.findMany({ where: { state: { in: [...takingStates] }, startsAt: days } })
  return rows.map((row) => ({
    officer: personId(row.officerId),
    startsAt: asInstant(row.startsAt),
    minutes: row.minutes,
    heldUntil: row.heldUntil === null ? null : asInstant(row.heldUntil),
    caseId: caseId(row.caseId),
  }))
}

export type SlotsQuestion = {
  readonly purpose: string
  readonly from: Instant
  readonly to: Instant
  readonly now: Instant
  readonly language?: string
  readonly languages?: readonly string[]
  readonly forCase?: CaseId
}

/** Free slots of a span, earliest first. */
export async function readFreeSlots(reader: Reader, question: SlotsQuestion): Promise<readonly Slot[]> {
  const timetable = await readTimetable(reader, localDateOf(question.from))
  return freeSlots(timetable, await readTakings(reader, question.from, question.to), question)
}

/** How far ahead the earliest free slots are looked for (A). */
const daysAhead = 60

type EarliestQuestion = Omit<SlotsQuestion, 'to'> & { readonly count: number }

/** The earliest free slots from an instant on; few where few are to be had. */
export async function readEarliestSlots(reader: Reader, question: EarliestQuestion): Promise<readonly Slot[]> {
  const to = endOfDay(addDays(localDateOf(question.from), daysAhead))
  const free = await readFreeSlots(reader, { ...question, to })
  return free.slice(0, question.count)
}

/** The slots at one instant, by officer: all that the rosters give, and those of them that can be taken. */
export async function readSlotsAt(
  reader: Reader,
  question: Omit<SlotsQuestion, 'from' | 'to'> & { readonly at: Instant },
) {
  const span = { purpose: question.purpose, from: question.at, to: question.at }
  const timetable = await readTimetable(reader, localDateOf(question.at))
  const takings = await readTakings(reader, question.at, question.at)
  return {
    offered: slotsOffered(timetable, span).filter(({ startsAt }) => startsAt > question.now),
    free: freeSlots(timetable, takings, { ...question, ...span }),
  }
}

/** Appointments to come that the centre cannot keep: their officer is away, or their day has become a rest day. */
export async function readUnkeepable(reader: Reader, now: Instant) {
  const { absences, calendar } = await readTimetable(reader, localDateOf(now))
  const rows = await reader.booking.findMany({
    where: { state: { in: [...takingStates] }, startsAt: { gt: asDate(now) } },
    orderBy: { startsAt: 'asc' },
  })
  return rows.filter(({ startsAt, officerId }) => {
    const day = localDateOf(asInstant(startsAt))
    return isAbsent(absences, personId(officerId), day) || !isWorkingDay(calendar, day)
  })
}
