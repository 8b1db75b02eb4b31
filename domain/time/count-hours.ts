import type { Pause } from './clock-rule.ts'
import type { Count, LedgerEntry } from './ledger.ts'
import { addDays, type Instant, instantOf, type LocalDate, localDateOf, startOfDay } from './local-date.ts'

/** A count of seconds from an instant on, through nights and holidays. */
export type HoursCount = {
  readonly start: Instant
  /** Seconds to run. */
  readonly budget: number
  /** One after the other. */
  readonly pauses: readonly Pause[]
  /** The day asked about: where the ledger ends if a pause is open. */
  readonly until: LocalDate
  /** Due no later than this, whatever is left. */
  readonly cap: Instant | undefined
}

/** Counts seconds from the instant itself, never rolled (Civil Code 201(2), EEL 39); paused ones are left out exactly. */
export function countHours(hours: HoursCount): Count {
  const { start, budget, pauses, until, cap = Number.MAX_SAFE_INTEGER } = hours
  const open = pauses.some(({ to }) => to === undefined)
  const dueAt = open ? null : instantOf(Math.min(cap, start + budget + pausedSeconds(pauses)))
  const dueOn = dueAt === null ? null : localDateOf(dueAt)
  return { dueOn, dueAt, provisional: false, ledger: hoursLedger(hours, dueOn ?? until), budget }
}

/** Seconds that ran until an instant; at most the budget, and none after the cap. */
export function secondsRun({ start, budget, pauses, cap }: HoursCount, until: Instant): number {
  const at = cap !== undefined && cap < until ? cap : until
  const before = pauses.filter(({ from }) => from < at)
  const closed = before.map(({ from, to }) => ({ from, to: to === undefined || to > at ? at : to }))
  return Math.min(budget, Math.max(0, at - start - pausedSeconds(closed)))
}

/** The instant at which so many seconds had run; `undefined` while an open pause comes first. */
export function whenRun({ start, pauses }: HoursCount, seconds: number): Instant | undefined {
  let when: number = start + seconds
  for (const { from, to } of pauses) {
    if (when <= from) break
    if (to === undefined) return undefined
    when += to - from
  }
  return instantOf(when)
}

function pausedSeconds(pauses: readonly Pause[]): number {
  return pauses.reduce((sum, { from, to }) => sum + (to === undefined ? 0 : to - from), 0)
}

function hoursLedger(hours: HoursCount, last: LocalDate): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = []
  let before = 0
  for (let date = localDateOf(hours.start); date <= last; date = addDays(date, 1)) {
    const n = secondsRun(hours, startOfDay(addDays(date, 1)))
    entries.push({ date, counted: n > before, why: n > before ? 'hours' : 'paused', n })
    before = n
  }
  return entries
}
