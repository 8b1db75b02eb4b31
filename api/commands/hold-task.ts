import { z } from 'zod'
import { caseId, personId } from '../../domain/case/codes.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { findOfficer } from '../../prisma/accounts.ts'
import type { CaseUpdate } from '../../temporal/cases.ts'
import { type Answer, assign, claim, type HoldRequest, release } from '../../workflows/kit/messages.ts'
import { problemOf } from '../problems.ts'
import { type CommandDefinition, defineCommand, type Outcome } from './command.ts'
import { signable } from './decide-task.ts'
import { deliver } from './send.ts'
import { shownTask } from './task-view.ts'

export const holdTaskInput = z.strictObject({ task: z.string().max(64) })
export type HoldTaskInput = z.infer<typeof holdTaskInput>

const hold = (operation: string, update: CaseUpdate<Answer, HoldRequest>): CommandDefinition<HoldTaskInput> =>
  defineCommand({
    operation,
    input: holdTaskInput,
    caseOf: () => null,
    run: async (parts, { id, caller, input, at }): Promise<Outcome> => {
      const row = await signable(parts, caller, input.task)
      if ('refused' in row) return row
      const { personId: by } = caller
      const argument = { by, at: formatInstant(at), taskId: row.id, to: by, insteadOf: null }
      const sent = await deliver(parts, update, { caseId: caseId(row.caseId), updateId: id, argument })
      return 'answer' in sent ? { done: await shownTask(parts, caller, row.id) } : sent
    },
  })

/** Takes a task for oneself: exclusive. */
export const claimTask = hold('claim-task', claim)

/** Gives it back to the team. */
export const releaseTask = hold('release-task', release)

export const assignTaskInput = z.strictObject({
  task: z.string().max(64),
  /** Mail address of an account, or the id of a person. */
  to: z.string().max(254),
})
export type AssignTaskInput = z.infer<typeof assignTaskInput>

/** A supervisor gives a task to an officer of its team. */
export const assignTask = defineCommand<AssignTaskInput>({
  operation: 'assign-task',
  input: assignTaskInput,
  caseOf: () => null,
  run: async (parts, { id, caller, input, at }): Promise<Outcome> => {
    const row = await signable(parts, caller, input.task)
    if ('refused' in row) return row
    const officer = await findOfficer(parts.prisma, input.to, row.team)
    if (officer === undefined) return problemOf([{ pointer: '/to', code: 'field-invalid' }])
    const argument = {
      by: caller.personId,
      at: formatInstant(at),
      taskId: row.id,
      to: personId(officer),
      insteadOf: null,
    }
    const sent = await deliver(parts, assign, { caseId: caseId(row.caseId), updateId: id, argument })
    return 'answer' in sent ? { done: await shownTask(parts, caller, row.id) } : sent
  },
})
