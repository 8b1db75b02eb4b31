import type { Calendar } from './calendar.ts'
import { type ClockKind, type ClockRule, isBackward, type Pause } from './clock-rule.ts'
import { countBackward, countEarliestHearing } from './count-backward.ts'
import { countForward } from './count-forward.ts'
import { countHours, type HoursCount } from './count-hours.ts'
import type { Count } from './ledger.ts'
import { addMonths, daysBetween, type Instant, type LocalDate, localDateOf } from './local-date.ts'

/** What is fixed about a clock: its rule, and an instant it never runs past. */
export type ClockTerms = { readonly rule: ClockRule; readonly cap: Instant | undefined }

/** One run of a clock: from its start, or from the last restart. */
export type Run = {
  /** The event counted from; backward the anchor. */
  readonly start: Instant
  /** The tables it is judged by. */
  readonly calendar: Calendar
  readonly pauses: readonly Pause[]
  /** Reasons for which it is paused now. */
  readonly reasons: readonly string[]
  /** Units added, once extended. */
  readonly extendedBy: number | undefined
  /**
   * Set when a table would have breached in hindsight. Forward: due on no day before this one.
   * Backward: the latest day that stands.
   */
  readonly kept: LocalDate | undefined
}

type Counting = (terms: ClockTerms, run: Run, until: LocalDate) => Count

const COUNTING = {
  'working-days': countDays,
  'calendar-days': countDays,
  months: countDays,
  hours: (terms, run, until) => countHours(hoursOf(terms, run, until)),
  'backward-days': countBack,
  'backward-working-days': countBack,
  'earliest-hearing': ({ rule }, run) => countEarliestHearing(run.calendar, rule, localDateOf(run.start)),
} satisfies Record<ClockKind, Counting>

/** Counts a run as people are told it: never past the cap, and without a due date while it is paused. */
export function countRun(terms: ClockTerms, run: Run, until: LocalDate): Count {
  const count = countFreely(terms, run, until)
  if (run.reasons.length > 0) return { ...count, dueOn: null, dueAt: null, provisional: false }
  return terms.cap === undefined ? count : cappedBy(terms.cap, count)
}

/** The day by which a run that forgets its cap must end, also one found before a pause still open; `null` if none is. */
export function naturalDueOn(terms: ClockTerms, run: Run, until: LocalDate): LocalDate | null {
  return countFreely(terms, run, until).dueOn
}

/** A run of a clock in hours, as seconds. */
export function hoursOf({ rule, cap }: ClockTerms, run: Run, until: LocalDate): HoursCount {
  return { start: run.start, budget: unitsOf(rule, run) * 3_600, pauses: run.pauses, until, cap }
}

/** Whether days of this kind are counted from a day on, so that a roll and grace are possible. */
export function countsDaysForward(rule: ClockRule): boolean {
  return rule.kind !== 'hours' && rule.kind !== 'earliest-hearing' && !isBackward(rule)
}

function countFreely(terms: ClockTerms, run: Run, until: LocalDate): Count {
  return COUNTING[terms.rule.kind](terms, run, until)
}

function countDays({ rule }: ClockTerms, run: Run, until: LocalDate): Count {
  const from = localDateOf(run.start)
  const units = unitsOf(rule, run)
  return countForward(run.calendar, {
    from,
    budget: rule.kind === 'months' ? daysBetween(from, addMonths(from, units)) : units,
    workingOnly: rule.kind === 'working-days',
    pauses: run.pauses,
    notBefore: run.kept,
    until,
  })
}

function countBack({ rule }: ClockTerms, run: Run): Count {
  return countBackward(run.calendar, { rule, anchor: localDateOf(run.start), stands: run.kept })
}

function unitsOf(rule: ClockRule, run: Run): number {
  return rule.n + (run.extendedBy ?? 0)
}

function cappedBy(cap: Instant, count: Count): Count {
  if (count.dueAt === null || count.dueAt <= cap) return count
  const dueOn = localDateOf(cap)
  return { ...count, dueOn, dueAt: cap, ledger: count.ledger.filter(({ date }) => date <= dueOn) }
}
