import type { CalendarTable } from '../../time/calendar.ts'
import { type ClockRule, judgeClock } from '../../time/clock.ts'
import { type Instant, type LocalDate, localDateOf } from '../../time/local-date.ts'
import { hearingNoticeDays, postponementDays } from './parameters.ts'

const earliest: ClockRule = { kind: 'earliest-hearing', n: hearingNoticeDays }
const postponement: ClockRule = { kind: 'backward-days', n: postponementDays, anchor: 'event', roll: 'none' }

const dueOn = (rule: ClockRule, start: Instant, tables: readonly CalendarTable[]): LocalDate | undefined =>
  judgeClock({ rule, start, events: [], tables }).dueOn ?? undefined

/** The earliest day a hearing can be held if its notice is served at this instant (LMA 35: five whole days between). */
export const earliestHearingOn = (served: Instant, tables: readonly CalendarTable[]): LocalDate =>
  dueOn(earliest, served, tables) ?? localDateOf(served)

/** The last day on which a postponement of a hearing can be asked for (LMA 35: three days before, with a reason). */
export const postponableUntil = (hearing: Instant, tables: readonly CalendarTable[]): LocalDate =>
  dueOn(postponement, hearing, tables) ?? localDateOf(hearing)
