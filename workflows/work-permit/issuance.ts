import { type Code, code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { addDays, localDateOf, parseInstant, parseLocalDate, startOfDay } from '../../domain/time/local-date.ts'
import { during } from '../kit/first-of.ts'
import type { Approval } from './approval.ts'
import { refused } from './approval.ts'
import type { Limits, Permit } from './limits.ts'

const jamsBeforeRescue = 3
const slotsShown = 3

/** Registered with the one bureau, decided by the other, printed, announced; a refusal or withdrawal on the way undoes what was done, last first. */
export async function issuance(application: Permit, limits: Limits, approval: Approval): Promise<Closing | undefined> {
  application.learn(await application.beside('grant'))
  return (
    (await registration(application, limits, approval)) ??
    (await biometrics(application, limits)) ??
    (await bureauDecision(application, limits)) ??
    (await production(application, limits, approval))
  )
}

/** The work permit; a replacement keeps its registration. A change of employer ends the old one once the new one stands. */
async function registration(application: Permit, limits: Limits, approval: Approval): Promise<Closing | undefined> {
  if (application.track === 'replacement') return undefined
  application.stage('registration', 'external')
  const undo = () => unregister(application)
  application.ifAbandoned(undo)
  const refusal = await untilRegistered(application)
  if (refusal !== undefined) {
    application.keep(undo)
    return await refused(application, limits, { ...approval, reasons: [code(refusal)] })
  }
  if (application.track === 'change-of-employer')
    await application.steps.ask('cancel-old-registration', { reason: code('change-of-employer') })
  const signedBy = signatures(approval)
  await application.issueRevocably('work-permit-notice', {
    signedBy,
    prior: 'replaced',
    ...(visitNeeded(application) ? await invitation(application) : {}),
  })
  return undefined
}

/** Who examined and who approved, as the paper names them. */
const signatures = ({ examinedBy, by }: Approval) => [
  ...(examinedBy === undefined ? [] : [{ task: 'examine', by: examinedBy.by }]),
  { task: 'approve', by },
]

/** The reason the bureau will not register it for, if it will not; a permit elsewhere may be released meanwhile. */
async function untilRegistered(application: Permit): Promise<string | undefined> {
  let asked = await application.steps.ask('register')
  while ('refused' in asked && asked.refused === 'active-permit-elsewhere') {
    const conflict = await application.signOff('resolve-conflict')
    if (conflict.outcome === 'refuse') return asked.refused
    application.steps.anew('register')
    asked = await application.steps.ask('register')
  }
  if ('refused' in asked) return asked.refused
  return 'answer' in asked ? registered(application, asked.answer) : undefined
}

function registered(application: Permit, { permitNumber }: { readonly [name: string]: unknown }): undefined {
  if (typeof permitNumber === 'string') application.learn({ workPermitNumber: code(permitNumber) })
}

/** A registration whose answer was lost is found by its key, then deleted like any other; one that was refused is none. */
async function unregister(application: Permit): Promise<void> {
  if (application.facts.workPermitNumber === undefined) {
    const asked = await application.steps.ask('register')
    if (!('answer' in asked)) return
    registered(application, asked.answer)
  }
  await application.steps.ask('cancel-registration', { reason: code('application-ended') })
}

const visitNeeded = ({ track, facts }: Permit): boolean => track !== 'replacement' && !facts.biometricsOnFile

async function invitation(application: Permit) {
  application.stage('biometrics', 'applicant')
  application.clock('biometrics')
  const slots = await application.freeSlots('biometrics', slotsShown)
  application.learn({ firstDayOffered: firstDay(slots[0]?.startsAt) })
  return {
    tell: 'biometrics-invitation',
    data: { clock: code('biometrics'), slots: slots.map(({ startsAt }) => code(startsAt)) },
  }
}

const firstDay = (startsAt: string | undefined) => {
  const instant = startsAt === undefined ? undefined : parseInstant(startsAt)
  return instant === undefined ? null : localDateOf(instant)
}

/** The one visit. The promise stands still from the midnight after the first day offered until the person has come (A). */
async function biometrics(application: Permit, { promise }: Limits): Promise<Closing | undefined> {
  if (!visitNeeded(application)) return undefined
  const within = application.running('biometrics')
  application.bookable('biometrics', true)
  const visit = await during(
    async () => {
      for (;;) {
        const recorded = await application.signOffWithin(within, 'record-biometrics')
        if (recorded?.outcome !== 'no-show') return recorded
      }
    },
    async () => {
      const offered = application.facts.firstDayOffered ?? undefined
      if (offered === undefined) return
      const midnight = startOfDay(addDays(offered, 1))
      await application.until(midnight)
      promise.pause('visit', midnight)
    },
  )
  application.bookable('biometrics', false)
  if (visit === undefined) {
    await application.undo()
    return await application.lapse()
  }
  within.met(visit.at)
  promise.resume('visit', visit.at)
  return undefined
}

/** The residence permit is the exit-entry bureau's to decide (EEL 30): approved, or asked to an interview first, or refused. */
async function bureauDecision(application: Permit, limits: Limits): Promise<Closing | undefined> {
  application.stage('bureau-decision', 'external')
  const takeBack = () => application.steps.ask('cancel-application')
  application.ifAbandoned(takeBack)
  await application.steps.ask('apply')
  const decision = application.clock('residence-decision')
  for (;;) {
    const answer = await application.steps.answerTo('apply')
    if ('how' in answer) throw new Error('the application cannot be given up')
    const at = parseInstant(answer.at) ?? application.now
    limits.promise.resume('interview', at)
    if (answer.result === 'interview-required') {
      limits.promise.pause('interview', at)
      await application.tell('interview-invitation', { data: answer.answer })
      continue
    }
    application.steps.settled('apply')
    decision.met(at)
    if (answer.result === 'approved') {
      approved(application, answer.answer)
      return undefined
    }
    limits.promise.met(at)
    // What the bureau has refused is not there any more to be taken back.
    application.keep(takeBack)
    return await refusedByBureau(application)
  }
}

function approved(application: Permit, { permitNumber, until }: { readonly [name: string]: unknown }): void {
  const permitUntil = typeof until === 'string' ? parseLocalDate(until) : undefined
  application.learn({
    ...(typeof permitNumber === 'string' ? { permitNumber: code(permitNumber) } : {}),
    ...(permitUntil === undefined ? {} : { permitUntil }),
  })
}

/** The decision is the bureau's: no second signature of ours, and everything ordered before is undone. */
async function refusedByBureau(application: Permit): Promise<Closing> {
  const reasons: readonly Code[] = [code('bureau-refused')]
  await application.undo()
  await application.issue('refusal-notice', { tell: 'refused', reasons })
  return closedAs('refused', reasons)
}

/** The permit is drawn up, its card printed; announced, it is available, and both limits are kept (ALL 44). */
async function production(application: Permit, { promise }: Limits, approval: Approval): Promise<undefined> {
  application.stage('production', 'external')
  const delivery = application.clock('delivery')
  const { permitUntil } = application.facts
  const issued = {
    data: { validUntil: permitUntil ?? null },
    signedBy: signatures(approval),
    prior: 'replaced' as const,
    ...(permitUntil === undefined ? {} : { validUntil: permitUntil }),
  }
  const document = await application.issueRevocably('residence-permit', issued)
  await printed(application, code(document ?? 'none'))
  application.noLonger('withdraw')
  application.stage('collection', application.facts.collection === 'post' ? 'external' : 'applicant')
  promise.met()
  delivery.met()
  await application.tell('permit-ready')
  return undefined
}

async function printed(application: Permit, document: Code): Promise<void> {
  for (let jams = 0; ; ) {
    await application.steps.ask('print-card', { document })
    const answer = await application.steps.answerTo('print-card')
    if ('how' in answer || answer.result === 'printed') return application.steps.settled('print-card')
    jams += 1
    if (jams > jamsBeforeRescue && (await application.steps.stuck('print-card', 'CardJammed')).how === 'resolve') return
    application.steps.anew('print-card')
  }
}
