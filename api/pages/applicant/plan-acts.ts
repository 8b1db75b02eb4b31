import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { PlanAction } from '../../../domain/plan/admit-plan-act.ts'
import { openPlansWith } from '../../../prisma/plans.ts'
import { actOnPlan } from '../../commands/act-on-plan.ts'
import type { Outcome } from '../../commands/command.ts'
import { makePlan } from '../../commands/make-plan.ts'
import { planView } from '../../commands/plan-view.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { textsOf } from '../typed.ts'
import { planShown } from './plan-model.ts'
import { choicesFor, mattersTicked } from './plan-new.ts'
import { planOf } from './plan-page.ts'

/** Adding matters and taking them out, or withdrawing the plan: one page each, by the action's own command. */
type Changing = 'change' | 'withdraw'

async function showChanging(visit: SignedVisit, which: Changing, problem?: Problem): Promise<void> {
  const seen = await planOf(visit)
  if (seen === undefined) return
  const { speech, kit } = visit
  const view = await planView(kit.parts, seen)
  if (view.actions.length === 0) return await showProblem(visit, { refused: 'not-open' })
  const { known, others } = await choicesFor(visit, [])
  const inPlan = new Set<string>(view.matters.map((matter) => matter.case))
  const said = problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })
  const shown = planShown(visit, view, seen.state.plan)
  await show(visit, {
    template: `plan-${which}`,
    title: speech.t(`plan:page.${which}.title`),
    status: problem === undefined ? 200 : 422,
    data: {
      ...shown,
      trail: [{ href: shown.base, text: view.number }],
      open: view.matters.filter(({ state }) => state !== 'closed').map(({ case: id }) => id),
      known: known.filter(({ value }) => !inPlan.has(value)),
      others,
      ...said,
    },
  })
}

export const planChangePage = (kit: Kit, which: Changing): RequestHandler =>
  signedPage(kit, 'plan-visit', (visit) => showChanging(visit, which))

const pageOf: Readonly<Record<string, Changing>> = { 'add-matter': 'change', 'drop-matter': 'change' }

/** Does one of a plan's actions with what was ticked. */
export const doPlanAct = (kit: Kit, action: PlanAction): RequestHandler =>
  signedPage(kit, 'plan-visit', async (visit) => {
    const plan = String(visit.request.params['id'])
    const matters = action === 'add-matter' ? mattersTicked(visit.sent) : textsOf(visit.sent, 'matters')
    const outcome = await attempt(visit, actOnPlan, { plan, action, data: { matters } })
    const problem = orOnwards(visit, outcome, { path: `/plans/${plan}`, told: 'done' })
    if (problem !== undefined) await showChanging(visit, pageOf[action] ?? 'withdraw', problem)
  })

const stay = { kind: 'accommodation-registration', track: 'self-declaration' } as const
const withMatters = z.looseObject({ matters: z.array(z.looseObject({ case: z.string(), kind: z.string() })) })

/**
 * The registration that a permit needs, in one step: a draft with the person as the permit has them, in one plan with it,
 * so that its slip comes back by itself.
 */
export const registerStay = (kit: Kit): RequestHandler =>
  signedPage(kit, 'plan-visit', async (visit) => {
    const id = String(visit.request.params['id'])
    const outcome = await withStay(visit, id)
    if (isProblem(outcome)) return await showProblem(visit, outcome, { back: `/cases/${id}` })
    const made = stayIn(outcome)
    goTo(visit, made === undefined ? `/cases/${id}` : `/cases/${made}/form`)
  })

/** Into the plan that the permit is in, else into one of both. */
async function withStay(visit: SignedVisit, id: string): Promise<Outcome> {
  const [plan] = await openPlansWith(visit.kit.parts.prisma, id)
  return plan === undefined
    ? await attempt(visit, makePlan, { answers: {}, matters: [id, stay] })
    : await attempt(visit, actOnPlan, { plan: plan.id, action: 'add-matter', data: { matters: [stay] } })
}

function stayIn(outcome: Outcome): string | undefined {
  const read = withMatters.safeParse('done' in outcome ? outcome.done : undefined)
  return read.success ? read.data.matters.findLast(({ kind }) => kind === stay.kind)?.case : undefined
}
