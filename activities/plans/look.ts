import { type Planned, planOf } from '../../domain/plan/make-plan.ts'
import { localDateOf } from '../../domain/time/local-date.ts'
import { tablesInForce } from '../../prisma/calendar-tables.ts'
import { noteLook } from '../../prisma/plan-matters.ts'
import { readMatters } from '../../prisma/plan-reading.ts'
import type { ActivityParts } from '../parts.ts'
import { instantOfText } from '../rounds/of-case.ts'
import type { PlanLook } from './contract.ts'
import { sharePapers } from './share-papers.ts'

/** Works a plan out where the cases and their forms are; what it answers are codes, numbers and dates. */
export async function lookAtMatters(parts: ActivityParts, request: PlanLook): Promise<Planned> {
  const { planId, matters, isRegistered, at } = request
  const on = localDateOf(instantOfText(at))
  // Noted before it is read: what changes meanwhile is told again.
  await noteLook(parts.prisma, planId)
  await sharePapers(parts, request)
  const [known, tables] = await Promise.all([readMatters(parts, matters, on), tablesInForce(parts.prisma)])
  return planOf({ matters: known, isRegistered, on, tables })
}
