import type { CaseEvent } from '../../domain/case/event.ts'
import type { TextValues } from '../../templates/translate.ts'
import type { Speech } from './speech.ts'

export type StoryLine = {
  readonly at: string
  readonly when: string
  readonly text: string
  readonly detail?: string
  readonly look: string
}

export type Telling = {
  readonly speech: Speech
  readonly kind: string
  /** What somebody is called by whoever reads: "you", a name, a role. */
  readonly nameOf: (person: string | null) => string
  /** Staff read every line; the applicant those that say something to them. */
  readonly isWhole: boolean
}

/** What tells an applicant how their case goes; everything else is the centre's own housekeeping. */
const told: ReadonlySet<string> = new Set([
  'drafted',
  'submitted',
  'moved',
  'corrections-asked',
  'corrections-supplied',
  'deemed-accepted',
  'document-issued',
  'document-revoked',
  'message-sent',
  'clock-paused',
  'clock-resumed',
  'clock-extended',
  'clock-breached',
  'clock-moved',
  'slot-booked',
  'slot-moved',
  'slot-cancelled',
  'slot-lost',
  'recording-agreed',
  'recording-withdrawn',
  'call-back-received',
  'acted',
  'closed',
])

/** What only the machine cares for, or what another line says better. */
const untold: ReadonlySet<string> = new Set(['facts-changed', 'message-queued', 'action-opened', 'action-closed'])
/** Acts that have a line of their own. */
const toldOtherwise: ReadonlySet<string> = new Set(['submit', 'supply-corrections'])

const heavy: ReadonlySet<string> = new Set([
  'submitted',
  'moved',
  'decided',
  'document-issued',
  'closed',
  'deemed-accepted',
])
const bad: ReadonlySet<string> = new Set([
  'clock-breached',
  'step-stuck',
  'message-bounced',
  'message-refused',
  'message-failed',
])

const lookOf = (type: string): string => (bad.has(type) ? 'bad' : heavy.has(type) ? 'heavy' : '')

/** The name of a paper: the kind's own, or one that all kinds have. */
export const documentName = (speech: Speech, kind: string, code: string): string =>
  speech.ofKind(`documents-${kind}`, `${code}.title`) ?? speech.ofKind('documents-common', `${code}.title`) ?? code

export const messageName = (speech: Speech, kind: string, code: string): string =>
  speech.word(kind, `messages.${code}.subject`)

/** What a task's outcome is called. */
export const outcomeName = (
  speech: Speech,
  kind: string,
  { task, outcome }: { task: string; outcome: string },
): string => speech.word(kind, `outcomes.${task}.${outcome}`)

const textIn = (data: object, name: string): string => {
  const found: unknown = Object.entries(data).find(([key]) => key === name)?.[1]
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

type Word = (said: string, telling: Telling, data: object) => string

/** How the codes of an event become words, by the name of its field. */
const words: Readonly<Record<string, Word>> = {
  stage: (said, { speech, kind }) => speech.word(kind, `stages.${said}`),
  task: (said, { speech, kind }) => speech.word(kind, `tasks.${said}.title`),
  action: (said, { speech, kind }) => speech.word(kind, `actions.${said}.title`),
  system: (said, { speech }) => speech.word('common', `systems.${said}`),
  flag: (said, { speech, kind }) => speech.word(kind, `flags.${said}`),
  startsAt: (said, { speech }) => speech.dateTime(said),
  assignee: (said, { nameOf }) => nameOf(said),
  number: (said) => said,
  how: (said, { speech }) => speech.ofKind('common', `appointmentEnds.${said}`) ?? said,
}

function outcomeWord({ type, data }: CaseEvent, { speech, kind }: Telling): string {
  const outcome = textIn(data, 'outcome')
  return type === 'decided'
    ? outcomeName(speech, kind, { task: textIn(data, 'task'), outcome })
    : (speech.ofKind('common', `outcomes.${outcome}`) ?? outcome)
}

function clockValues({ data }: CaseEvent, { speech, kind }: Telling): TextValues {
  if (!('clock' in data)) return {}
  const { events, code } = data.clock
  const reason = events.at(-1)?.['reason']
  return {
    clock: speech.word(kind, `clocks.${code}.name`),
    reason: speech.word(kind, `pauses.${typeof reason === 'string' ? reason : 'pause'}`),
  }
}

function namedValues(event: CaseEvent, telling: Telling): TextValues {
  const code = textIn(event.data, 'code')
  if (event.type.startsWith('document-')) return { document: documentName(telling.speech, telling.kind, code) }
  if (event.type.startsWith('message-')) return { message: messageName(telling.speech, telling.kind, code) }
  if (event.type === 'clock-warned') return { clock: telling.speech.word(telling.kind, `clocks.${code}.name`) }
  return {}
}

function valuesOf(event: CaseEvent, telling: Telling): TextValues {
  const plain = Object.entries(words).flatMap(([name, word]) => {
    const said = textIn(event.data, name)
    return said === '' ? [] : [[name, word(said, telling, event.data)] as const]
  })
  return {
    ...Object.fromEntries(plain),
    actor: telling.nameOf(event.actor),
    outcome: outcomeWord(event, telling),
    ...clockValues(event, telling),
    ...namedValues(event, telling),
  }
}

/** Reasons given and dates moved: the small print of a line. */
function detailOf({ data }: CaseEvent, { speech, kind }: Telling): string | undefined {
  const reasons = 'reasons' in data ? data.reasons : []
  if (reasons.length > 0) return reasons.map((reason) => speech.word(kind, `reasons.${reason}.short`)).join(' · ')
  if ('from' in data && data.from !== null && data.to !== null)
    return `${speech.shortDate(data.from)} → ${speech.shortDate(data.to)}`
  return undefined
}

const isTold = (event: CaseEvent, { isWhole }: Telling): boolean => {
  if (untold.has(event.type)) return false
  if (event.type === 'acted' && toldOtherwise.has(event.data.action)) return false
  return isWhole || told.has(event.type)
}

/** What follows from an act in the same breath was done by whoever acted. */
function withActors(events: readonly CaseEvent[]): readonly CaseEvent[] {
  return events.map((event, index) => {
    const isTheirs = event.actor === null && (event.type === 'submitted' || event.type === 'corrections-supplied')
    const acted = isTheirs ? events.slice(0, index).findLast(({ type }) => type === 'acted') : undefined
    return acted === undefined ? event : { ...event, actor: acted.actor }
  })
}

/** The record of a case as a story, newest first. */
export function storyOf(events: readonly CaseEvent[], telling: Telling): readonly StoryLine[] {
  return withActors(events)
    .filter((event) => isTold(event, telling))
    .map((event): StoryLine => {
      const detail = detailOf(event, telling)
      return {
        at: event.at,
        when: telling.speech.shortDateTime(event.at),
        text: telling.speech.t(`common:events.${event.type}`, valuesOf(event, telling)),
        look: lookOf(event.type),
        ...(detail === undefined ? {} : { detail }),
      }
    })
    .toReversed()
}
