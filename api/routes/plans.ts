// Plans have routes of their own because a plan is no case: it follows several, and decides none.
import { listPlans } from '../../prisma/plans.ts'
import type { ApiParts } from '../api-parts.ts'
import { actOnPlan } from '../commands/act-on-plan.ts'
import { makePlan } from '../commands/make-plan.ts'
import { planSummary, planView, seePlan } from '../commands/plan-view.ts'
import { actOnPlanOperation, listPlansOperation, makePlanOperation, readPlanOperation } from '../contracts/plans.ts'
import { answerWith } from './answer.ts'
import { pageByPosition, positionOf } from './paging.ts'
import type { Serve } from './serve.ts'

/** One visit: several matters as one plan. */
export function planRoutes(serve: Serve, parts: ApiParts): void {
  const under = '/api/v1/plans'
  serve(listPlansOperation, async ({ caller, query }) => {
    const position = positionOf(query)
    const rows = await listPlans(parts.prisma, caller, { ...position, limit: position.limit + 1 })
    return { status: 200, body: pageByPosition(rows.map(planSummary), position) }
  })
  serve(makePlanOperation, (asked) => answerWith(parts, makePlan, { asked, input: asked.body, under }))
  serve(readPlanOperation, async ({ caller, params }) => {
    const seen = await seePlan(parts, caller, params.id)
    return seen === undefined ? { refused: 'not-found' } : { status: 200, body: await planView(parts, seen) }
  })
  serve(actOnPlanOperation, (asked) => {
    const { params, body } = asked
    const input = { plan: params.id, action: params.action, data: body.data ?? {} }
    return answerWith(parts, actOnPlan, { asked, input, under })
  })
}
