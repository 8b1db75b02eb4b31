import type { Code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { type Instant, instantOf, type LocalDate } from '../../time/local-date.ts'

/** What the process knows of a stay: when it began and ends, and the register's slip. */
export type StayFacts = Facts & {
  readonly arrivedAt?: Code
  readonly stayUntil?: LocalDate
  readonly slipNumber?: Code
}

const minute = 60
const hour = 3600
const day = 24 * hour

/** Seconds after the click at which the register is asked: 10 minutes, an hour, then hourly, under 60 times in all. */
const afterClick: readonly number[] = [10 * minute, ...Array.from({ length: 55 }, (_, index) => (index + 1) * hour)]

export type Stays = {
  readonly dueAt: Instant
  readonly receivedAt: Instant
  /** When the person went over to the official system; null before. */
  readonly click: Instant | null
}

/**
 * The next instant after `now` at which the register is asked: after the click, at the due instant before the clock is
 * judged, without a click hourly from then; null when a day is over since the last of them and a person takes it up.
 */
export function nextLookUp({ dueAt, receivedAt, click }: Stays, now: Instant): Instant | null {
  const from = instantOf(Math.max(dueAt, receivedAt))
  const end = instantOf(Math.max(from, click ?? from) + day)
  const base = click ?? from
  const times = [...afterClick.map((seconds) => base + seconds), dueAt, from, end].filter(
    (time) => time > now && time <= end,
  )
  return times.length === 0 ? null : instantOf(Math.min(...times))
}
