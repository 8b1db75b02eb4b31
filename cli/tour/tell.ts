import { z } from 'zod'
import { createSpeeches, type Speech } from '../../api/pages/speech.ts'
import { documentName, storyOf } from '../../api/pages/story.ts'
import { eventOf } from '../../prisma/projection.ts'
import { sharedParts } from '../centre/shared-parts.ts'
import { type CaseView, eventsOf, type RecordedEvent, viewAs } from '../scenario/case-view.ts'
import { formNamed } from '../scenario/forms.ts'
import type { OpenedCase, Play } from '../scenario/play.ts'
import type { Step } from '../scenario/step.ts'

/** What has been told of a story so far. */
export type Telling = Readonly<{
  say: (line: string) => void
  speech: Speech
  toldEvents: Map<string, number>
  toldMails: Set<string>
}>

export async function beginTelling(say: (line: string) => void): Promise<Telling> {
  const { translator } = await sharedParts()
  return { say, speech: createSpeeches(translator)('en'), toldEvents: new Map(), toldMails: new Set() }
}

/** The centre's own housekeeping, which no story needs. */
const untold: ReadonlySet<string> = new Set(['facts-changed', 'action-opened', 'action-closed', 'message-queued'])

/** Tells what a step was, and everything that has happened since the last. */
export async function tellStep(telling: Telling, play: Play, step: Step): Promise<void> {
  for (const found of play.cases.values()) await tellEvents(telling, play, { found, by: byOf(step) })
  await tellMails(telling, play)
}

const byOf = (step: Step): string => ('by' in step && step.by !== undefined ? step.by : 'outside')

type About = Readonly<{ found: OpenedCase; by: string }>

/** The kind of a case by the form it was opened with. */
const kindOf = (play: Play, { name }: OpenedCase): string => {
  const opening = play.scenario.steps.find((step) => step.do === 'open' && step.case === name)
  return opening?.do === 'open' ? (formNamed(opening.form)?.kind ?? '') : ''
}

async function tellEvents({ say, speech, toldEvents }: Telling, play: Play, { found, by }: About): Promise<void> {
  const last = toldEvents.get(found.id) ?? 0
  const fresh = (await eventsOf(play, found)).filter(({ seq }) => seq > last)
  toldEvents.set(found.id, fresh.at(-1)?.seq ?? last)
  const events = fresh.filter(({ type }) => !untold.has(type)).map(asRecorded)
  const nameOf = (person: string | null) => (person === null ? 'the centre' : by)
  const lines = storyOf(events, { speech, kind: kindOf(play, found), nameOf, isWhole: true }).toReversed()
  for (const { when, text, detail } of lines)
    say(`  ${when}  ${found.number}  ${text}${detail === undefined ? '' : ` (${detail})`}`)
}

const instant = z.object({ at: z.coerce.date(), actor: z.string().nullish() })

/** An event of the api as the record has it. */
function asRecorded(event: RecordedEvent) {
  const { at, actor = null } = instant.parse(event)
  return eventOf({ seq: event.seq, type: event.type, data: event.data, at, actor })
}

const mail = z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string() })
const mails = z.object({ items: z.array(mail) })
const linesShown = 5

async function tellMails({ say, toldMails }: Telling, { sandbox }: Play): Promise<void> {
  const { items } = mails.parse((await sandbox.get('/mail')).body)
  for (const { id, to, subject, text } of items) {
    if (toldMails.has(id)) continue
    toldMails.add(id)
    say(`      ✉ ${to}: ${subject}`)
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    for (const line of lines.slice(1, 1 + linesShown)) say(`        │ ${line.trim()}`)
  }
}

const clock = z.looseObject({
  code: z.string(),
  state: z.string(),
  basis: z.string(),
  legalBasis: z.string(),
  startedOn: z.string(),
  dueOn: z.string().nullish(),
  endedAt: z.string().nullish(),
  ledger: z.array(z.looseObject({ date: z.string(), counted: z.boolean(), why: z.string(), n: z.number() })),
})

type Clock = z.infer<typeof clock>

/** At the end: every clock with each of its days explained, and every paper. */
export async function tellEnd(telling: Telling, play: Play): Promise<void> {
  for (const found of play.cases.values()) {
    const view = await viewAs(play, found)
    const kind = kindOf(play, found)
    telling.say('')
    telling.say(`  Time limits of ${found.number}`)
    for (const each of view.clocks) tellClock(telling, kind, clock.parse(each))
    tellPapers(telling, kind, view)
  }
}

function tellClock({ say, speech }: Telling, kind: string, told: Clock): void {
  const name = speech.word(kind, `clocks.${told.code}.name`)
  const basis = `${speech.word('common', `bases.${told.basis}`)}, ${told.legalBasis}`
  const state = speech.word('common', `clockStates.${told.state}`)
  const due = told.dueOn ? `, due ${speech.shortDate(told.dueOn)}` : ''
  const ended = told.endedAt ? `, ended ${speech.shortDateTime(told.endedAt)}` : ''
  say(`    ${name} (${basis}): ${state}${due}${ended}`)
  for (const { why, days } of runsOf(told.ledger)) say(`      ${days}  ${speech.word('common', `why.${why}`)}`)
}

/** Days that are alike and follow each other, as one line. */
function runsOf(ledger: Clock['ledger']): readonly { readonly why: string; readonly days: string }[] {
  const runs: { why: string; from: string; to: string; n: number; counted: boolean }[] = []
  for (const { date, why, n, counted } of ledger) {
    const last = runs.at(-1)
    if (last?.why === why) Object.assign(last, { to: date, n })
    else runs.push({ why, from: date, to: date, n, counted })
  }
  return runs.map(({ why, from, to, n, counted }) => {
    const days = from === to ? from : `${from} … ${to.slice(5)}`
    return { why, days: `${days.padEnd(18)} ${counted ? String(n).padStart(5) : '    –'}` }
  })
}

function tellPapers({ say, speech }: Telling, kind: string, { documents }: CaseView): void {
  for (const { code, number, state } of documents)
    say(`    ▤ ${String(number)}  ${documentName(speech, kind, code)}  ${String(state)}`)
}
