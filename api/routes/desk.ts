import { listStuck } from '../../prisma/stuck.ts'
import { listTasks } from '../../prisma/tasks.ts'
import type { ApiParts } from '../api-parts.ts'
import { decideTask, signable } from '../commands/decide-task.ts'
import { assignTask, claimTask, releaseTask } from '../commands/hold-task.ts'
import { type RescueStepInput, rescueForm, rescueStep } from '../commands/rescue-step.ts'
import { shownTask, taskSummary } from '../commands/task-view.ts'
import {
  assignOperation,
  claimOperation,
  decideOperation,
  giveUpOperation,
  listStuckOperation,
  listTasksOperation,
  readTaskOperation,
  releaseOperation,
  resolveOperation,
  retryOperation,
} from '../contracts/desk.ts'
import { answerWith } from './answer.ts'
import { pageByPosition, positionOf } from './paging.ts'
import type { Serve } from './serve.ts'

const asked = (flag: string | undefined): boolean => flag !== undefined && flag !== 'false' && flag !== '0'

/** The staff's side: the inbox, sign-offs, stuck steps. */
export function deskRoutes(serve: Serve, parts: ApiParts): void {
  serve(listTasksOperation, async ({ caller, query }) => {
    const { mine, team, kind, due } = query
    const position = positionOf(query)
    const rows = await listTasks(parts.prisma, caller, {
      ...position,
      holder: asked(mine) ? caller.personId : undefined,
      team,
      kind,
      due: due === undefined ? undefined : new Date(due),
    })
    const page = pageByPosition(rows, position)
    return { status: 200, body: { ...page, items: page.items.map(taskSummary) } }
  })

  serve(readTaskOperation, async ({ caller, params }) => {
    const row = await signable(parts, caller, params.id)
    return 'refused' in row ? row : { status: 200, body: await shownTask(parts, caller, params.id) }
  })

  serve(claimOperation, (request) =>
    answerWith(parts, claimTask, { asked: request, input: { task: request.params.id } }),
  )
  serve(releaseOperation, (request) =>
    answerWith(parts, releaseTask, { asked: request, input: { task: request.params.id } }),
  )
  serve(assignOperation, (request) =>
    answerWith(parts, assignTask, { asked: request, input: { task: request.params.id, to: request.body.to } }),
  )
  serve(decideOperation, (request) =>
    answerWith(parts, decideTask, { asked: request, input: { task: request.params.id, ...request.body } }),
  )
  addStuck(serve, parts)
}

function addStuck(serve: Serve, parts: ApiParts): void {
  serve(listStuckOperation, async ({ query }) => {
    const position = positionOf(query)
    const page = pageByPosition(await listStuck(parts.prisma, position), position)
    return { status: 200, body: { ...page, items: page.items.map((stuck) => ({ ...stuck, ...rescueForm(stuck) })) } }
  })
  serve(retryOperation, (request) =>
    answerWith<RescueStepInput>(parts, rescueStep, {
      asked: request,
      input: { stuck: request.params.id, how: 'retry' },
    }),
  )
  serve(resolveOperation, (request) =>
    answerWith<RescueStepInput>(parts, rescueStep, {
      asked: request,
      input: { stuck: request.params.id, how: 'resolve', ...request.body },
    }),
  )
  serve(giveUpOperation, (request) =>
    answerWith<RescueStepInput>(parts, rescueStep, {
      asked: request,
      input: { stuck: request.params.id, how: 'give-up' },
    }),
  )
}
