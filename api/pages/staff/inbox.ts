import type { RequestHandler } from 'express'
import { teams } from '../../../domain/case/definition.ts'
import { definitions } from '../../../domain/kinds/index.ts'
import { formatInstant } from '../../../domain/time/local-date.ts'
import { namesOf } from '../../../prisma/lists.ts'
import { listTasks, type TaskRow } from '../../../prisma/tasks.ts'
import { claimTask } from '../../commands/hold-task.ts'
import { taskSummary } from '../../commands/task-view.ts'
import { pageByPosition, positionOf } from '../../routes/paging.ts'
import { attempt, orOnwards } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { choicesOf, fieldsFor } from '../plain-fields.ts'
import { bulkOffered } from './bulk-offer.ts'
import { urgencyOf } from './urgency.ts'

const perPage = 50

/** One word of the address; whatever is no such word is as if it were not there. */
const asked = ({ request }: SignedVisit, name: string): string => {
  const value = request.query[name]
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : ''
}

const orAll = (value: string): string | undefined => (value === '' || value === 'all' ? undefined : value)

function filtersOf(visit: SignedVisit) {
  const { speech, caller } = visit
  const field = fieldsFor(speech)
  const own = caller.role === 'supervisor' ? teams : caller.teams
  const kinds = definitions.map(({ kind }) => [kind, speech.word(kind, 'name')] as const)
  const select = (name: string, label: string, values: readonly (readonly [string, string])[]) =>
    field({ name, label, input: 'select', options: choicesOf(speech, asked(visit, name), values) })
  return [
    select('whose', 'inbox.whose', [['mine', speech.p('inbox.mine')]]),
    select(
      'team',
      'inbox.team',
      own.map((team) => [team, speech.t(`common:teams.${team}`)] as const),
    ),
    select('kind', 'inbox.kind', kinds),
  ]
}

async function readInbox(visit: SignedVisit, limit: number) {
  const { kit, caller } = visit
  const position = { ...positionOf({ cursor: asked(visit, 'after') || undefined }), limit }
  const rows = await listTasks(kit.parts.prisma, caller, {
    ...position,
    holder: asked(visit, 'whose') === 'mine' ? caller.personId : undefined,
    team: orAll(asked(visit, 'team')),
    kind: orAll(asked(visit, 'kind')),
  })
  return pageByPosition(rows, position)
}

async function linesOf({ kit, speech, caller }: SignedVisit, rows: readonly TaskRow[]) {
  const now = formatInstant(await kit.parts.officeTime.now())
  const holders = rows.map(({ assigneeId }) => assigneeId).filter((id) => id !== null)
  const names = await namesOf(kit.parts.prisma, holders)
  const holderOf = (id: string | null): string => {
    if (id === null) return speech.p('inbox.free')
    return id === caller.personId ? speech.p('inbox.you') : (names.get(id)?.name ?? '')
  }
  return rows.map((row) => {
    const task = taskSummary(row)
    return {
      id: task.id,
      title: speech.word(task.kind, `tasks.${task.task}.title`),
      kind: speech.word(task.kind, 'name'),
      track: speech.word(task.kind, `tracks.${task.track}`),
      number: task.number,
      holder: holderOf(task.assignee),
      ...urgencyOf(speech, task, now),
    }
  })
}

/** The same filter, further on. */
function furtherOn(visit: SignedVisit, next: string | null): string | undefined {
  if (next === null) return undefined
  const filter = ['whose', 'team', 'kind'].map((name): [string, string] => [name, asked(visit, name)])
  return `/tasks?${new URLSearchParams([...filter, ['after', next]]).toString()}`
}

/** What was done with several tasks at once, and what was left and why. */
type Result = {
  readonly told: string | undefined
  readonly left: readonly { readonly title: string; readonly detail: string }[]
}

export async function showInbox(visit: SignedVisit, result?: Result): Promise<void> {
  const { items, next } = await readInbox(visit, perPage)
  const data = {
    live: 'tasks',
    filters: filtersOf(visit),
    tasks: await linesOf(visit, items),
    next: furtherOn(visit, next),
    bulk: await bulkOffered(visit),
    ...result,
  }
  await show(visit, { template: 'inbox', title: visit.speech.p('inbox.title'), data })
}

/** What there is to do, most urgent first, with the reason. */
export const inboxPage = (kit: Kit): RequestHandler => signedPage(kit, 'read-tasks', (visit) => showInbox(visit))

/** Claims the most urgent task that nobody holds and that this person may sign. */
export const claimNext = (kit: Kit): RequestHandler =>
  signedPage(kit, 'hold-task', async (visit) => {
    const { kit: own, caller } = visit
    const rows = await listTasks(own.parts.prisma, caller, { limit: 200, offset: 0 })
    const free = rows.find((row) => row.assigneeId === null && maySign(row, caller.personId))
    if (free === undefined) return goTo(visit, '/tasks', 'none-free')
    const outcome = await attempt(visit, claimTask, { task: free.id })
    const problem = orOnwards(visit, outcome, { path: `/tasks/${free.id}`, told: 'done' })
    if (problem !== undefined) await showProblem(visit, problem, { back: '/tasks' })
  })

/** Not one's own matter, and not one where the other signature is one's own. */
const maySign = ({ id, view, applicantPersonId, agentPersonId }: TaskRow, person: string): boolean =>
  applicantPersonId !== person &&
  agentPersonId !== person &&
  view?.tasks.find((task) => task.id === id)?.notBy.some((other) => other === person) !== true
