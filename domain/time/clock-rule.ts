import type { CalendarTable } from './calendar-table.ts'
import type { Instant } from './local-date.ts'

/** How a clock counts; the law of each is in the table "Rules of counting" of `time.md`. */
export type ClockKind =
  | 'working-days'
  | 'calendar-days'
  | 'months'
  | 'hours'
  | 'backward-days'
  | 'backward-working-days'
  | 'earliest-hearing'

/** A time limit as a definition states it, in the unit of its kind. */
export type ClockRule = {
  readonly kind: ClockKind
  readonly n: number
  /** Backward: whether the anchor's own day is left out (`event`, default) or is the first counted (`end-of-day`). */
  readonly anchor?: 'event' | 'end-of-day'
  /** Backward: a latest day that is a rest day gives way to the working day before it (`back`, default) or stays. */
  readonly roll?: 'back' | 'none'
  /** May be extended, once a run, by at most `max` of the clock's unit. */
  readonly extension?: { readonly max: number }
}

/** Opens a reason for which time is not counted (ALL 45); `reason` defaults to `pause`. */
export type PauseEvent = { readonly type: 'pause'; readonly at: Instant; readonly reason?: string }
/** Closes a reason; the clock runs again when none is open. */
export type ResumeEvent = { readonly type: 'resume'; readonly at: Instant; readonly reason?: string }
/** Adds n to the budget, in the clock's unit. */
export type ExtendEvent = {
  readonly type: 'extend'
  readonly at: Instant
  readonly n: number
  readonly by?: string
  readonly why?: string
}
/** A holiday table is now the one of its year. */
export type CalendarEvent = { readonly type: 'calendar'; readonly at: Instant; readonly load: CalendarTable }
/** A new run from this day · the end as met · the end as cancelled. */
export type PlainEvent = { readonly type: 'restart' | 'met' | 'cancel'; readonly at: Instant }

/** What can happen to a clock. */
export type ClockEvent = PauseEvent | ResumeEvent | ExtendEvent | CalendarEvent | PlainEvent

/** Where a clock stands. */
export type ClockState = 'running' | 'paused' | 'met' | 'breached' | 'cancelled'

/** A time in which a clock does not run; both ends belong to it. Without `to` it lasts. */
export type Pause = { readonly from: Instant; readonly to?: Instant }

/** Whether a clock counts back from an anchor: such clocks know no pause and no extension. */
export function isBackward({ kind }: ClockRule): boolean {
  return kind === 'backward-days' || kind === 'backward-working-days'
}
