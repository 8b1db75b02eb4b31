import type { Assignment, Lot } from './bundle.ts'
import type { Applicant } from './rank-applicants.ts'

/** The waiting list of every lot: codes in the order at that lot, and so a code's place, counted from 1. */
export type WaitingLists = ReadonlyMap<string, ReadonlyMap<string, number>>

type Waiting = { readonly code: string; readonly order: number }

/**
 * All not withdrawn who are eligible at a lot, listed it, and hold nothing or a lot they like less. Not only those without
 * anything: else hiding a second choice would pay.
 */
export function waitingListsOf(
  lots: readonly Lot[],
  applicants: readonly Applicant[],
  assignments: ReadonlyMap<string, Assignment>,
): WaitingLists {
  const lists = new Map<string, Waiting[]>(lots.map(({ id }) => [id, []]))
  for (const applicant of applicants.filter(({ withdrawn }) => !withdrawn)) {
    for (const { lot, order } of likedMore(applicant, assignments.get(applicant.code))) {
      lists.get(lot.id)?.push({ code: applicant.code, order })
    }
  }
  return new Map([...lists].map(([lot, waiting]) => [lot, placesOf(waiting)]))
}

function likedMore({ choices }: Applicant, assignment: Assignment | undefined): Applicant['choices'] {
  const own = choices.findIndex(({ lot }) => lot.id === assignment?.lot)
  return (own < 0 ? choices : choices.slice(0, own)).filter(({ notEligible }) => !notEligible)
}

function placesOf(waiting: Waiting[]): ReadonlyMap<string, number> {
  waiting.sort((one, other) => one.order - other.order)
  return new Map(waiting.map(({ code }, index) => [code, index + 1]))
}
