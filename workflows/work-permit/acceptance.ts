import { code } from '../../domain/case/codes.ts'
import { admitCorrections, admitFurtherReasons } from '../../domain/case/corrections.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { workPermit as definition } from '../../domain/kinds/work-permit/definition.ts'
import { type Instant, localDateOf, parseInstant, startOfDay } from '../../domain/time/local-date.ts'
import type { Act, Decision } from '../kit/index.ts'
import type { Limits, Permit } from './limits.ts'

/** Ten more working days for an answer, once a notice, at once and without an officer (A). */
const extensionDays = 10

/** Received: the receipt goes out, the registers are asked, and the window of EEL 30 is closed. */
export async function filed(application: Permit): Promise<void> {
  application.stage('check', 'centre', 'received')
  const { enteredOn } = application.facts
  if (enteredOn !== undefined)
    application.clock('entry-window', { from: startOfDay(enteredOn) }).met(receipt(application))
  application.alongside(() => employer(application))
  if (asksForStay.has(application.track)) application.alongside(() => accommodation(application))
}

const asksForStay: ReadonlySet<string> = new Set(['new', 'renewal', 'change-of-employer'])

const receipt = (application: Permit): Instant => parseInstant(application.receivedAt) ?? application.now

/** Neither register holds the check: the officer sees what has not answered yet. */
async function employer(application: Permit): Promise<void> {
  const asked = await application.steps.ask('ask-registry')
  if (asked.how !== 'answered') return
  const { state, district } = asked.answer
  application.learn({ employerState: state ?? null, employerDistrict: district ?? null })
}

async function accommodation(application: Permit): Promise<void> {
  const asked = await application.steps.ask('ask-accommodation')
  if (asked.how === 'answered') application.learn({ registeredAtAddress: asked.answer['registered'] === true })
}

/**
 * Whatever is missing is said at once; the answer starts the five days anew; our silence accepts (ALL 32), the
 * applicant's lapses.
 */
export async function untilAccepted(application: Permit): Promise<Closing | Limits> {
  const checked = await untilComplete(application)
  if ('outcome' in checked) return checked
  const { from, deemed, by: checkedBy } = checked
  application.stage(application.track === 'replacement' ? 'approval' : 'examination', 'centre', 'accepted')
  const promise = application.clock('promise', { from })
  const decision = application.track === 'replacement' ? undefined : application.clock('work-permit-decision', { from })
  application.learn({ acceptedOn: localDateOf(from) })
  await application.issue('acceptance-receipt', {
    tell: 'accepted',
    data: { clock: code('promise'), ...(deemed ? { deemed } : {}) },
  })
  return { promise, decision, checkedBy }
}

/** From when the clocks of an accepted application run, and whether the law accepted it. */
export type Complete = { readonly from: Instant; readonly deemed: boolean; readonly by: Decision | undefined }

/** One round of checking: from when its five days count, and what the answer before it changed. */
type Round = { readonly from: Instant; readonly touched?: readonly string[] }

/** The papers are checked until they are complete, or deemed so; the first time the receipt goes out with it. */
export async function untilComplete(application: Permit): Promise<Closing | Complete> {
  let round: Round = { from: receipt(application) }
  for (;;) {
    const checked = await checkedOnce(application, round)
    if (!('again' in checked)) return checked
    round = checked.again
  }
}

async function checkedOnce(
  application: Permit,
  { from, touched }: Round,
): Promise<Closing | Complete | { readonly again: Round }> {
  const acceptance = application.clock('acceptance', { from })
  if (touched === undefined) await received(application)
  const check = await application.signOffWithin(acceptance, 'check-materials', {
    admit: ({ outcome, reasons }) =>
      outcome === 'incomplete' ? admitFurtherReasons(definition, reasons, touched) : undefined,
  })
  if (check === undefined) return deemedComplete(application, from)
  acceptance.met(check.at)
  if (check.outcome === 'not-ours') return await application.redirect(check)
  if (check.outcome === 'complete') return { from: check.at, deemed: false, by: check }
  const answer = await corrected(application, check)
  if (answer === undefined) return await application.lapse()
  application.stage('check', 'centre', 'received')
  return { again: { from: answer.at, touched: answer.touched } }
}

/** ALL 32: whoever hears nothing within five days is accepted from the day of receipt. */
function deemedComplete(application: Permit, from: Instant): Complete {
  application.happened({ type: 'deemed-accepted', data: { on: localDateOf(from) } })
  return { from, deemed: true, by: undefined }
}

async function received(application: Permit): Promise<void> {
  await application.issue('filing-receipt', { tell: 'received', data: { clock: code('acceptance') } })
  application.learn(await application.beside('proposals'))
}

/** One notice names everything; the answer must touch every reason given. */
async function corrected(application: Permit, { reasons, at, note, by }: Decision): Promise<Act | undefined> {
  application.stage('correction', 'applicant', 'in-correction')
  application.happened({ type: 'corrections-asked', data: { reasons, note } })
  const correction = application.clock('correction', { from: at })
  await application.issue('correction-notice', {
    tell: 'corrections-needed',
    reasons,
    note,
    data: { clock: code('correction') },
    signedBy: [{ task: 'check-materials', by }],
  })
  application.offer('ask-extension', () => {
    correction.extend(extensionDays, 'applicant', 'asked')
    application.noLonger('ask-extension')
  })
  const answer = await application.action('supply-corrections', {
    within: correction,
    admit: ({ touched }) => admitCorrections(definition, reasons, touched),
  })
  application.noLonger('ask-extension')
  if (answer === undefined) return undefined
  correction.met(answer.at)
  application.happened({ type: 'corrections-supplied', data: { touched: answer.touched.map(code) } })
  return answer
}
