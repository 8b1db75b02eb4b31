import type { Application, Bundle, Lot } from '../../../domain/allocation/bundle.ts'
import type { CascadeEvent, CascadeState, Move, Offer } from '../../../domain/allocation/cascade-state.ts'
import { fits, orderAt } from './rounds.ts'

type State = {
  bundle: Bundle
  lots: readonly Lot[]
  inRound: Set<string>
  offers: Map<string, Offer>
  gone: Set<string>
  /** `lot code` of those whose apartment dropped out. */
  first: Set<string>
  moves: Move[]
}

/** The cascade written as the rule reads, without any thought of speed; to compare ours with. */
export function literalCascade(bundle: Bundle, events: readonly CascadeEvent[]): CascadeState {
  const offers = Object.entries(bundle.assignments).map(([code, one]): [string, Offer] => [
    code,
    { ...one, state: 'offered' },
  ])
  const state: State = {
    bundle,
    lots: [...bundle.lots].sort((one, other) => (one.id < other.id ? -1 : 1)),
    inRound: new Set(bundle.applications.map(({ code }) => code).filter((code) => !bundle.withdrawn.includes(code))),
    offers: new Map(offers),
    gone: new Set(),
    first: new Set(),
    moves: [],
  }
  for (const event of events) {
    if (event.type === 'drop') drop(state, event.apartment)
    else if (event.type === 'accept') accept(state, event.code)
    else leave(state, event.code)
    while (settleOnce(state));
  }
  return {
    moves: state.moves,
    offers: Object.fromEntries(state.offers),
    free: state.lots.flatMap((lot) => freeIn(state, lot)),
    waiting: Object.fromEntries(state.lots.map((lot) => [lot.id, candidates(state, lot).map(({ code }) => code)])),
  }
}

function accept({ offers }: State, code: string): void {
  const offer = offers.get(code)
  if (offer) offers.set(code, { ...offer, state: 'accepted' })
}

function leave(state: State, code: string): void {
  state.inRound.delete(code)
  state.offers.delete(code)
}

function drop(state: State, apartment: string): void {
  state.gone.add(apartment)
  const [code, offer] = [...state.offers].find(([, one]) => one.apartment === apartment) ?? []
  const lot = state.lots.find(({ id }) => id === offer?.lot)
  if (code === undefined || !offer || !lot) return
  state.offers.delete(code)
  const [other] = freeIn(state, lot)
  if (other === undefined) state.first.add(`${lot.id} ${code}`)
  else give(state, { code, lot, apartment: other, from: apartment, state: offer.state })
}

function give(
  state: State,
  to: { code: string; lot: Lot; apartment: string; from: string | null; state: Offer['state'] },
): void {
  state.offers.set(to.code, { lot: to.lot.id, apartment: to.apartment, state: to.state })
  state.first.delete(`${to.lot.id} ${to.code}`)
  state.moves.push({ code: to.code, from: to.from, to: to.apartment })
}

function settleOnce(state: State): boolean {
  for (const lot of state.lots) {
    const [apartment] = freeIn(state, lot)
    const [candidate] = candidates(state, lot)
    if (apartment === undefined || !candidate) continue
    const from = state.offers.get(candidate.code)?.apartment ?? null
    give(state, { code: candidate.code, lot, apartment, from, state: 'offered' })
    return true
  }
  return false
}

function freeIn({ offers, gone }: State, lot: Lot): readonly string[] {
  const taken = new Set([...offers.values()].map(({ apartment }) => apartment))
  return [...lot.apartments].sort().filter((apartment) => !taken.has(apartment) && !gone.has(apartment))
}

function candidates(state: State, lot: Lot): readonly Application[] {
  const { numbers, applications } = state.bundle
  const all = applications.filter((application) => isCandidate(state, application, lot))
  const isFirst = ({ code }: Application): boolean => state.first.has(`${lot.id} ${code}`)
  const byNumber = orderAt({ ...lot, priority: [] }, numbers)
  return [...all.filter(isFirst).sort(byNumber), ...all.filter((one) => !isFirst(one)).sort(orderAt(lot, numbers))]
}

function isCandidate({ inRound, offers }: State, application: Application, lot: Lot): boolean {
  const { code, preferences } = application
  if (!inRound.has(code) || !preferences.includes(lot.id) || !fits(application, lot)) return false
  const offer = offers.get(code)
  if (!offer) return true
  return offer.state === 'offered' && preferences.indexOf(lot.id) < preferences.indexOf(offer.lot)
}
