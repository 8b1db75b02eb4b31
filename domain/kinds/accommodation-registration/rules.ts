import type { Code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import type { LocalDate } from '../../time/local-date.ts'

/** What the process knows of a stay: when it began and ends, and the register's slip. */
export type StayFacts = Facts & {
  readonly arrivedAt?: Code
  readonly stayUntil?: LocalDate
  readonly slipNumber?: Code
}

const minute = 60
const hour = 3600

/** Seconds after the click at which the register is asked: 10 minutes, an hour, then hourly, under 60 times in all. */
export const lookUpsAfterClick: readonly number[] = [
  10 * minute,
  ...Array.from({ length: 58 }, (_, index) => (index + 1) * hour),
]

/** How long after the due instant the register is still asked before a person looks at it. */
export const patienceAfterDue = 24 * hour
