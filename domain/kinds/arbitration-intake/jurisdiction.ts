import type { LocalDate } from '../../time/local-date.ts'
import { courtDistricts, inForce } from './parameters.ts'

/** Where the work is done, and where the employers of the dispute have their seats, as district codes. */
export type Places = { readonly workplace: string; readonly seats: readonly string[] }

/**
 * The district whose commission is competent on a day (LMA 21): ours if the work or a seat is in it, the place of work
 * first where both are seized; else that of the place of work.
 */
export function competentDistrict({ workplace, seats }: Places, on: LocalDate): string {
  const ours = inForce(courtDistricts, on)
  return [workplace, ...seats].find((district) => ours.includes(district)) ?? workplace
}

/** Whether the centre's court is the competent one. */
export const isOurs = (places: Places, on: LocalDate): boolean =>
  inForce(courtDistricts, on).includes(competentDistrict(places, on))
