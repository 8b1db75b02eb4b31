import { code } from '../../domain/case/codes.ts'
import { admitCorrections, admitFurtherReasons } from '../../domain/case/corrections.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { arbitrationIntake as definition } from '../../domain/kinds/arbitration-intake/definition.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import { receiptOf } from '../kit/checking.ts'
import type { Act, Clock, Decision } from '../kit/index.ts'
import { type Intake, judge } from './dispute.ts'

/** Accepted by two: who reviewed the filing, who accepted it. */
export type Accepted = { readonly review: Decision; readonly acceptance: Decision }

/** One round of the five days: from when they run, and what the claimant's answer before it changed. */
type Round = { readonly from: Instant; readonly touched?: readonly string[] }

/** Reviewed by one officer, accepted or not by another; an answer to a notice starts the five days anew (RH 46(2)). */
export async function untilAccepted(application: Intake): Promise<Closing | Accepted> {
  let round: Round = { from: receiptOf(application) }
  for (;;) {
    const acceptance = application.clock('acceptance', { from: round.from })
    if (round.touched === undefined) await received(application)
    const decided = await untilDecided(application, acceptance, round)
    if (!('again' in decided)) return decided
    round = decided.again
  }
}

async function received(application: Intake): Promise<void> {
  await application.issue(['arbitration-application', 'filing-receipt'], {
    tell: 'received',
    data: { clock: code('acceptance') },
  })
  application.learn(await application.beside('proposals'))
}

/** Silence deems nothing here: the claimant may go to court, and the filing is decided all the same (LMA 29). */
async function untilDecided(
  application: Intake,
  acceptance: Clock,
  { touched }: Round,
): Promise<Closing | Accepted | { readonly again: Round }> {
  for (;;) {
    application.stage('check', 'centre', 'received')
    const review = await reviewed(application, acceptance, touched)
    if (review.outcome !== 'complete') return await sentAway(application, acceptance, review)
    application.stage('acceptance', 'centre')
    const decision = await application.signOff('decide-acceptance', { notBy: review.persons, toward: [acceptance] })
    if (decision.outcome === 'return') continue
    acceptance.met(decision.at)
    const signed = { review, acceptance: decision }
    return decision.outcome === 'accept' ? signed : await notAccepted(application, signed)
  }
}

/** Another commission's, or not complete yet. */
async function sentAway(application: Intake, acceptance: Clock, review: Decision) {
  if (review.outcome === 'incomplete') return await completed(application, acceptance, review)
  acceptance.met(review.at)
  return await application.redirect(review)
}

const reviewed = (application: Intake, acceptance: Clock, touched: readonly string[] | undefined): Promise<Decision> =>
  application.signOff('review-filing', {
    toward: [acceptance],
    admit: ({ outcome, reasons }) =>
      outcome === 'incomplete' ? admitFurtherReasons(definition, reasons, touched) : undefined,
  })

/** One notice names everything; silence lapses, the answer begins a new round. */
async function completed(
  application: Intake,
  acceptance: Clock,
  review: Decision,
): Promise<Closing | { readonly again: Round }> {
  acceptance.cancel(review.at)
  const answer = await corrected(application, review)
  if (answer === undefined) return await application.lapse()
  judge(application)
  return { again: { from: answer.at, touched: answer.touched } }
}

async function corrected(application: Intake, { reasons, at, note, by }: Decision): Promise<Act | undefined> {
  application.stage('correction', 'applicant', 'in-correction')
  application.happened({ type: 'corrections-asked', data: { reasons, note } })
  const correction = application.clock('correction', { from: at })
  await application.issue('correction-notice', {
    tell: 'corrections-needed',
    reasons,
    note,
    data: { clock: code('correction') },
    signedBy: [{ task: 'review-filing', by }],
  })
  const answer = await application.action('supply-corrections', {
    within: correction,
    admit: ({ touched }) => admitCorrections(definition, reasons, touched),
  })
  if (answer === undefined) return undefined
  correction.met(answer.at)
  application.happened({ type: 'corrections-supplied', data: { touched: answer.touched.map(code) } })
  return answer
}

/** Not accepted: the letter says why, and the way to the people's court. */
async function notAccepted(application: Intake, { review, acceptance }: Accepted): Promise<Closing> {
  const { reasons, note } = acceptance
  await application.issue('non-acceptance-notice', {
    tell: 'not-accepted',
    reasons,
    note,
    signedBy: signatures([review, acceptance]),
  })
  return closedAs('refused', reasons)
}

/** Who reviewed and who decided, as a paper names them. */
export const signatures = ([review, acceptance]: readonly Decision[]) => [
  ...(review === undefined ? [] : [{ task: 'review-filing', by: review.by }]),
  ...(acceptance === undefined ? [] : [{ task: 'decide-acceptance', by: acceptance.by }]),
]
