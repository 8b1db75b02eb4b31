import { type ReasonList, taskOf } from '../../../domain/case/definition.ts'
import { decisionDoor } from '../../commands/schemas.ts'
import type { Problem } from '../../problems.ts'
import { type Field, idOf, type Option } from '../fields.ts'
import { drawnSchema } from '../json-schema.ts'
import type { SignedVisit } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import { type Section, sectionsOf } from '../sections.ts'
import { outcomeName } from '../story.ts'
import { textOf, textsOf, typedDraft } from '../typed.ts'
import type { TaskReading } from './task-reading.ts'

const lists = ['correction', 'refusal', 'redirect'] as const satisfies readonly ReasonList[]

const outcomesOf = ({ task, reading }: TaskReading) => taskOf(reading.definition, task.task).outcomes

function outcomeField({ speech, sent }: SignedVisit, shown: TaskReading): Field {
  const { task } = shown
  const rules = outcomesOf(shown)
  const label = (outcome: string): string => {
    const name = outcomeName(speech, task.kind, { task: task.task, outcome })
    return rules[outcome]?.reasons === undefined ? name : speech.p('task.outcome-with', { outcome: name })
  }
  const options = task.outcomes.map((value) => ({
    value,
    label: label(value),
    chosen: textOf(sent, 'outcome') === value,
  }))
  return {
    name: 'outcome',
    id: idOf('outcome'),
    label: speech.p('task.outcome'),
    input: 'radio',
    optional: false,
    value: '',
    options,
  }
}

/** Reasons that the rules propose, by what the form and the registers say: marked, never chosen for the officer. */
function proposedIn({ task, reading }: TaskReading): readonly string[] {
  const proposed = task.about['proposed'] ?? reading.view.facts['proposed']
  return Array.isArray(proposed) ? proposed.map(String) : []
}

function reasonLists({ speech, sent }: SignedVisit, shown: TaskReading) {
  const { task, reading } = shown
  const { correction, refusal, redirect } = reading.definition.reasons
  const codes = { correction: Object.keys(correction), refusal, redirect }
  const offered = new Set(task.outcomes.flatMap((outcome) => outcomesOf(shown)[outcome]?.reasons ?? []))
  const [chosen, proposed] = [textsOf(sent, 'reasons'), proposedIn(shown)]
  const optionOf = (value: string): Option => {
    const short = speech.word(task.kind, `reasons.${value}.short`)
    const hint = speech.ofKind(task.kind, `reasons.${value}.applicant`)
    const mark = proposed.includes(value) ? ` – ${speech.p('task.proposed')}` : ''
    return { value, label: `${short}${mark}`, chosen: chosen.includes(value), ...(hint === undefined ? {} : { hint }) }
  }
  return lists
    .filter((list) => offered.has(list))
    .map((list) => ({
      id: list,
      title: speech.p(`task.reasons.${list}`),
      open: codes[list].some((value) => chosen.includes(value) || proposed.includes(value)),
      options: codes[list].map(optionOf),
    }))
}

const dataSchema = ({ task }: TaskReading) => drawnSchema(decisionDoor(task.kind, task.task).schema)

/** Asked elsewhere: the note once, below; still images are taken in the video room. */
const isAskedElsewhere = (name: string): boolean => name === 'note' || name.split('.')[0] === 'stills'

/** The questions of a decision's own data. */
function dataSections(
  { speech, sent }: SignedVisit,
  shown: TaskReading,
  problem?: Problem,
): readonly (Section & { readonly open: boolean })[] {
  const schema = dataSchema(shown)
  const draft = typedDraft(schema, sent)
  const add = textOf(sent, 'add')
  const filling = { speech, kind: shown.task.kind, draft, faults: problem?.errors ?? [], base: 'data', add }
  const isOpen = Object.keys(draft).length > 0 || add !== ''
  return sectionsOf(schema, filling).map(({ title, fields, lists }) => ({
    title: title ?? speech.p('task.data'),
    lists,
    fields: fields.filter(({ name }) => !isAskedElsewhere(name)),
    open: isOpen,
  }))
}

/** Everything the decision of a task is made with. */
export function decisionForm(visit: SignedVisit, shown: TaskReading, problem?: Problem) {
  const { speech, sent } = visit
  return {
    outcomes: shown.task.outcomes,
    outcomeField: outcomeField(visit, shown),
    reasons: reasonLists(visit, shown),
    data: dataSections(visit, shown, problem),
    note: fieldsFor(speech)({
      name: 'officerNote',
      label: 'task.note',
      input: 'textarea',
      optional: true,
      value: textOf(sent, 'officerNote'),
    }),
    letter: { value: 'yes', label: speech.p('task.in-letter'), chosen: textOf(sent, 'inLetter') === 'yes' },
  }
}

/** What the form of a decision sends. */
export function decisionSent({ sent }: SignedVisit, shown: TaskReading) {
  const text = textOf(sent, 'officerNote').trim()
  const note = text === '' ? {} : { note: { text, inLetter: textOf(sent, 'inLetter') === 'yes' } }
  const data = typedDraft(dataSchema(shown), sent)
  return {
    task: shown.task.id,
    outcome: textOf(sent, 'outcome'),
    reasons: [...textsOf(sent, 'reasons')],
    data,
    ...note,
  }
}
