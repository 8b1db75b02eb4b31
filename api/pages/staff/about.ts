import { at } from '../../../domain/case/form.ts'
import { labelOf, optionText } from '../field-words.ts'
import type { SignedVisit } from '../kit.ts'
import type { TaskReading } from './task-reading.ts'

type Row = { readonly label: string; readonly value: string; readonly href?: string }
type Telling = { readonly visit: SignedVisit; readonly shown: TaskReading }

/** Names of other people's things that a task is about: a respondent by its place in the form, another case by its id. */
const named: Readonly<Record<string, (telling: Telling, value: unknown) => Row | undefined>> = {
  respondent: ({ visit, shown }, value) => {
    const name = at(shown.reading.view.form, 'respondents')
    const found: unknown = Array.isArray(name) && typeof value === 'number' ? name[value] : undefined
    const text = at(found, 'name')
    return {
      label: visit.speech.t('desk:about.respondent'),
      value: typeof text === 'string' ? text : String(Number(value) + 1),
    }
  },
  case: ({ visit }, value) => ({
    label: visit.speech.t('desk:about.case'),
    value: visit.speech.t('desk:about.open-it'),
    href: `/cases/${String(value)}`,
  }),
  message: ({ visit, shown }, value) => ({
    label: visit.speech.t('desk:about.message'),
    value: visit.speech.word(shown.task.kind, `messages.${String(value)}.subject`),
  }),
  system: ({ visit }, value) => ({
    label: visit.speech.t('desk:about.system'),
    value: visit.speech.word('common', `systems.${String(value)}`),
  }),
  startsAt: ({ visit }, value) => ({
    label: visit.speech.t('desk:about.startsAt'),
    value: visit.speech.dateTime(String(value)),
  }),
  contents: ({ visit, shown }, value) => ({
    label: visit.speech.t('desk:about.contents'),
    value: visit.speech.ofKind(`documents-${shown.task.kind}`, `${String(value)}.title`) ?? String(value),
  }),
  originals: ({ visit, shown }, value) => ({
    label: visit.speech.t('desk:about.originals'),
    value: [value]
      .flat()
      .map((type) => visit.speech.word(shown.task.kind, `materials.${String(type)}.name`))
      .join(' · '),
  }),
  how: ({ visit }, value) => {
    const said = visit.speech.ofKind('desk', `about.hows.${String(value)}`)
    return said === undefined ? undefined : { label: visit.speech.t('desk:about.how'), value: said }
  },
  finding: ({ visit }) => ({
    label: visit.speech.t('desk:about.finding'),
    value: visit.speech.t('desk:about.objection-founded'),
  }),
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** What somebody asked for in their own words: question by question, as far as the form or its acts have words for it. */
function words({ visit, shown }: Telling, value: unknown, path = ''): readonly Row[] {
  const speaking = { speech: visit.speech, kind: shown.task.kind }
  if (Array.isArray(value))
    return value.flatMap((each: unknown, index) =>
      typeof each === 'object' && each !== null
        ? [{ label: labelOf(speaking, path), value: String(index + 1) }, ...words({ visit, shown }, each, path)]
        : words({ visit, shown }, each, path),
    )
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
      words({ visit, shown }, each, path === '' ? name : `${path}.${name}`),
    )
  if (!isPlain(value) || value === '') return []
  return [
    {
      label: labelOf(speaking, path),
      value: optionText(visit.speech, shown.task.kind, { path, value: String(value) }),
    },
  ]
}

/** What a task is about besides its case: which question, which respondent, which message. */
export function aboutShown(visit: SignedVisit, shown: TaskReading): readonly Row[] {
  const telling = { visit, shown }
  const rows = Object.entries(shown.task.about).flatMap(([name, value]) => {
    const row = named[name]?.(telling, value)
    return row === undefined ? [] : [row]
  })
  return [...rows, ...words(telling, shown.asked)]
}
