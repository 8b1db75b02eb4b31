import type { RequestHandler } from 'express'
import { listPlans } from '../../../prisma/plans.ts'
import { planView, type SeenPlan, seePlan } from '../../commands/plan-view.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { planShown } from './plan-model.ts'

/** The plan named in the address; says so where there is none for this person. */
export async function planOf(visit: SignedVisit): Promise<SeenPlan | undefined> {
  const seen = await seePlan(visit.kit.parts, visit.caller, String(visit.request.params['id']))
  if (seen === undefined) await showProblem(visit, { refused: 'not-found' })
  return seen
}

/** A plan: visits and why not fewer, the date and what makes it, matters, papers, what has changed. */
export const planPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'plan-visit', async (visit) => {
    const seen = await planOf(visit)
    if (seen === undefined) return
    const { speech } = visit
    const view = await planView(kit.parts, seen)
    await show(visit, {
      template: 'plan',
      title: `${speech.t('plan:name')} ${view.number}`,
      data: planShown(visit, view, seen.state.plan),
    })
  })

const shownOnHome = 5

/** Plans as links on the front page. */
export async function plansShown({ kit, caller, speech }: SignedVisit) {
  const rows = await listPlans(kit.parts.prisma, caller, { limit: shownOnHome, offset: 0 })
  return rows.map(({ id, number, view }) => ({
    href: `/plans/${id}`,
    number,
    isOpen: view?.status === 'open',
    status: speech.t(`plan:page.status.${view?.status ?? 'open'}`),
    names: (view?.plan.matters ?? []).map(({ kind }) => speech.t(`${kind}:name`)).join(' · '),
  }))
}
