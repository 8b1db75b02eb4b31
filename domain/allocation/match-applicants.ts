import { createHeap, type Heap } from './heap.ts'
import type { Applicant, Choice } from './rank-applicants.ts'

/** An applicant and the lot they won. */
export type Winner = { readonly applicant: Applicant; readonly choice: Choice }

type Proposer = { readonly applicant: Applicant; next: number }
type Proposal = { readonly proposer: Proposer; readonly choice: Choice }

/**
 * Applicant-proposing deferred acceptance (Gale, Shapley 1962): each proposes from the most wanted lot on, a lot keeps the
 * first by its order and rejects the rest, until nobody who is rejected has a lot left. The result does not depend on the
 * order of proposals. Winners by lot, those first in number and code first.
 */
export function matchApplicants(applicants: readonly Applicant[]): ReadonlyMap<string, readonly Winner[]> {
  const kept = new Map<string, Heap<Proposal>>()
  const waiting: Proposer[] = applicants
    .filter(({ withdrawn }) => !withdrawn)
    .map((applicant) => ({ applicant, next: 0 }))
  for (let proposer = waiting.pop(); proposer; proposer = waiting.pop()) {
    const choice = nextChoice(proposer)
    if (!choice) continue
    const rejected = propose({ proposer, choice }, heapOf(kept, choice.lot.id))
    if (rejected) waiting.push(rejected)
  }
  return new Map([...kept].map(([lot, heap]) => [lot, winnersOf(heap)]))
}

function nextChoice(proposer: Proposer): Choice | undefined {
  const { choices } = proposer.applicant
  while (proposer.next < choices.length) {
    const choice = choices[proposer.next]
    proposer.next += 1
    if (choice && !choice.notEligible) return choice
  }
  return undefined
}

function heapOf(kept: Map<string, Heap<Proposal>>, lot: string): Heap<Proposal> {
  const known = kept.get(lot)
  if (known) return known
  const heap = createHeap<Proposal>(({ choice }) => choice.order)
  kept.set(lot, heap)
  return heap
}

function propose(proposal: Proposal, kept: Heap<Proposal>): Proposer | undefined {
  kept.push(proposal)
  return kept.size() > proposal.choice.lot.apartments.length ? kept.pop()?.proposer : undefined
}

function winnersOf(heap: Heap<Proposal>): readonly Winner[] {
  const winners: Winner[] = []
  for (let one = heap.pop(); one; one = heap.pop())
    winners.push({ applicant: one.proposer.applicant, choice: one.choice })
  return winners.sort((one, other) => one.applicant.rank - other.applicant.rank)
}
