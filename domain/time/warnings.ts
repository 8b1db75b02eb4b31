import { isBackward } from './clock-rule.ts'
import { whenRun } from './count-hours.ts'
import { type ClockTerms, hoursOf, type Run } from './count-run.ts'
import type { Count } from './ledger.ts'
import { at, type Instant, localDateOf } from './local-date.ts'

/** A third of the time is left · the last day has begun. */
export type WarningKind = 'third' | 'last-day'

/** When people are warned that a clock runs out. */
export type Warning = { readonly at: Instant; readonly kind: WarningKind }

const HOUR_OF_WARNING = '09:00'

/** The warnings of a run by its present due date, past ones included; none while it is paused. */
export function warningsOf(terms: ClockTerms, run: Run, count: Count): readonly Warning[] {
  const { dueOn, dueAt } = count
  if (dueOn === null || dueAt === null) return []
  const third = thirdLeft(terms, run, count)
  const lastDay = terms.rule.kind === 'hours' ? undefined : at(dueOn, HOUR_OF_WARNING)
  const warnings: Warning[] = []
  if (third !== undefined && third !== lastDay) warnings.push({ at: third, kind: 'third' })
  if (lastDay !== undefined) warnings.push({ at: lastDay, kind: 'last-day' })
  return warnings.filter((warning) => warning.at <= dueAt)
}

/** The instant from which a third of the budget is left: of days, those that count, the day of the warning included. */
function thirdLeft(terms: ClockTerms, run: Run, { budget, ledger }: Count): Instant | undefined {
  if (budget === null || isBackward(terms.rule)) return undefined
  if (terms.rule.kind === 'hours') {
    return whenRun(hoursOf(terms, run, localDateOf(run.start)), Math.floor((budget * 2) / 3))
  }
  const n = budget - Math.ceil(budget / 3) + 1
  const day = ledger.find((entry) => entry.counted && entry.n === n)
  return day === undefined ? undefined : at(day.date, HOUR_OF_WARNING)
}
