import { untoldPlans } from '../prisma/plan-matters.ts'
import { localOf } from '../prisma/projection.ts'
import type { ActivityParts } from './parts.ts'

/** Tells the plans that follow a case that there is something to look at; one that is done needs to know nothing. */
export async function tellPlans(
  { prisma, processes }: Pick<ActivityParts, 'prisma' | 'processes'>,
  caseId: string,
): Promise<void> {
  const untold = await untoldPlans(prisma, caseId)
  await Promise.all(
    untold.map(({ planId, untoldAt }) => processes.signal(planId, 'matterChanged', { at: localOf(untoldAt) })),
  )
}
