import { code } from '../../domain/case/codes.ts'
import { factsAt } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { type Instant, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import type { Decision } from '../kit/index.ts'
import { both, type Limits, type Permit } from './limits.ts'

/** A decision of two: who examined (or checked, for a replacement), who approved. */
export type Approval = Decision & { readonly examinedBy: Decision | undefined }

/** Examined by one officer, approved by another; sent back as often as the second one sees fit. */
export async function untilApproved(application: Permit, limits: Limits): Promise<Approval> {
  const isReplacement = application.track === 'replacement'
  let first = isReplacement ? limits.checkedBy : await examined(application, limits)
  for (;;) {
    const approved = await secondSignature(application, limits, first)
    if (approved.outcome !== 'return') {
      limits.decision?.met(approved.at)
      return { ...approved, examinedBy: first }
    }
    first = isReplacement ? await checkedAgain(application, limits) : await examined(application, limits)
  }
}

/** Never by the officer of the first signature. */
async function secondSignature(application: Permit, limits: Limits, first: Decision | undefined): Promise<Decision> {
  application.stage('approval', 'centre')
  const offered = await offeredByTerm(application)
  return await application.signOff('approve', {
    notBy: first?.persons ?? [],
    toward: both(limits),
    ...offered,
  })
}

/** EEL 30: where no permit of ninety days is left, only refusal is offered. */
async function offeredByTerm(application: Permit) {
  if (application.track === 'replacement') return {}
  const { approvableUntil } = await application.beside('term')
  const isTooShort = (on: Instant) => typeof approvableUntil !== 'string' || localDateOf(on) > approvableUntil
  if (isTooShort(application.now)) return { offered: ['refuse'] }
  return {
    admit: ({ outcome, at }: { readonly outcome: string; readonly at: string }) =>
      outcome === 'grant' && isTooShort(parseInstant(at) ?? application.now)
        ? refuse('outcome-not-offered')
        : undefined,
  }
}

/** A replacement that was sent back is checked again; whoever checks last does not approve. */
async function checkedAgain(application: Permit, limits: Limits): Promise<Decision> {
  application.stage('check', 'centre')
  return await application.signOff('check-materials', { offered: ['complete'], toward: both(limits) })
}

/** One officer examines; the time that an expert needs is not counted (ALL 45). */
async function examined(application: Permit, limits: Limits): Promise<Decision> {
  for (;;) {
    application.stage('examination', 'centre')
    const decision = await application.signOff('examine', { toward: both(limits) })
    await assess(application, decision)
    if (decision.outcome !== 'expert-review') return decision
    for (const clock of both(limits)) clock.pause('expert-review', decision.at)
    await application.tell('expert-review')
    const opinion = await application.signOff('expert-opinion')
    application.learn({ expertOpinion: code(opinion.outcome) })
    for (const clock of both(limits)) clock.resume('expert-review', opinion.at)
  }
}

/** Points and category by what the officer found over what the form says, on the day of acceptance. */
async function assess(application: Permit, { data }: Decision): Promise<void> {
  const found = { ...factsAt(application.facts, 'findings'), ...factsAt(data, 'findings') }
  if (Object.keys(found).length > 0) application.learn({ findings: found })
  const { acceptedOn } = application.facts
  application.learn(await application.beside('assess', acceptedOn === undefined ? {} : { acceptedOn }))
}

/** Refused by two: the letter says why, and the way to reconsideration and court. */
export async function refused(
  application: Permit,
  limits: Limits,
  { reasons, at, by, examinedBy, note }: Pick<Approval, 'reasons' | 'at' | 'by' | 'examinedBy' | 'note'>,
): Promise<Closing> {
  limits.promise.met(at)
  limits.decision?.met(at)
  await application.undo()
  const signedBy = [
    ...(examinedBy === undefined ? [] : [{ task: 'examine', by: examinedBy.by }]),
    { task: 'approve', by },
  ]
  await application.issue('refusal-notice', { tell: 'refused', reasons, signedBy, note })
  return closedAs('refused', reasons)
}
