import { ascending } from './ascending.ts'
import type { Application, Bundle, Lot } from './bundle.ts'

/** Where somebody stands among all who wanted a lot and fit it, and how many went before by their class. */
export type PlaceAtLot = {
  /** From 1, by class, number and code. */
  readonly position: number
  readonly among: number
  /** Index of the first priority group they have, or the number of groups. */
  readonly class: number
  /** Those of a class that goes first. */
  readonly beforeByClass: number
}

const classAt = ({ priority }: Lot, { groups }: Application): number => {
  const index = priority.findIndex((group) => groups.includes(group))
  return index < 0 ? priority.length : index
}

type Published = Pick<Bundle, 'lots' | 'applications' | 'withdrawn' | 'numbers'>

/**
 * The order at a lot as step 6 of `allocation.md` has it, seen from one applicant; undefined for who is not in it: not
 * listed, withdrawn, or of a household that does not fit.
 */
export function placeAtLot(bundle: Published, lotId: string, code: string): PlaceAtLot | undefined {
  const lot = bundle.lots.find(({ id }) => id === lotId)
  if (lot === undefined) return undefined
  const withdrawn = new Set(bundle.withdrawn)
  const order = bundle.applications
    .filter((each) => !withdrawn.has(each.code) && each.preferences.includes(lotId))
    .filter(({ persons }) => lot.minPersons <= persons && persons <= lot.maxPersons)
    .map((each) => ({ code: each.code, class: classAt(lot, each), number: bundle.numbers[each.code] ?? '' }))
    .toSorted(
      (one, other) => one.class - other.class || ascending(one.number, other.number) || ascending(one.code, other.code),
    )
  const index = order.findIndex((each) => each.code === code)
  const own = order[index]
  if (own === undefined) return undefined
  return {
    position: index + 1,
    among: order.length,
    class: own.class,
    beforeByClass: order.filter((each) => each.class < own.class).length,
  }
}
