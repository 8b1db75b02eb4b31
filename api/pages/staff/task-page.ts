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
import { storyOf } from '../story.ts'
import { aboutShown } from './about.ts'
import { decisionForm } from './decision-form.ts'
import { fromCalls } from './from-calls.ts'
import { assignField } from './officers.ts'
import { pointsShown } from './points.ts'
import type { previewShown } from './preview.ts'
import { signedBefore } from './signed-before.ts'
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

function holding(visit: SignedVisit, shown: TaskReading) {
  const { speech, caller } = visit
  const { task, reading } = shown
  const cannot = cannotSign(visit, shown)
  const isMine = task.assignee === caller.personId
  const isOpen = task.state === 'open'
  const mayHold = caller.role === 'officer' || caller.role === 'supervisor'
  const held =
    task.assignee === null ? speech.p('task.free') : speech.p('task.held', { name: reading.nameOf(task.assignee) })
  return {
    holder: held,
    mayClaim: isOpen && mayHold && cannot === undefined && task.assignee === null,
    mayRelease: isOpen && mayHold && isMine,
  }
}

const naming = ({ speech }: SignedVisit, kind: string) => ({
  speech,
  labelOf: (path: string) => ({ label: labelOf({ speech, kind }, path), href: `#${idOf(path)}` }),
})

/** What a page says besides the task: why it was refused, or what would go out. */
export type Said = { readonly problem?: Problem; readonly preview?: Awaited<ReturnType<typeof previewShown>> }

/** What the case is and why this task is urgent. */
function headOf({ speech }: SignedVisit, { task, reading }: TaskReading) {
  const { view, definition } = reading
  const { kind, track } = view
  return {
    id: task.id,
    heading: speech.word(kind, `tasks.${task.task}.title`),
    ask: speech.ofKind(kind, `tasks.${task.task}.ask`),
    law: taskOf(definition, task.task).law,
    caseHref: `/cases/${view.id}`,
    number: view.number,
    kindName: speech.word(kind, 'name'),
    trackName: speech.word(kind, `tracks.${track}`),
    flags: view.flags.map((flag) => speech.word(kind, `flags.${flag}`)),
    ...urgencyOf(speech, task, reading.now),
  }
}

/** What was sent: papers beside the form, and what is still missing. */
function casePapers(visit: SignedVisit, shown: TaskReading) {
  const { speech } = visit
  const { kind, track, form, channel, materials = [] } = shown.reading.view
  const there = new Set(materials.filter(({ state }) => state !== 'superseded').map(({ type }) => type))
  const missing = formOf(kind)
    .requiredMaterials(track, form ?? {}, channel)
    .filter((type) => !there.has(type))
  const names = missing.map((type) => speech.word(kind, `materials.${type}.name`))
  return {
    materials: materialsShown(visit, shown),
    missing: names.length === 0 ? undefined : speech.p('materials.missing', { list: names.join(' · ') }),
    sections: filledSections(drawnSchema(formOf(kind).schema(track)), form ?? {}, { speech, kind }),
    points: pointsShown(speech, shown.reading),
  }
}

/** The case on one screen: papers beside the form, what was signed before, the decision, the clocks, the story. */
export async function showTask(visit: SignedVisit, shown: TaskReading, said: Said = {}): Promise<void> {
  const { problem, preview } = said
  const { speech, caller, kit } = visit
  const { task, reading } = shown
  const { view, events, nameOf } = reading
  const head = headOf(visit, shown)
  const isOpen = task.state === 'open'
  await show(visit, {
    template: 'task',
    title: `${head.heading} ${view.number}`,
    status: problem === undefined ? 200 : 422,
    data: {
      ...head,
      cannot: cannotSign(visit, shown),
      preview,
      about: aboutShown(visit, shown),
      ...(await signedBefore(visit, shown)),
      ...casePapers(visit, shown),
      ...(await fromCalls(visit, shown)),
      ...(isOpen && task.task !== 'rescue' ? decisionForm(visit, shown, problem) : { outcomes: [] }),
      ...holding(visit, shown),
      assign: caller.role === 'supervisor' && isOpen ? await assignField(kit, speech, task.team) : undefined,
      clocks: clocksShown(visit, reading).filter(({ state }) => state !== 'cancelled'),
      story: storyOf(events, { speech, kind: view.kind, nameOf, isWhole: true }),
      trail: [{ href: '/tasks', text: speech.p('inbox.title') }],
      ...(problem === undefined ? {} : problemData(problem, naming(visit, view.kind))),
    },
  })
}

/** The page of one task. */
export const taskPageOf = async (visit: SignedVisit): Promise<void> => {
  const shown = await readTask(visit)
  if (shown !== undefined) await showTask(visit, shown)
}
