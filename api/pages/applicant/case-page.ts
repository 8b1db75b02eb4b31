import type { RequestHandler } from 'express'
import { actsForApplicant } from '../../../domain/identity/roles.ts'
import { documentsOf } from '../../../prisma/documents.ts'
import { messagesOf } from '../../../prisma/messages.ts'
import { formOf } from '../../commands/schemas.ts'
import { type CaseReading, clocksShown, readCase, toneOf } from '../case-reading.ts'
import { type ClockModel, lengthText } from '../clock-model.ts'
import { filledSections } from '../filled-form.ts'
import { signedPage } from '../guard.ts'
import { homePart } from '../homes/case-part.ts'
import { drawnSchema } from '../json-schema.ts'
import { type Kit, type SignedVisit, show } from '../kit.ts'
import { fileLine } from '../material-cards.ts'
import type { Speech } from '../speech.ts'
import { openTasksShown } from '../staff/open-tasks.ts'
import { documentName, messageName, storyOf } from '../story.ts'
import { wayOf } from '../way.ts'
import { asksOf, visitsOf } from './asks.ts'
import { planOnCase } from './plan-on-case.ts'
import { questionOf } from './question.ts'

const documentTones: Readonly<Record<string, string>> = { 'in-force': 'good', revoked: 'bad' }
const messageTones: Readonly<Record<string, string>> = {
  sent: 'good',
  queued: '',
  refused: 'bad',
  bounced: 'bad',
  failed: 'bad',
}

async function documentsShown({ kit, speech }: SignedVisit, { view, seen }: CaseReading) {
  const documents = await documentsOf(kit.parts.prisma, seen.id)
  return documents.toReversed().map((paper) => ({
    href: `/api/v1/documents/${paper.number}`,
    name: documentName(speech, view.kind, paper.code),
    number: paper.number,
    code: paper.verificationCode,
    stateText: speech.p(`documents.state.${paper.state}`),
    tone: documentTones[paper.state] ?? '',
    issued: paper.issuedAt === null ? '' : speech.p('documents.issued', { on: speech.shortDate(paper.issuedAt) }),
  }))
}

async function messagesShown({ kit, speech }: SignedVisit, { view, seen }: CaseReading) {
  const messages = await messagesOf(kit.parts.prisma, seen.id)
  return messages.toReversed().map(({ code, state, at }) => ({
    text: messageName(speech, view.kind, code),
    stateText: speech.p(`messages.state.${state}`),
    tone: messageTones[state] ?? '',
    when: speech.shortDateTime(at),
  }))
}

type Answer = { readonly text: string; readonly due?: string | undefined; readonly clock?: ClockModel }

function closedText(speech: Speech, on: string, outcome: string | null): string {
  const words = outcome === null ? '' : speech.t(`common:outcomes.${outcome}`)
  return speech.p('when.closed', { on: speech.date(on), outcome: words })
}

/** Before the promise runs: when it will begin, and the limit that runs meanwhile. */
function notBegun(speech: Speech, { view, definition }: CaseReading, clocks: readonly ClockModel[]): Answer {
  const rule = definition.clocks[definition.promise]
  const length = rule === undefined ? '' : lengthText(speech, rule.byTrack?.[view.track] ?? rule.rule)
  const text = speech.p('when.not-begun', { length })
  const meanwhile = clocks.find(({ state, code }) => state === 'running' && definition.clocks[code]?.told === true)
  if (meanwhile === undefined) return { text }
  return { text: `${meanwhile.name}: ${meanwhile.sentence} ${text}`, clock: meanwhile }
}

/** When it is done: the promise where it runs, before that when it will begin. */
function answerOf(speech: Speech, reading: CaseReading, clocks: readonly ClockModel[]): Answer {
  const { status, outcome, closedAt } = reading.view
  if (status === 'closed' && closedAt !== null) return { text: closedText(speech, closedAt, outcome) }
  const promise = clocks.find(({ code }) => code === reading.definition.promise)
  if (promise !== undefined) return { text: promise.sentence, due: promise.due, clock: promise }
  return status === 'draft' ? { text: speech.p('when.draft') } : notBegun(speech, reading, clocks)
}

/** What the person sent, for those who may read it. */
function yoursOf({ speech }: SignedVisit, { view }: CaseReading) {
  if (view.form == null) return { sections: [], materials: [] }
  const schema = drawnSchema(formOf(view.kind).schema(view.track))
  const files = (view.materials ?? []).filter(({ state }) => state !== 'superseded')
  return {
    sections: filledSections(schema, view.form, { speech, kind: view.kind }),
    materials: files.map((file) => {
      const { href, name, when } = fileLine(speech, view.id, file)
      return { href, name: speech.word(view.kind, `materials.${file.type}.name`), file: name, when }
    }),
  }
}

const movedTo = ({ events }: CaseReading): readonly string[] =>
  events.flatMap((event) => (event.type === 'moved' ? [event.data.stage] : []))

function storyShown(speech: Speech, { view, seen, events, nameOf }: CaseReading) {
  const isWhole = seen.standing === 'staff' || seen.standing === 'auditor'
  return storyOf(events, { speech, kind: view.kind, nameOf, isWhole })
}

const headOf = (speech: Speech, { view }: CaseReading) => ({
  number: view.number,
  kindName: speech.word(view.kind, 'name'),
  trackName: speech.word(view.kind, `tracks.${view.track}`),
  statusText:
    view.outcome === null ? speech.t(`common:status.${view.status}`) : speech.t(`common:outcomes.${view.outcome}`),
  statusTone: toneOf(view.status, view.outcome),
  openedOn: speech.shortDate(view.openedAt),
  flags: view.flags.map((flag) => speech.word(view.kind, `flags.${flag}`)),
  reasons: view.reasons.map((reason) => speech.ofKind(view.kind, `reasons.${reason}.applicant`) ?? reason),
})

/** The same places of the page in words for the centre's own people. */
const staffWords = (speech: Speech, { view: { waitingFor, status } }: CaseReading) => ({
  words: { what: speech.t('desk:case.what'), sent: speech.t('desk:case.sent') },
  nothing: speech.t('desk:case.nothing'),
  waiting: waitingFor === null || status === 'closed' ? undefined : speech.t(`desk:case.waiting.${waitingFor}`),
})

/** A case: where it is, what must be done, when it is done; then papers, messages, what was sent, what has happened. */
export const casePage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'read-cases', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const { speech } = visit
    const { view, seen, definition } = reading
    const isTheirs = actsForApplicant(seen.standing, seen.openedHere)
    const clocks = clocksShown(visit, reading)
    const [documents, messages] = await Promise.all([documentsShown(visit, reading), messagesShown(visit, reading)])
    await show(visit, {
      template: 'case',
      title: `${speech.word(view.kind, 'name')} ${view.number}`,
      data: {
        ...headOf(speech, reading),
        base: `/cases/${view.id}`,
        live: view.id,
        way: wayOf(definition, view, { moved: movedTo(reading), speech, forStaff: !isTheirs }),
        isDraft: view.status === 'draft',
        mayChange: isTheirs,
        ...asksOf(visit, reading),
        ...(isTheirs ? {} : staffWords(speech, reading)),
        question: await questionOf(kit, reading),
        visits: isTheirs ? visitsOf(visit, reading) : [],
        tasks: openTasksShown(visit, reading),
        answer: answerOf(speech, reading, clocks),
        documents,
        home: await homePart(visit, reading),
        messages,
        ...yoursOf(visit, reading),
        onPlan: isTheirs ? await planOnCase(visit, reading) : undefined,
        story: storyShown(speech, reading),
      },
    })
  })

/** Every time limit of a case, day by day. */
export const clocksPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'read-cases', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const { definition, view } = reading
    const mayExtend = visit.caller.role === 'supervisor'
    const clocks = clocksShown(visit, reading).map((clock) => ({
      ...clock,
      extendable: mayExtend && clock.state === 'running' && definition.clocks[clock.code]?.rule.extension !== undefined,
    }))
    const base = `/cases/${view.id}`
    const data = { clocks, base, trail: [{ href: base, text: view.number }] }
    await show(visit, { template: 'clocks', title: visit.speech.p('clock.title'), data })
  })
