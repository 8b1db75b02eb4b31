import { type Calendar, type DayFacts, factsOfDay, isWorkingKind } from './calendar.ts'
import type { Pause } from './clock-rule.ts'
import { type Count, type LedgerEntry, ledgerEntry } from './ledger.ts'
import { addDays, endOfDay, type LocalDate, localDateOf } from './local-date.ts'

/** A count of days from a day on. */
export type ForwardCount = {
  /** Day of the event: day 0. */
  readonly from: LocalDate
  /** Days to count. */
  readonly budget: number
  /** Rest days do not count (`working-days`); else every day does and the end rolls forward. */
  readonly workingOnly: boolean
  readonly pauses: readonly Pause[]
  /** Due on no day before this one: a table may not breach in hindsight. */
  readonly notBefore: LocalDate | undefined
  /** The day asked about: where the ledger ends if an open pause keeps the count from ending. */
  readonly until: LocalDate
}

type PausedDays = { readonly from: LocalDate; readonly to: LocalDate | undefined }
type Walk = {
  readonly entries: LedgerEntry[]
  day: LocalDate
  n: number
  provisional: boolean
  dueOn: LocalDate | null
}

/**
 * Counts days forward and rolls the end to a working day (Civil Code 201–203, ALL 82).
 * A local day of which any moment is paused neither counts nor ends a roll.
 */
export function countForward(calendar: Calendar, count: ForwardCount): Count {
  const walk: Walk = { entries: [], day: count.from, n: 0, provisional: false, dueOn: null }
  walk.entries.push({ date: count.from, counted: false, why: 'day-of-event', n: 0 })
  const days = stepper(calendar, count)
  while (walk.n < count.budget && days.next(walk)) countDay(walk, days.facts(walk.day), count)
  if (walk.n >= count.budget) rollOn(walk, days, count)
  return {
    dueOn: walk.dueOn,
    dueAt: walk.dueOn === null ? null : endOfDay(walk.dueOn),
    provisional: walk.provisional,
    ledger: walk.entries,
    budget: count.budget,
  }
}

type Stepper = {
  /** Goes one day on; false if an open pause leaves nothing but paused days and the day asked about is reached. */
  readonly next: (walk: Walk) => boolean
  /** What the day is; `undefined` if it is paused: then nobody asks. */
  readonly facts: (day: LocalDate) => DayFacts | undefined
}

function stepper(calendar: Calendar, { pauses, until }: ForwardCount): Stepper {
  const paused: readonly PausedDays[] = pauses.map(({ from, to }) => ({
    from: localDateOf(from),
    to: to === undefined ? undefined : localDateOf(to),
  }))
  const open = paused.some(({ to }) => to === undefined)
  const isPaused = (day: LocalDate) => paused.some(({ from, to }) => from <= day && (to === undefined || day <= to))
  return {
    next: (walk) => {
      if (open && walk.day >= until) return false
      walk.day = addDays(walk.day, 1)
      return true
    },
    facts: (day) => (isPaused(day) ? undefined : factsOfDay(calendar, day)),
  }
}

function countDay(walk: Walk, facts: DayFacts | undefined, { workingOnly }: ForwardCount): void {
  if (facts === undefined) {
    enterPaused(walk)
    return
  }
  const counted = !workingOnly || isWorkingKind(facts.kind)
  if (counted) walk.n += 1
  if (workingOnly && facts.guessed) walk.provisional = true
  enter(walk, { counted, why: workingOnly ? facts.kind : 'calendar-day' }, facts)
}

/** From the last day counted on: due is the first day that is worked, not paused, and not before `notBefore`. */
function rollOn(walk: Walk, days: Stepper, { notBefore }: ForwardCount): void {
  let facts = askIfWorked(walk, days)
  while (!endsCount(walk.day, facts, notBefore)) {
    if (!days.next(walk)) return
    facts = askIfWorked(walk, days)
    enterRolled(walk, facts, notBefore)
  }
  walk.dueOn = walk.day
}

function askIfWorked(walk: Walk, days: Stepper): DayFacts | undefined {
  const facts = days.facts(walk.day)
  if (facts?.guessed) walk.provisional = true
  return facts
}

function enterRolled(walk: Walk, facts: DayFacts | undefined, notBefore: LocalDate | undefined): void {
  if (facts === undefined) enterPaused(walk)
  else {
    const why = notBefore !== undefined && walk.day <= notBefore ? 'grace' : 'rolled-forward'
    enter(walk, { counted: false, why }, facts)
  }
}

function endsCount(day: LocalDate, facts: DayFacts | undefined, notBefore: LocalDate | undefined): boolean {
  if (facts === undefined || (notBefore !== undefined && day < notBefore)) return false
  return isWorkingKind(facts.kind)
}

function enter(walk: Walk, { counted, why }: Pick<LedgerEntry, 'counted' | 'why'>, facts: DayFacts): void {
  walk.entries.push(ledgerEntry({ date: walk.day, counted, why, n: walk.n }, facts))
}

function enterPaused(walk: Walk): void {
  walk.entries.push({ date: walk.day, counted: false, why: 'paused', n: walk.n })
}
