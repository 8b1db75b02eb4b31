import type { Stretch } from '../../../domain/plan/dates.ts'
import type { Planned } from '../../../domain/plan/make-plan.ts'
import type { VisitStep } from '../../../domain/plan/visits.ts'
import { daysBetween } from '../../../domain/time/local-date.ts'
import { type PlanWords, planWords } from '../../../templates/plan-words.ts'
import type { PlanView } from '../../commands/plan-view.ts'
import type { SignedVisit } from '../kit.ts'
import type { Speech } from '../speech.ts'

/** Picture of the critical path: a row for each part, in units of the viewBox. */
const width = 600
const rowHeight = 22

const bySoonest = (one: string, other: string): number => (one < other ? -1 : 1)

/** The chain as a picture drawn here: where each part begins and how long it is; the list below says the same in words. */
function pictureOf(path: readonly Stretch[], speech: Speech) {
  const first = path.map(({ from }) => from).toSorted(bySoonest)[0]
  const last = path
    .map(({ until }) => until)
    .toSorted(bySoonest)
    .at(-1)
  if (first === undefined || last === undefined) return undefined
  const days = Math.max(daysBetween(first, last), 1)
  const at = (day: typeof first): number => Math.round((daysBetween(first, day) / days) * (width - 40))
  return {
    width,
    height: path.length * rowHeight + 4,
    text: speech.t('plan:page.path.picture', { from: speech.date(first), until: speech.date(last) }),
    first: speech.shortDate(first),
    last: speech.shortDate(last),
    rows: path.map(({ from, until, step }, index) => ({
      number: index + 1,
      x: 28 + at(from),
      y: index * rowHeight + 4,
      width: Math.max(at(until) - at(from), 6),
      own: step === 'own-steps',
    })),
  }
}

const tones: Readonly<Record<string, string>> = { waiting: 'wait', open: 'act', closed: '' }
const paperTones: Readonly<Record<string, string>> = { seen: 'good', given: 'good', missing: 'warn' }

function matterShown(words: PlanWords, view: PlanView, matter: PlanView['matters'][number]) {
  return {
    href: `/cases/${matter.case}`,
    case: matter.case,
    number: matter.number,
    name: words.matter(matter),
    state: words.say(`states.${matter.state}`),
    tone: tones[matter.state] ?? '',
    reason: words.say(`reasons.${matter.reason}`),
    needs: matter.state === 'closed' ? [] : matter.needs.map((need) => words.need(need)),
    expected: words.expected(matter),
    isLast: matter.expectedOn !== null && matter.expectedOn === view.expectedOn && matter.state !== 'closed',
  }
}

type Showing = { readonly words: PlanWords; readonly speech: Speech; readonly plan: Planned }

function whenOf({ words, speech }: Showing, { done, on, slot }: VisitStep): string {
  if (done && on !== null) return words.say('page.visits.done', { on: speech.date(on) })
  if (slot !== null) return words.say('page.visits.booked', { at: speech.dateTime(slot) })
  return words.say('page.visits.not-yet')
}

/** Visit by visit: what is done there, and why it is not done otherwise. */
function visitsShown(showing: Showing) {
  const { words, plan } = showing
  const numbers = [...new Set(plan.whyVisits.map(({ visit }) => visit))]
  return numbers.map((number) => ({
    title: words.say('page.visits.which', { number }),
    steps: plan.whyVisits
      .filter(({ visit }) => visit === number)
      .map((step) => ({
        name: words.step(step),
        why: words.why(step, plan),
        when: whenOf(showing, step),
        book: step.purpose !== null && !step.done ? `/cases/${step.case}/bookings/${step.purpose}` : undefined,
      })),
  }))
}

function papersShown({ words, plan }: Showing, { papers, matters }: PlanView) {
  const nameOf = (id: string) => matters.filter((matter) => matter.case === id).map(({ kind }) => words.kind(kind))
  return papers.map((paper) => ({
    name: words.paper(paper, plan),
    state: words.say(`papers.${paper.state}`),
    tone: paperTones[paper.state] ?? '',
    matters: words.say('page.papers.for', { matters: paper.matters.flatMap(nameOf).join(' · ') }),
    give: paper.state === 'missing' ? `/cases/${paper.matters[0] ?? ''}/materials` : undefined,
  }))
}

const documentsShown = ({ words, speech }: Showing, { documents }: PlanView) =>
  documents.toReversed().map((paper) => ({
    href: `/api/v1/documents/${paper.number}`,
    name: words.say('name'),
    number: paper.number,
    code: paper.verificationCode,
    stateText: speech.p(`documents.state.${paper.state}`),
    tone: paper.state === 'in-force' ? 'good' : '',
    issued: speech.p('documents.issued', { on: speech.shortDate(paper.issuedAt) }),
  }))

const statusOf = ({ status, withdrawn }: PlanView): string => (withdrawn ? 'withdrawn' : status)
const statusTones: Readonly<Record<string, string>> = { open: 'act', done: 'good' }

/** A plan as its page shows it: the same words as its paper and its mails. */
export function planShown({ kit, speech }: SignedVisit, view: PlanView, plan: Planned) {
  const words = planWords(kit.parts.translator, speech.language)
  const showing = { words, speech, plan }
  return {
    base: `/plans/${view.id}`,
    number: view.number,
    status: words.say(`page.status.${statusOf(view)}`),
    statusTone: statusTones[statusOf(view)] ?? '',
    visits: view.visits,
    visitList: visitsShown(showing),
    expected: words.expected({ expectedOn: view.expectedOn, state: view.status === 'done' ? 'closed' : 'open' }),
    provisional: view.provisional,
    pace: words.say('page.path.pace', { count: view.pace }),
    picture: pictureOf(view.criticalPath, speech),
    path: view.criticalPath.map((stretch) => ({ name: words.stretch(stretch), when: words.when(stretch) })),
    matters: view.matters.map((matter) => matterShown(words, view, matter)),
    papers: papersShown(showing, view),
    changes: view.changes.map((change) => ({
      when: speech.shortDateTime(change.at),
      text: words.change(change, plan),
    })),
    documents: documentsShown(showing, view),
    mayChange: view.actions.length > 0,
  }
}
