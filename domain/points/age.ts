import type { LocalDate } from '../time/local-date.ts'

/**
 * Completed years of age on a day. A year is completed on the birthday itself; whoever is born on 29 February completes it
 * on 1 March in common years. Negative before the birth.
 */
export function completedYears(birthDate: LocalDate, onDate: LocalDate): number {
  const years = Number(onDate.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return onDate.slice(5) < birthDate.slice(5) ? years - 1 : years
}
