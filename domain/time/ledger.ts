import type { DayFacts } from './calendar.ts'
import type { Instant, LocalDate } from './local-date.ts'

/** Why a day counts or does not. */
export type LedgerWhy =
  | 'day-of-event'
  | 'working-day'
  | 'make-up-workday'
  | 'unpublished-year'
  | 'weekend'
  | 'holiday'
  | 'calendar-day'
  | 'paused'
  | 'rolled-forward'
  | 'grace'
  | 'rolled-back'
  | 'latest-day'
  | 'hours'

/** One local day of a clock, explained. */
export type LedgerEntry = {
  readonly date: LocalDate
  readonly counted: boolean
  readonly why: LedgerWhy
  /** The count so far: days, or seconds of a clock in hours. */
  readonly n: number
  /** English name of the holiday the day belongs to or makes up for. */
  readonly note?: string
}

/** What counting finds: the due date, and each day on the way. */
export type Count = {
  /** `null` while the count has not ended: a pause is open. */
  readonly dueOn: LocalDate | null
  /** The last second in time; `null` where there is no due date or, as for a hearing, nothing to be late for. */
  readonly dueAt: Instant | null
  /** The date rests on days of a year not published. */
  readonly provisional: boolean
  readonly ledger: readonly LedgerEntry[]
  /** Length with extension: days (of `months` too), or seconds of a clock in hours; `null` where nothing is used up. */
  readonly budget: number | null
}

/** The entry of a day, with the name of its holiday if it has one. */
export function ledgerEntry(entry: Omit<LedgerEntry, 'note'>, { name }: DayFacts): LedgerEntry {
  return name === undefined ? entry : { ...entry, note: name }
}
