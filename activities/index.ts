import { project } from '../prisma/projection.ts'
import { adopt } from './adopt.ts'
import { askOutside } from './ask-outside.ts'
import { createBatchActivities } from './batches.ts'
import { besideVault } from './beside-vault.ts'
import type { Activities } from './contract.ts'
import { issueAndTell } from './documents/issue.ts'
import { revoke, revokeIssue } from './documents/revoke.ts'
import { deliver } from './messages/queue.ts'
import type { ActivityParts } from './parts.ts'
import { createPlanActivities } from './plans.ts'
import { createRecurringActivities } from './recurring.ts'
import { createRoundActivities } from './rounds.ts'
import { seenTo } from './seen-to.ts'
import { createSlotActivities } from './slots.ts'
import { tellPlans } from './tell-plans.ts'

/** Everything that touches the world, put together by hand. */
export function createActivities(parts: ActivityParts): Activities {
  const { prisma, officeTime } = parts
  return {
    ...createSlotActivities(parts),
    ...createRoundActivities(parts),
    ...createBatchActivities(parts),
    ...createRecurringActivities(parts),
    ...createPlanActivities(parts),
    project: async (batch) => {
      await project(prisma, batch)
      await tellPlans(parts, batch.caseId)
    },
    issueAndTell: seenTo((request) => issueAndTell(parts, request)),
    revoke: (request) => revoke(parts, request),
    revokeIssue: (request) => revokeIssue(parts, request),
    deliver: ({ messageId }) => deliver(parts, messageId),
    markUndelivered: async ({ messageId, state }) => {
      const changedAt = new Date((await officeTime.now()) * 1000)
      await prisma.message.update({ where: { id: messageId }, data: { state, changedAt } })
    },
    askOutside: (question) => askOutside(parts, question),
    adopt: seenTo((request) => adopt(parts, request)),
    besideVault: seenTo((request) => besideVault(parts, request)),
    onItsWay: async ({ caseId: id, until }) => {
      const waiting = await prisma.command.count({
        where: { caseId: id, answeredAt: null, takenInAt: { lt: new Date(until) } },
      })
      return waiting > 0
    },
    draftChangedAt: async ({ caseId: id }) => {
      const form = await prisma.caseForm.findUniqueOrThrow({ where: { caseId: id }, select: { changedAt: true } })
      return form.changedAt.toISOString()
    },
  }
}
