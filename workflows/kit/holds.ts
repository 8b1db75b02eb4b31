import { setHandler } from '@temporalio/workflow'
import type { OpenTask } from '../../domain/case/case-view.ts'
import type { PersonId } from '../../domain/case/codes.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { admitSignatory } from '../../domain/case/sign-off.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { type Answer, assign, claim, type HoldRequest, officerAbsent, release } from './messages.ts'
import type { CaseRecord } from './record.ts'
import { unless } from './refused.ts'

/** Who holds a task: claimed by one, released, assigned by a supervisor, handed to a substitute. */
export function takeHolds(record: CaseRecord, parties: readonly PersonId[]): void {
  const find = (id: string): OpenTask | undefined => record.state.tasks.find((task) => task.id === id)

  const hold =
    (change: (task: OpenTask, request: HoldRequest) => void) =>
    async (request: HoldRequest): Promise<Answer> => {
      record.takeIn(parseInstant(request.at) ?? record.now())
      const task = find(request.taskId)
      if (task !== undefined) change(task, request)
      await record.carried()
      return { seq: record.seq }
    }

  const signatory = ({ taskId, to, insteadOf }: HoldRequest): Refusal | undefined =>
    admitSignatory(find(taskId), { by: to, insteadOf }, parties)

  const free = ({ taskId, to }: HoldRequest): Refusal | undefined => {
    const assignee = find(taskId)?.assignee ?? null
    return assignee === null || assignee === to ? undefined : refuse('already-claimed')
  }

  const held = ({ taskId, to }: HoldRequest): Refusal | undefined => {
    const task = find(taskId)
    if (task === undefined) return refuse('not-open')
    return task.assignee === to ? undefined : refuse('not-claimed')
  }

  const claimed = hold(({ id, task }, { to, by }) =>
    record.append({ type: 'task-claimed', data: { id, task, assignee: to } }, { actor: by }),
  )
  setHandler(claim, claimed, { validator: (request) => unless(signatory(request) ?? free(request)) })

  const released = hold(({ id, task }, { by }) =>
    record.append({ type: 'task-released', data: { id, task } }, { actor: by }),
  )
  setHandler(release, released, { validator: (request) => unless(held(request)) })

  const assigned = hold(({ id, task }, { to, by, insteadOf }) =>
    record.append({ type: 'task-assigned', data: { id, task, assignee: to, insteadOf } }, { actor: by }),
  )
  setHandler(assign, assigned, { validator: (request) => unless(signatory(request)) })

  setHandler(officerAbsent, ({ officer, substitute }) => {
    // Whoever is a party to the case never signs in it, in nobody's stead either.
    const may = substitute !== null && parties.includes(substitute) ? null : substitute
    for (const task of record.state.tasks)
      if (task.assignee === officer) passOn(record, task, { officer, substitute: may })
  })
}

type Absence = { readonly officer: PersonId; readonly substitute: PersonId | null }

/** An absent officer's claim goes to the substitute, unless that would make one person of two; else back to the team. */
function passOn(record: CaseRecord, { id, task, notBy }: OpenTask, { officer, substitute }: Absence): void {
  const may = substitute !== null && !notBy.includes(substitute) && !notBy.includes(officer)
  if (may) record.append({ type: 'task-assigned', data: { id, task, assignee: substitute, insteadOf: officer } })
  else record.append({ type: 'task-released', data: { id, task } })
}
