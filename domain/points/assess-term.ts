import { addDays, addMonths, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { Category, ParameterSet } from './parameters.ts'
import type { TermDates } from './points-input.ts'

/** How long a permit is: whole months and its last valid day; or the time left is shorter than the law's shortest permit. */
export type Term = { readonly months: number; readonly validUntil: LocalDate } | { readonly code: 'term-too-short' }

/**
 * The term of a work-type residence permit: as long as contract, passport and the category's cap allow, in whole months,
 * but never under 90 days (Exit and Entry Administration Law art. 30).
 */
export function assessTerm(dates: TermDates, category: Category, parameters: ParameterSet): Term {
  const { termFrom } = dates
  const cap = parameters.capMonths[category]
  const limit = earliest(dates.contractEndsOn, dates.passportExpiresOn, lastDayOf(termFrom, cap))
  if (daysBetween(termFrom, limit) + 1 < parameters.shortestDays) return { code: 'term-too-short' }

  let months = cap
  while (lastDayOf(termFrom, months) > limit) months -= 1
  // Three months from 1 February are 89 days: the law's shortest permit then ends later, and the limit allows it.
  const shortest = addDays(termFrom, parameters.shortestDays - 1)
  return { months, validUntil: latest(lastDayOf(termFrom, months), shortest) }
}

function lastDayOf(termFrom: LocalDate, months: number): LocalDate {
  return addDays(addMonths(termFrom, months), -1)
}

function earliest(first: LocalDate, ...others: readonly LocalDate[]): LocalDate {
  return others.reduce((least, other) => (other < least ? other : least), first)
}

function latest(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? other : one
}
