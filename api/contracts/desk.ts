import { z } from 'zod'
import { decideTaskInput } from '../commands/decide-task.ts'
import { rescueStepInput } from '../commands/rescue-step.ts'
import { defineOperation } from './operation.ts'
import { accepted, anything, byId, instant, listOf, pageQuery, paging } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()

const taskFields = {
  id: text,
  case: text,
  number: text,
  task: text,
  kind: text,
  track: text,
  team: text,
  assignee: maybe,
  insteadOf: maybe,
  state: text,
  outcomes: z.array(text),
  openedAt: maybe,
  target: maybe,
  targetClock: maybe,
  reason: text,
  about: anything,
}
const summary = z.strictObject(taskFields).meta({ id: 'TaskSummary' })
const detail = z
  .strictObject({ ...taskFields, reasons: z.record(text, z.array(text)), schema: anything })
  .meta({ id: 'Task' })

const beingDone = { description: 'Taken in and kept, still being done', schema: accepted, headers: ['Location'] }
const changed = { 200: { description: 'The task as it is now', schema: detail.nullable() }, 202: beingDone }
const ofTasks = { tag: 'Tasks' } as const
const flag = z.enum(['true', 'false', '1', '0', '']).optional()

export const listTasksOperation = defineOperation({
  ...ofTasks,
  id: 'listTasks',
  method: 'get',
  path: '/api/v1/tasks',
  summary: 'The inbox, most urgent first',
  who: 'read-tasks',
  query: z.strictObject({
    ...paging,
    mine: flag,
    team: z.string().max(64).optional(),
    kind: z.string().max(64).optional(),
    due: instant.optional(),
  }),
  answers: { 200: { description: 'A page', schema: listOf(summary) } },
})

export const readTaskOperation = defineOperation({
  ...ofTasks,
  id: 'readTask',
  method: 'get',
  path: '/api/v1/tasks/{id}',
  summary: 'A task with what its decision takes',
  who: 'read-tasks',
  params: byId,
  answers: { 200: { description: 'The task', schema: detail } },
})

const holding = (act: 'claim' | 'release', summaryText: string) =>
  defineOperation({
    ...ofTasks,
    id: `${act}Task`,
    method: 'post',
    path: `/api/v1/tasks/{id}/${act}`,
    summary: summaryText,
    who: 'hold-task',
    params: byId,
    body: z.strictObject({}),
    answers: changed,
    problems: ['not-open', 'not-yours', 'already-claimed', 'not-claimed', 'second-officer-required'],
  })

export const claimOperation = holding('claim', 'Take a task for oneself')
export const releaseOperation = holding('release', 'Give it back to the team')

export const assignOperation = defineOperation({
  ...ofTasks,
  id: 'assignTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/assign',
  summary: 'Give a task to an officer of its team',
  who: 'assign-task',
  params: byId,
  body: z.strictObject({ to: z.string().max(254) }),
  answers: changed,
  problems: ['not-open', 'second-officer-required'],
})

export const decideOperation = defineOperation({
  ...ofTasks,
  id: 'decideTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/decision',
  summary: 'The sign-off; claims the task if it is free',
  who: 'decide-task',
  params: byId,
  body: decideTaskInput.omit({ task: true }),
  answers: changed,
  problems: [
    'not-open',
    'not-yours',
    'already-claimed',
    'second-officer-required',
    'outcome-not-offered',
    'reason-unknown',
    'reason-missing',
    'reasons-not-new',
  ],
})

const stuck = z
  .strictObject({
    id: text,
    case: text,
    number: text,
    kind: text,
    system: text,
    step: text,
    cause: text,
    since: text,
    answer: anything.nullable(),
    giveUp: z.boolean(),
  })
  .meta({ id: 'StuckStep' })

export const listStuckOperation = defineOperation({
  id: 'listStuck',
  method: 'get',
  path: '/api/v1/stuck',
  tag: 'Stuck steps',
  summary: 'Steps that gave up, with the form of the answer each should have had',
  who: 'rescue-step',
  query: pageQuery,
  answers: { 200: { description: 'A page', schema: listOf(stuck) } },
})

const rescued = {
  200: { description: 'Taken up again', schema: z.strictObject({ id: text, how: text }) },
  202: beingDone,
}
const rescue = <Body extends z.ZodType>(how: string, summaryText: string, body: Body) =>
  defineOperation({
    id: `rescueBy${how[0]?.toUpperCase()}${how.slice(1).replace('-u', 'U')}`,
    method: 'post',
    path: `/api/v1/stuck/{id}/${how}`,
    tag: 'Stuck steps',
    summary: summaryText,
    who: 'rescue-step',
    params: byId,
    body,
    answers: rescued,
    problems: ['not-open', 'answer-invalid', 'give-up-not-offered'],
  })

export const retryOperation = rescue('retry', 'Try once more', z.strictObject({}))
export const resolveOperation = rescue(
  'resolve',
  'Done by hand: the answer it should have had, and where it came from',
  rescueStepInput.pick({ answer: true, source: true }),
)
export const giveUpOperation = rescue(
  'give-up',
  'Give it up, where the kind says what happens then',
  z.strictObject({}),
)
