import { z } from 'zod'
import { changeForm } from '../../domain/case/change-form.ts'
import { type Code, caseId, code, type PersonId, type SealedId } from '../../domain/case/codes.ts'
import { taskOf } from '../../domain/case/definition.ts'
import { type Caller, isParty, maySign } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { nameCase } from '../../prisma/commands.ts'
import { caseOfTask, findTask, type TaskRow } from '../../prisma/tasks.ts'
import { type DecideRequest, decide } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { type Problem, problemOf } from '../problems.ts'
import { admitBeside } from './admit-beside.ts'
import { seeCase } from './case-view.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { deliverChange, type FormChanged, untilFresh } from './deliver-change.ts'
import { faultsOf } from './form-faults.ts'
import { decisionDoor } from './schemas.ts'
import { shownTask } from './task-view.ts'

/** A note is for colleagues, or, marked so, for the letter. */
const note = z.union([
  z.string().max(4000),
  z.strictObject({ text: z.string().max(4000), inLetter: z.boolean().optional() }),
])

export const decideTaskInput = z.strictObject({
  task: z.string().max(64),
  outcome: z.string().max(64),
  reasons: z
    .array(z.string().regex(/^[a-z0-9-]{1,64}$/))
    .max(50)
    .default([]),
  note: note.optional(),
  data: z.record(z.string(), z.json()).default({}),
})
export type DecideTaskInput = z.infer<typeof decideTaskInput>

/** The task, if the caller may sign it; else "not yours" where they may know of it, "not found" where not. */
export async function signable(parts: Parts, caller: Caller, id: string): Promise<Problem | TaskRow> {
  const row = await findTask(parts.prisma, caller, id)
  if (row === undefined) return await notTheirs(parts, caller, id)
  // Whoever reached the case as its applicant since it was opened is a party to it all the same.
  if (isParty(caller, row)) return { refused: 'not-yours' }
  const definition = definitionOf(row.kind)
  const also = definition === undefined ? [] : (taskOf(definition, row.task).also ?? [])
  return maySign(caller, { team: row.team, also }) ? row : { refused: 'not-yours' }
}

async function notTheirs(parts: Parts, caller: Caller, id: string): Promise<Problem> {
  const about = await caseOfTask(parts.prisma, id)
  if (about === undefined) return { refused: 'not-found' }
  // Officers know that there are other teams' tasks; whoever else asks is told of those in cases they may see.
  if (isStaffRole(caller.role)) return { refused: 'not-yours' }
  const seen = await seeCase(parts, caller, about)
  return { refused: seen === undefined ? 'not-found' : 'not-yours' }
}

type Read = { readonly data: unknown; readonly sets: Readonly<Record<string, unknown>> }

function readData(row: TaskRow, data: unknown): Problem | Read {
  const door = decisionDoor(row.kind, row.task)
  const read = door.schema.safeParse(data, { reportInput: true })
  if (!read.success) return problemOf(faultsOf(read.error, '/data'))
  return { data: read.data, sets: door.sets?.(read.data) ?? {} }
}

async function formChange(
  parts: Parts,
  row: TaskRow,
  { sets, at }: Read & { at: number },
): Promise<FormChanged | undefined> {
  if (Object.keys(sets).length === 0) return undefined
  const saved = await parts.vault.form(caseId(row.caseId))
  const before = saved?.form ?? {}
  const after = changeForm(before, { set: sets })
  return { before, after, changedAt: new Date(at * 1000), version: saved?.version ?? 0 }
}

const isStaffRole = (role: Caller['role']): boolean => role === 'officer' || role === 'supervisor'

const isEmpty = (data: unknown): boolean => typeof data !== 'object' || data === null || Object.keys(data).length === 0

/** The officer's words and whatever of the data is no fact, sealed together; null where there is neither. */
async function sealNote({ vault }: Parts, row: TaskRow, input: DecideTaskInput): Promise<SealedId | null> {
  const { note: given, data } = input
  if (given === undefined && isEmpty(data)) return null
  const { text, inLetter = false } = typeof given === 'object' ? given : { text: given ?? '' }
  return await vault.seal(caseId(row.caseId), 'note', { text, inLetter, ...(isEmpty(data) ? {} : { data }) })
}

/** Whom the caller stands in for: a task that came to them as a substitute stays the absent officer's too. */
function standsInFor({ view, id }: TaskRow, by: PersonId): PersonId | null {
  const open = view?.tasks.find((task) => task.id === id)
  return open?.assignee === by ? open.insteadOf : null
}

/** Signs a task off; claims it if it is free. */
export const decideTask = defineCommand<DecideTaskInput>({
  operation: 'decide-task',
  input: decideTaskInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const { id: updateId, caller, input, at } = command
    const row = await signable(parts, caller, input.task)
    if ('refused' in row) return row
    if (row.task === 'rescue') return { refused: 'not-found' }
    await nameCase(parts.prisma, updateId, row.caseId)
    const read = readData(row, input.data)
    if ('refused' in read) return read
    const refused = await admitBeside(parts, row, { door: decisionDoor(row.kind, row.task), data: read.data })
    if (refused !== undefined) return refused
    const argument = await requestOf(parts, command, row)
    const sent = await untilFresh(async () => {
      const change = await formChange(parts, row, { ...read, at })
      return await deliverChange(parts, decide, { caseId: caseId(row.caseId), updateId, argument, change })
    })
    return 'answer' in sent ? { done: await shownTask(parts, caller, input.task) } : sent
  },
})

async function requestOf(
  parts: Parts,
  { caller, input, at }: Command<DecideTaskInput>,
  row: TaskRow,
): Promise<DecideRequest> {
  const reasons: readonly Code[] = input.reasons.map(code)
  return {
    by: caller.personId,
    at: formatInstant(at),
    taskId: row.id,
    outcome: input.outcome,
    reasons,
    data: decisionDoor(row.kind, row.task).facts(input.data),
    note: await sealNote(parts, row, input),
    insteadOf: standsInFor(row, caller.personId),
  }
}
