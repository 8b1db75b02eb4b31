import type { RequestHandler } from 'express'
import { clockOf, type Definition } from '../../../domain/case/definition.ts'
import { firstQuestion } from '../../../domain/guide/tree.ts'
import { definitions } from '../../../domain/kinds/index.ts'
import { listCases } from '../../../prisma/lists.ts'
import { caseSummary } from '../../commands/case-view.ts'
import { afterOf, pageByTime } from '../../routes/paging.ts'
import { toneOf } from '../case-reading.ts'
import { lengthText } from '../clock-model.ts'
import { page } from '../guard.ts'
import { goTo, isStaff, type Kit, type SignedVisit, show, type Visit } from '../kit.ts'
import { questionShown } from '../public/guide.ts'
import type { Speech } from '../speech.ts'
import { plansShown } from './plan-page.ts'

const perPage = 24

/** A kind as a choice on a page: what it is called, what it is about, what is promised. */
export const kindCard = (speech: Speech, definition: Definition) => ({
  href: `/start/${definition.kind}`,
  name: speech.word(definition.kind, 'name'),
  summary: speech.ofKind(definition.kind, 'summary') ?? '',
  promise: promiseText(speech, definition, definition.tracks[0] ?? ''),
})

/** What the centre promises on a track, in words. */
export function promiseText(speech: Speech, definition: Definition, track: string): string {
  const clock = clockOf(definition, definition.promise)
  return speech.p('welcome.promise', { length: lengthText(speech, clock.byTrack?.[track] ?? clock.rule) })
}

/** A case as a card: where it stands and whose turn it is. */
export function caseCard(
  speech: Speech,
  { id, number, kind, track, status, stage, waitingFor, outcome, openedAt }: ReturnType<typeof caseSummary>,
) {
  return {
    href: `/cases/${id}`,
    number,
    name: `${speech.word(kind, 'name')} · ${speech.word(kind, `tracks.${track}`)}`,
    statusText: outcome === null ? speech.t(`common:status.${status}`) : speech.t(`common:outcomes.${outcome}`),
    tone: toneOf(status, outcome),
    stage: speech.word(kind, `stages.${status === 'closed' ? 'closed' : stage}`),
    waiting: waitingFor === null ? undefined : speech.t(`common:waitingFor.${waitingFor}`),
    yours: waitingFor === 'applicant',
    opened: speech.shortDate(openedAt),
  }
}

async function showCases(visit: SignedVisit): Promise<void> {
  const { kit, caller, speech, request } = visit
  const cursor = typeof request.query['after'] === 'string' ? request.query['after'] : undefined
  const rows = await listCases(kit.parts.prisma, caller, { limit: perPage, after: afterOf({ cursor }) })
  const { rows: shown, next } = pageByTime(rows, { limit: perPage })
  const cases = shown.map((row) => caseCard(speech, caseSummary(row)))
  const data = {
    cases,
    plans: await plansShown(visit),
    next: next === null ? undefined : `/?after=${encodeURIComponent(next)}`,
  }
  await show(visit, { template: 'home', title: speech.p('home.title'), data })
}

const showWelcome = (visit: Visit): Promise<void> =>
  show(visit, {
    template: 'welcome',
    title: visit.speech.p('welcome.title'),
    data: {
      ask: questionShown(visit.speech, firstQuestion, new URLSearchParams()),
      kinds: definitions.map((definition) => kindCard(visit.speech, definition)),
    },
  })

/** Where each desk begins. */
const desks: Readonly<Record<string, string>> = { administrator: '/stuck', auditor: '/cases' }

/** The front page: what can be done here, one's own cases, or one's desk. */
export const homePage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { caller } = visit
    if (caller === undefined) await showWelcome(visit)
    else if (isStaff(caller)) goTo(visit, desks[caller.role] ?? '/tasks')
    else await showCases({ ...visit, caller })
  })
