import { personId } from '../../../domain/case/codes.ts'
import { taskOf } from '../../../domain/case/definition.ts'
import { admitSignatory } from '../../../domain/case/sign-off.ts'
import { formOf } from '../../commands/schemas.ts'
import type { Problem } from '../../problems.ts'
import { problemData } from '../attempt.ts'
import { clocksShown } from '../case-reading.ts'
import { labelOf } from '../field-words.ts'
import { idOf } from '../fields.ts'
import { filledSections } from '../filled-form.ts'
import { drawnSchema } from '../json-schema.ts'
import { refusalText, type SignedVisit, show } from '../kit.ts'
import { fileLine } from '../material-cards.ts'
import { outcomeName, storyOf } from '../story.ts'
import { decisionForm } from './decision-form.ts'
import { assignField } from './officers.ts'
import { pointsShown } from './points.ts'
import { readTask, type TaskReading } from './task-reading.ts'
import { urgencyOf } from './urgency.ts'

/** Why this person cannot sign it, said before they try. */
function cannotSign({ speech, caller }: SignedVisit, { row, reading }: TaskReading) {
  const open = reading.seen.state.tasks.find(({ id }) => id === row.id)
  const parties = [row.applicantPersonId, row.agentPersonId].filter((id) => id !== null).map(personId)
  const insteadOf = open?.assignee === caller.personId ? open.insteadOf : null
  const refused = admitSignatory(open, { by: caller.personId, insteadOf }, parties)
  return refused === undefined ? undefined : refusalText(speech, refused)
}

function materialsShown({ speech }: SignedVisit, { reading }: TaskReading) {
  const { view } = reading
  const files = (view.materials ?? []).filter(({ state }) => state !== 'superseded')
  return files.map((file) => {
    const { href, name, when } = fileLine(speech, view.id, file)
    return {
      href,
      name: speech.word(view.kind, `materials.${file.type}.name`),
      file: name,
      when,
      isPicture: ['image/jpeg', 'image/png', 'image/webp'].includes(file.mime),
      isPdf: file.mime === 'application/pdf',
    }
  })
}

/** Who signed what before, and everything that has happened since the last signature. */
function beforeThis({ speech }: SignedVisit, { reading }: TaskReading) {
  const { view, seen, events, nameOf } = reading
  const before = seen.state.signatures.map(({ task, outcome, by, at }) => ({
    label: speech.word(view.kind, `tasks.${task}.title`),
    value: speech.p('task.signed', {
      outcome: outcomeName(speech, view.kind, { task, outcome }),
      name: nameOf(by),
      on: speech.shortDateTime(at),
    }),
  }))
  const last = events.findLastIndex(({ type }) => type === 'decided')
  const since = last < 0 ? [] : events.slice(last + 1)
  return { before, since: storyOf(since, { speech, kind: view.kind, nameOf, isWhole: true }) }
}

function holding({ speech, caller }: SignedVisit, { task, reading }: TaskReading) {
  const isMine = task.assignee === caller.personId
  const isOpen = task.state === 'open'
  const mayHold = caller.role === 'officer' || caller.role === 'supervisor'
  const held =
    task.assignee === null ? speech.p('task.free') : speech.p('task.held', { name: reading.nameOf(task.assignee) })
  return {
    holder: held,
    mayClaim: isOpen && mayHold && task.assignee === null,
    mayRelease: isOpen && mayHold && isMine,
  }
}

const naming = ({ speech }: SignedVisit, kind: string) => ({
  speech,
  labelOf: (path: string) => ({ label: labelOf({ speech, kind }, path), href: `#${idOf(path)}` }),
})

/** The case on one screen: papers beside the form, what was signed before, the decision, the clocks, the story. */
export async function showTask(visit: SignedVisit, shown: TaskReading, problem?: Problem): Promise<void> {
  const { speech, caller, kit } = visit
  const { task, reading } = shown
  const { view, definition, events, nameOf } = reading
  const { kind, track } = view
  const cannot = cannotSign(visit, shown)
  const title = speech.word(kind, `tasks.${task.task}.title`)
  const mayDecide = task.state === 'open' && task.task !== 'rescue'
  await show(visit, {
    template: 'task',
    title: `${title} ${view.number}`,
    status: problem === undefined ? 200 : 422,
    data: {
      id: task.id,
      heading: title,
      ask: speech.ofKind(kind, `tasks.${task.task}.ask`),
      law: taskOf(definition, task.task).law,
      caseHref: `/cases/${view.id}`,
      number: view.number,
      kindName: speech.word(kind, 'name'),
      trackName: speech.word(kind, `tracks.${track}`),
      flags: view.flags.map((flag) => speech.word(kind, `flags.${flag}`)),
      ...urgencyOf(speech, task, reading.now),
      cannot,
      ...beforeThis(visit, shown),
      materials: materialsShown(visit, shown),
      sections: filledSections(drawnSchema(formOf(kind).schema(track)), view.form ?? {}, { speech, kind }),
      points: pointsShown(speech, reading),
      ...(mayDecide ? decisionForm(visit, shown, problem) : { outcomes: [] }),
      ...holding(visit, shown),
      assign:
        caller.role === 'supervisor' && task.state === 'open' ? await assignField(kit, speech, task.team) : undefined,
      clocks: clocksShown(visit, reading).filter(({ state }) => state !== 'cancelled'),
      story: storyOf(events, { speech, kind, nameOf, isWhole: true }),
      trail: [{ href: '/tasks', text: speech.p('inbox.title') }],
      ...(problem === undefined ? {} : problemData(problem, naming(visit, kind))),
    },
  })
}

/** The page of one task. */
export const taskPageOf = async (visit: SignedVisit): Promise<void> => {
  const shown = await readTask(visit)
  if (shown !== undefined) await showTask(visit, shown)
}
