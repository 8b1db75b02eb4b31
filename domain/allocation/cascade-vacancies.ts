import { ascending } from './ascending.ts'
import type { CascadeRound, OfferedLot, Party } from './cascade-round.ts'

/** The applicant leaves the round and every waiting list; what they held becomes free. The lots touched by it. */
export function leaveRound(round: CascadeRound, code: string): readonly string[] {
  const party = round.parties.get(code)
  if (!party || party.left) return []
  party.left = true
  for (const lot of round.lots.values()) lot.displaced.delete(party)
  return release(round, party)
}

/**
 * The apartment is gone. Its holder gets the first free one of the lot and keeps their state; if there is none they hold
 * nothing and go before all classes on its waiting list. The lots touched by it.
 */
export function dropApartment(round: CascadeRound, apartment: string): readonly string[] {
  const lot = round.lotOf.get(apartment)
  if (!lot) return []
  round.lotOf.delete(apartment)
  const holder = round.holders.get(apartment)
  round.holders.delete(apartment)
  if (!holder?.holding) {
    lot.free.splice(lot.free.indexOf(apartment), 1)
    return []
  }
  const state = holder.holding.state
  holder.holding = undefined
  const other = lot.free.shift()
  if (other === undefined) {
    lot.displaced.add(holder)
    return holder.applicant.choices.map((choice) => choice.lot.id)
  }
  take(round, holder, { lot, apartment: other, from: apartment, state })
  return []
}

/** What a party held becomes free. The lots touched by it. */
export function release(round: CascadeRound, party: Party): readonly string[] {
  const { holding } = party
  const lot = holding && round.lots.get(holding.lot)
  if (!holding || !lot) return []
  party.holding = undefined
  round.holders.delete(holding.apartment)
  lot.free.push(holding.apartment)
  lot.free.sort(ascending)
  return [lot.id]
}

/** An apartment that a party gets, and what it had before. */
export type Taking = {
  readonly lot: OfferedLot
  readonly apartment: string
  readonly from: string | null
  readonly state: 'offered' | 'accepted'
}

/** A party takes an apartment, which is no longer among the free ones; being first on this lot's list ends. */
export function take(round: CascadeRound, party: Party, { lot, apartment, from, state }: Taking): void {
  party.holding = { lot: lot.id, apartment, state }
  round.holders.set(apartment, party)
  lot.displaced.delete(party)
  round.moves.push({ code: party.applicant.code, from, to: apartment })
}
