import { type CascadeRound, freeApartments, openRound, waitingAt } from './cascade-round.ts'
import { settle } from './cascade-settle.ts'
import type { CascadeEvent, CascadeState, Drawn, Move, Offer } from './cascade-state.ts'
import { dropApartment, leaveRound } from './cascade-vacancies.ts'

/** A round after its draw, which takes events one by one. */
export type Cascade = {
  /** Applies an event, settles, and tells the moves it led to; an event that fits nobody changes nothing. */
  readonly apply: (event: CascadeEvent) => readonly Move[]
  readonly state: () => CascadeState
}

/** The cascade of a drawn round: every assignment is an open offer. */
export function createCascade(drawn: Drawn): Cascade {
  const round = openRound(drawn)
  return {
    apply: (event) => {
      const before = round.moves.length
      settle(round, touchedBy(round, event))
      return round.moves.slice(before)
    },
    state: () => stateOf(round),
  }
}

/** How a round stands after all events in their order. */
export function cascadeAfter(drawn: Drawn, events: readonly CascadeEvent[]): CascadeState {
  const cascade = createCascade(drawn)
  for (const event of events) cascade.apply(event)
  return cascade.state()
}

// The lots at which a free apartment may now have a candidate.
function touchedBy(round: CascadeRound, event: CascadeEvent): readonly string[] {
  if (event.type === 'drop') return dropApartment(round, event.apartment)
  if (event.type !== 'accept') return leaveRound(round, event.code)
  const holding = round.parties.get(event.code)?.holding
  if (holding) holding.state = 'accepted'
  return []
}

function stateOf(round: CascadeRound): CascadeState {
  const holders = [...round.parties.values()].flatMap(({ applicant, holding }): (readonly [string, Offer])[] => {
    return holding ? [[applicant.code, { ...holding }]] : []
  })
  return {
    moves: [...round.moves],
    offers: Object.fromEntries(holders),
    free: freeApartments(round),
    waiting: Object.fromEntries([...round.lots.values()].map((lot) => [lot.id, waitingAt(lot)])),
  }
}
