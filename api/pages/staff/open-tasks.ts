import { taskOf } from '../../../domain/case/definition.ts'
import { maySign } from '../../../domain/identity/roles.ts'
import type { CaseReading } from '../case-reading.ts'
import type { SignedVisit } from '../kit.ts'
import { urgencyOf } from './urgency.ts'

type Open = CaseReading['view']['tasks'][number]

/** The way to a task, for whoever may sign it. */
function hrefOf({ caller }: SignedVisit, { definition }: CaseReading, { id, task, team }: Open): string | undefined {
  if (!maySign(caller, { team, also: taskOf(definition, task).also ?? [] })) return undefined
  return task === 'rescue' ? '/stuck' : `/tasks/${id}`
}

const reasonOf = ({ target, targetClock }: Open) => (target === null || targetClock === null ? 'no-target' : 'due')

/** What the case waits for at the centre, who holds it, and the way to it for whoever may sign it. */
export function openTasksShown(visit: SignedVisit, reading: CaseReading) {
  const { speech } = visit
  const { view, nameOf, now } = reading
  const holder = ({ assignee }: Open) =>
    assignee === null ? speech.p('task.free') : speech.p('task.held', { name: nameOf(assignee) })
  return view.tasks.map((open) => ({
    title: speech.word(view.kind, `tasks.${open.task}.title`),
    team: speech.t(`common:teams.${open.team}`),
    holder: holder(open),
    href: hrefOf(visit, reading, open),
    reason: urgencyOf(speech, { ...open, kind: view.kind, reason: reasonOf(open) }, now).reason,
  }))
}
