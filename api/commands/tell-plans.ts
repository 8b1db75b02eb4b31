import { caseId } from '../../domain/case/codes.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'
import { markPlansAt, untoldPlans } from '../../prisma/plan-matters.ts'
import { matterChanged } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'

/** A draft was changed or a paper uploaded, which no event of the case says: the plans that follow it look anew. */
export async function tellPlansOf(
  { prisma, cases, catchUp }: Pick<Parts, 'prisma' | 'cases' | 'catchUp'>,
  id: string,
  at: Instant,
): Promise<void> {
  await markPlansAt(prisma, id, at)
  for (const { planId } of await untoldPlans(prisma, id)) {
    await catchUp?.(caseId(planId))
    await cases.signal(planId, matterChanged, [{ at: formatInstant(at) }])
  }
}
