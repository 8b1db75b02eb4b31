import type { Assignment } from './bundle.ts'
import type { Applicant, Choice, NotEligible } from './rank-applicants.ts'
import type { WaitingLists } from './waiting-lists.ts'

/** The last one admitted to a lot that is full. */
export type CutOff = { readonly class: number; readonly number: string; readonly code: string }

/** A cut-off as it is told to those behind it, without anyone's code. */
export type ToldCutOff = Pick<CutOff, 'class' | 'number'>

/** Why an applicant has or has not an apartment of a lot they listed. */
export type Explanation = { readonly lot: string } & (
  | { readonly status: 'withdrawn' }
  | { readonly status: 'not-eligible'; readonly reason: NotEligible }
  | { readonly status: 'assigned'; readonly class: number; readonly apartment: string }
  | { readonly status: 'better-assigned'; readonly class: number }
  | { readonly status: 'no-apartment'; readonly class: number; readonly place: number }
  | {
      readonly status: 'class-cut-off' | 'number-cut-off'
      readonly class: number
      readonly cutOff: ToldCutOff
      readonly place: number
    }
)

/** What is known once the apartments are assigned. */
export type Outcome = {
  readonly assignments: ReadonlyMap<string, Assignment>
  readonly waiting: WaitingLists
  readonly cutOffs: ReadonlyMap<string, CutOff | null>
}

/** One explanation for each lot an applicant listed, in their order of preference. */
export function explainTo(applicant: Applicant, outcome: Outcome): readonly Explanation[] {
  if (applicant.withdrawn) return applicant.choices.map(({ lot }) => ({ lot: lot.id, status: 'withdrawn' }))
  const assignment = outcome.assignments.get(applicant.code)
  const own = applicant.choices.findIndex(({ lot }) => lot.id === assignment?.lot)
  return applicant.choices.map((choice, index) => {
    if (choice.notEligible) return { lot: choice.lot.id, status: 'not-eligible', reason: choice.notEligible }
    if (!assignment || index < own) return explainWaiting(applicant.code, choice, outcome)
    return explainHeld(choice, index === own ? assignment : undefined)
  })
}

// Their own lot, or one they like less.
function explainHeld(choice: Choice, assignment: Assignment | undefined): Explanation {
  const standing = { lot: choice.lot.id, class: choice.class }
  if (!assignment) return { ...standing, status: 'better-assigned' }
  return { ...standing, status: 'assigned', apartment: assignment.apartment }
}

function explainWaiting(code: string, choice: Choice, { waiting, cutOffs }: Outcome): Explanation {
  const lot = choice.lot.id
  const last = cutOffs.get(lot)
  const place = waiting.get(lot)?.get(code)
  if (place === undefined) throw new RangeError(`draw: ${code} is nowhere in the order of ${lot}`)
  if (!last) return { lot, status: 'no-apartment', class: choice.class, place }
  const status = choice.class > last.class ? 'class-cut-off' : 'number-cut-off'
  return { lot, status, class: choice.class, cutOff: { class: last.class, number: last.number }, place }
}
