import type { Party } from '../case/definition.ts'
import type { Instant } from '../time/local-date.ts'

/** From an instant on, who had to act; null: nobody, for the case was over. */
export type Turn = { readonly at: Instant; readonly party: Party | null }

/** Seconds by who had to act. */
export type TimeSplit = Readonly<Record<Party, number>>

export type SplitSpan = {
  readonly from: Instant
  readonly until: Instant
  /** When the beginning was recorded: what is entered later about an earlier hour lay with whoever then had the case. */
  readonly known: Instant
}

/**
 * Whose time a span was; the three parts add up to the span. `turns` in order of time. Time that nobody's turn covers
 * is the centre's: it answers for what it does not explain.
 */
export function splitTime(turns: readonly Turn[], { from, until, known }: SplitSpan): TimeSplit {
  const split = { applicant: 0, centre: 0, external: 0 }
  const begun = turns.findLast(({ at }) => at <= Math.max(from, known))
  const marks: readonly Turn[] = [
    { at: from, party: begun?.party ?? null },
    ...turns.filter(({ at }) => at > Math.max(from, known) && at < until),
  ]
  marks.forEach(({ at, party }, index) => {
    const next = marks[index + 1]?.at ?? until
    split[party ?? 'centre'] += Math.max(0, next - at)
  })
  return split
}
