import { ascending, sortedAscending } from './ascending.ts'
import type { Drawn, Move, Offer } from './cascade-state.ts'
import { type Applicant, rankApplicants } from './rank-applicants.ts'

/** An apartment somebody holds; its state changes when they accept. */
export type Holding = Pick<Offer, 'lot' | 'apartment'> & { state: Offer['state'] }

/** An applicant while the round is being offered. */
export type Party = { readonly applicant: Applicant; holding: Holding | undefined; left: boolean }

/** A lot while the round is being offered. */
export type OfferedLot = {
  readonly id: string
  /** Ascending. */
  readonly free: string[]
  /** All who are eligible and listed it, in the order at the lot, candidates or not. */
  readonly listedBy: readonly Party[]
  /** Those whose apartment here dropped out: before all classes until they get one here or leave. */
  readonly displaced: Set<Party>
}

/** A round while it is being offered; changed in place by one cascade only. */
export type CascadeRound = {
  /** Ascending by id. */
  readonly lots: ReadonlyMap<string, OfferedLot>
  readonly parties: ReadonlyMap<string, Party>
  readonly holders: Map<string, Party>
  /** The lot of each apartment that has not dropped out. */
  readonly lotOf: Map<string, OfferedLot>
  readonly moves: Move[]
}

/** The round as the draw left it: every assignment an open offer, the other apartments free. */
export function openRound(drawn: Drawn): CascadeRound {
  const parties = partiesOf(drawn)
  const holders = new Map<string, Party>()
  for (const party of parties.values()) if (party.holding) holders.set(party.holding.apartment, party)

  const listedBy = partiesByLot([...parties.values()])
  const lots = new Map<string, OfferedLot>()
  const lotOf = new Map<string, OfferedLot>()
  for (const { id, apartments } of [...drawn.lots].sort((one, other) => ascending(one.id, other.id))) {
    const free = [...sortedAscending(apartments)].filter((apartment) => !holders.has(apartment))
    const lot: OfferedLot = { id, free, listedBy: listedBy.get(id) ?? [], displaced: new Set() }
    lots.set(id, lot)
    for (const apartment of apartments) lotOf.set(apartment, lot)
  }
  return { lots, parties, holders, lotOf, moves: [] }
}

function partiesOf(drawn: Drawn): ReadonlyMap<string, Party> {
  const numbers = new Map(Object.entries(drawn.numbers))
  const assignments = new Map(Object.entries(drawn.assignments))
  const parties = rankApplicants({ ...drawn, numbers }).map((applicant): Party => {
    const assignment = assignments.get(applicant.code)
    const holding: Holding | undefined = assignment && { ...assignment, state: 'offered' }
    return { applicant, holding, left: applicant.withdrawn }
  })
  return new Map(parties.map((party) => [party.applicant.code, party]))
}

/** In the round, and holding nothing or an open offer of a lot they like less; of those who listed the lot. */
function isCandidate({ applicant, holding, left }: Party, lot: OfferedLot): boolean {
  if (left || holding?.state === 'accepted') return false
  if (!holding) return true
  return preferenceOf(applicant, lot.id) < preferenceOf(applicant, holding.lot)
}

/** The first candidate at a lot: a displaced one before all classes, else by the order at the lot. */
export function firstCandidate(lot: OfferedLot): Party | undefined {
  return displacedCandidates(lot)[0] ?? lot.listedBy.find((party) => isCandidate(party, lot))
}

/** The waiting list of a lot: its candidates in order. */
export function waitingAt(lot: OfferedLot): readonly string[] {
  const others = lot.listedBy.filter((party) => !lot.displaced.has(party) && isCandidate(party, lot))
  return [...displacedCandidates(lot), ...others].map(({ applicant }) => applicant.code)
}

/** All free apartments, lots ascending, then ids. */
export function freeApartments({ lots }: CascadeRound): readonly string[] {
  return [...lots.values()].flatMap(({ free }) => free)
}

function displacedCandidates(lot: OfferedLot): readonly Party[] {
  const candidates = [...lot.displaced].filter((party) => isCandidate(party, lot))
  return candidates.sort((one, other) => one.applicant.rank - other.applicant.rank)
}

function preferenceOf({ choices }: Applicant, lot: string): number {
  return choices.findIndex((choice) => choice.lot.id === lot)
}

function partiesByLot(parties: readonly Party[]): ReadonlyMap<string, readonly Party[]> {
  const lists = new Map<string, { readonly party: Party; readonly order: number }[]>()
  for (const party of parties) {
    for (const { lot, order, notEligible } of party.applicant.choices) {
      if (notEligible) continue
      const list = lists.get(lot.id) ?? []
      lists.set(lot.id, list)
      list.push({ party, order })
    }
  }
  const inOrder = [...lists].map(([lot, list]): readonly [string, readonly Party[]] => {
    return [lot, list.sort((one, other) => one.order - other.order).map(({ party }) => party)]
  })
  return new Map(inOrder)
}
