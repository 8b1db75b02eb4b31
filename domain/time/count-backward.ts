import { addWorkingDays, type Calendar, type DayFacts, factsOfDay, isWorkingDay, isWorkingKind } from './calendar.ts'
import type { ClockRule } from './clock-rule.ts'
import { type Count, type LedgerEntry, ledgerEntry } from './ledger.ts'
import { addDays, endOfDay, type LocalDate } from './local-date.ts'

/** A count of days back from an anchor. */
export type BackwardCount = {
  readonly rule: ClockRule
  /** The day of the hearing or of the expiry. */
  readonly anchor: LocalDate
  /** A latest day that stands although today's tables put it earlier: the count ends there. */
  readonly stands: LocalDate | undefined
}

type Walk = { readonly entries: LedgerEntry[]; day: LocalDate; n: number; provisional: boolean }

/** Counts back (LMA 35, EEL 32): at least n whole days lie between the latest day and the anchor. */
export function countBackward(calendar: Calendar, { rule, anchor, stands }: BackwardCount): Count {
  const walk: Walk = { entries: [], day: anchor, n: 0, provisional: false }
  if (rule.anchor !== 'end-of-day') {
    walk.entries.push({ date: anchor, counted: false, why: 'day-of-event', n: 0 })
    walk.day = addDays(anchor, -1)
  }
  const workingOnly = rule.kind === 'backward-working-days'
  while (walk.n < rule.n && walk.day !== stands) countDay(walk, factsOfDay(calendar, walk.day), workingOnly)
  if (rule.roll !== 'none') rollBack(walk, calendar, stands)
  enter(walk, { counted: false, why: 'latest-day' }, factsOfDay(calendar, walk.day))
  return {
    dueOn: walk.day,
    dueAt: endOfDay(walk.day),
    provisional: walk.provisional,
    ledger: walk.entries,
    budget: null,
  }
}

/**
 * The earliest working day for a hearing when notice is served on a day (LMA 35 turned round):
 * the first whose latest day of service is not before it. Nothing can be late, so there is no due instant.
 */
export function countEarliestHearing(calendar: Calendar, rule: ClockRule, served: LocalDate): Count {
  const backward: ClockRule = { ...rule, kind: 'backward-days' }
  for (let hearing = addWorkingDays(calendar, served, 1); ; hearing = addWorkingDays(calendar, hearing, 1)) {
    const notice = countBackward(calendar, { rule: backward, anchor: hearing, stands: undefined })
    if (notice.dueOn !== null && notice.dueOn >= served) {
      const provisional = notice.provisional || factsOfDay(calendar, hearing).guessed
      return { dueOn: hearing, dueAt: null, provisional, ledger: [], budget: null }
    }
  }
}

function countDay(walk: Walk, facts: DayFacts, workingOnly: boolean): void {
  const counted = !workingOnly || isWorkingKind(facts.kind)
  if (counted) walk.n += 1
  if (workingOnly && facts.guessed) walk.provisional = true
  enter(walk, { counted, why: workingOnly ? facts.kind : 'calendar-day' }, facts)
  walk.day = addDays(walk.day, -1)
}

/** Service is an act of the centre: a latest day on which it rests gives way to the working day before. */
function rollBack(walk: Walk, calendar: Calendar, stands: LocalDate | undefined): void {
  while (walk.day !== stands && !isWorkingDay(calendar, walk.day)) {
    const facts = factsOfDay(calendar, walk.day)
    if (facts.guessed) walk.provisional = true
    enter(walk, { counted: false, why: 'rolled-back' }, facts)
    walk.day = addDays(walk.day, -1)
  }
  if (factsOfDay(calendar, walk.day).guessed) walk.provisional = true
}

function enter(walk: Walk, { counted, why }: Pick<LedgerEntry, 'counted' | 'why'>, facts: DayFacts): void {
  walk.entries.push(ledgerEntry({ date: walk.day, counted, why, n: walk.n }, facts))
}
