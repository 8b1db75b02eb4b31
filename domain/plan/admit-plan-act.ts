import type { CaseId } from '../case/codes.ts'
import { type Refusal, refuse } from '../case/refusal.ts'
import type { PlanState } from './plan-events.ts'

export const planActions = ['add-matter', 'drop-matter', 'book-visit', 'withdraw'] as const
export type PlanAction = (typeof planActions)[number]

/** As many matters as one plan holds: beyond that nobody sees what is what. */
export const mostMatters = 20

/** Whether a plan takes this now; what is named more than once counts once. */
export function admitPlanAct(
  { status, matters }: Pick<PlanState, 'status' | 'matters'>,
  act: PlanAction,
  cases: readonly CaseId[],
): Refusal | undefined {
  if (status !== 'open') return refuse('not-open')
  const known = cases.filter((id) => matters.some((chosen) => chosen.case === id))
  if (act === 'add-matter') {
    if (known.length > 0) return refuse('matter-in-plan')
    return matters.length + new Set(cases).size > mostMatters ? refuse('plan-full') : undefined
  }
  return known.length < cases.length ? refuse('matter-not-in-plan') : undefined
}

/** What a plan that is open offers. */
export function planActionsOf(state: Pick<PlanState, 'status' | 'plan'>): readonly PlanAction[] {
  if (state.status !== 'open') return []
  const canBook = state.plan.whyVisits.some(({ done, slot, purpose }) => !done && slot === null && purpose !== null)
  return planActions.filter((act) => act !== 'book-visit' || canBook)
}
