import type { CalendarTable } from '../../time/calendar.ts'
import { judgeClock } from '../../time/clock.ts'
import { type LocalDate, startOfDay } from '../../time/local-date.ts'
import { limitationMonths } from './parameters.ts'

/** What a claim's limitation is counted from. */
export type LimitedClaim = {
  readonly kind: string
  /** When the claimant knew, or should have known. */
  readonly knewOn: LocalDate
  /** Last day on which the claim was made, an authority asked, or the debt admitted: it starts anew from that day. */
  readonly interruptedOn?: LocalDate
}

const latest = (days: readonly (LocalDate | undefined)[]): LocalDate | undefined =>
  days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1)

/** The day the year is counted from; undefined where nothing runs yet: wages owed while employed (LMA 27(4)). */
function countedFrom(
  { kind, knewOn, interruptedOn }: LimitedClaim,
  endedOn: LocalDate | undefined,
): LocalDate | undefined {
  if (kind !== 'wages') return latest([knewOn, interruptedOn])
  return endedOn === undefined ? undefined : latest([knewOn, endedOn, interruptedOn])
}

/**
 * The last day to bring a claim (LMA 27): the same day a year later, the next working day if that is a rest day
 * (`time.md`, months). Undefined where no limit runs. It is flagged, never refused: the other side must raise it.
 */
export function limitationOn(
  claim: LimitedClaim,
  endedOn: LocalDate | undefined,
  tables: readonly CalendarTable[],
): LocalDate | undefined {
  const from = countedFrom(claim, endedOn)
  if (from === undefined) return undefined
  const rule = { kind: 'months', n: limitationMonths } as const
  return judgeClock({ rule, start: startOfDay(from), events: [], tables }).dueOn ?? undefined
}

/** Whether a claim filed on a day is within its limitation. */
export const isWithin = (lastDay: LocalDate | undefined, receivedOn: LocalDate): boolean =>
  lastDay === undefined || receivedOn <= lastDay
