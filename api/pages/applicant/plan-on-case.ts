import type { Planned } from '../../../domain/plan/make-plan.ts'
import { openPlansWith } from '../../../prisma/plans.ts'
import type { CaseReading } from '../case-reading.ts'
import type { SignedVisit } from '../kit.ts'

const permitTracks: ReadonlySet<string> = new Set(['new', 'renewal', 'change-of-employer'])

/** What a permit case knows of the registration it needs, and whether it can be had in one step. */
function stayOf({ view }: CaseReading, plan: Planned | undefined) {
  if (view.kind !== 'work-permit' || !permitTracks.has(view.track) || view.status === 'closed') return undefined
  if (view.materials?.some(({ type }) => type === 'accommodation-slip') === true) return 'slip'
  const need = plan?.matters.find((matter) => matter.case === view.id)?.needs[0]
  if (view.facts['registeredAtAddress'] === true || need?.state === 'met') return 'there'
  return need?.state === 'open' && isUnderWay(plan, need.by) ? 'under-way' : 'get'
}

const isUnderWay = (plan: Planned | undefined, by: string | null): boolean =>
  plan?.matters.some((matter) => matter.case === by && matter.state !== 'closed') === true

/** The plans that a case belongs to, and the registration a permit needs, on the case's own page. */
export async function planOnCase({ kit, speech }: SignedVisit, reading: CaseReading) {
  const plans = await openPlansWith(kit.parts.prisma, reading.view.id)
  const stay = stayOf(reading, plans[0]?.view?.plan)
  const text = stay === undefined ? undefined : speech.t(`plan:page.stay.${stay}`)
  return {
    plans: plans.map(({ id, number }) => ({
      href: `/plans/${id}`,
      text: speech.t('plan:page.on-case.open', { number }),
    })),
    stay: text === undefined ? undefined : { text, offered: stay === 'get' },
  }
}
