import type { CaseId } from '../../domain/case/codes.ts'
import { needsOf, stateOf } from '../../domain/plan/needs.ts'
import { type Instant, localDateOf } from '../../domain/time/local-date.ts'
import { readMatters } from '../../prisma/plan-reading.ts'
import { openPlansWith, type PlanRow } from '../../prisma/plans.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'

/** Whether a plan holds this case back: its need there is open as the cases stand now. Undefined: nothing does. */
export async function needsOpen(
  parts: Pick<Parts, 'prisma' | 'vault'>,
  id: CaseId,
  at: Instant,
): Promise<Problem | undefined> {
  for (const plan of await openPlansWith(parts.prisma, id)) {
    const need = await openNeed(parts, plan, { id, at })
    if (need !== undefined) return { refused: 'needs-open', detail: { need: need.kind, plan: plan.number } }
  }
  return undefined
}

type About = { readonly id: CaseId; readonly at: Instant }

async function openNeed(parts: Pick<Parts, 'prisma' | 'vault'>, { view }: PlanRow, { id, at }: About) {
  if (view === null) return undefined
  const on = localDateOf(at)
  const matters = await readMatters(
    parts,
    view.matters.map((chosen) => chosen.case),
    on,
  )
  const matter = matters.find((each) => each.case === id)
  if (matter === undefined) return undefined
  const needs = needsOf(matter, { matters, isRegistered: view.registered.answer === true, on })
  return stateOf(matter, needs) === 'waiting' ? needs.find(({ state }) => state === 'open') : undefined
}
