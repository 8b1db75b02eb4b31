import { projectPlan } from '../prisma/plan-projection.ts'
import type { ActivityParts } from './parts.ts'
import { askRegister } from './plans/ask-register.ts'
import type { PlanActivities } from './plans/contract.ts'
import { issuePlan } from './plans/issue.ts'
import { lookAtMatters } from './plans/look.ts'

/** What a plan asks of the world. */
export const createPlanActivities = (parts: ActivityParts): PlanActivities => ({
  projectPlan: (batch) => projectPlan(parts.prisma, batch),
  lookAtMatters: (request) => lookAtMatters(parts, request),
  askRegister: (request) => askRegister(parts, request),
  issuePlan: (request) => issuePlan(parts, request),
})
