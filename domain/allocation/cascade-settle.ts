import { sortedAscending } from './ascending.ts'
import { type CascadeRound, firstCandidate } from './cascade-round.ts'
import { release, take } from './cascade-vacancies.ts'

/**
 * While some free apartment has a candidate: the first such lot ascending gives its first free apartment to its first
 * candidate as an open offer, and what they held becomes free. Only lots that were touched can have gained an apartment or
 * a candidate, so no others are looked at. Ends, as each move is a better lot for somebody.
 */
export function settle(round: CascadeRound, touched: readonly string[]): void {
  const open = new Set(touched)
  for (let id = first(open); id !== undefined; id = first(open)) {
    const freed = offerFrom(round, id)
    if (!freed) open.delete(id)
    else for (const lot of freed) open.add(lot)
  }
}

// Undefined if the lot has no free apartment with a candidate, else the lots in which something became free by the move.
function offerFrom(round: CascadeRound, id: string): readonly string[] | undefined {
  const lot = round.lots.get(id)
  const party = lot && lot.free.length > 0 ? firstCandidate(lot) : undefined
  const apartment = party && lot?.free.shift()
  if (!lot || !party || apartment === undefined) return undefined
  const from = party.holding?.apartment ?? null
  const freed = release(round, party)
  take(round, party, { lot, apartment, from, state: 'offered' })
  return freed
}

function first(lots: ReadonlySet<string>): string | undefined {
  return sortedAscending(lots)[0]
}
