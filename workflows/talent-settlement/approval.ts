import { code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { type Instant, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import type { Decision } from '../kit/index.ts'
import { assess, type Credential } from './credential.ts'
import { type Approval, both, type Limits, met, type Settlement, signatures } from './limits.ts'

/** Examined by one officer, approved by another; sent back as often as the second one sees fit. */
export async function untilApproved(
  application: Settlement,
  limits: Limits,
  credential: Credential,
): Promise<Approval> {
  for (;;) {
    const examinedBy = await examined(application, limits, credential)
    const approved = await secondSignature(application, limits)
    if (approved.outcome !== 'return') return { ...approved, examinedBy }
  }
}

/** An objection turned out to be founded: refused by the second officer, or sent back to be examined anew. */
export async function afterObjection(
  application: Settlement,
  limits: Limits,
  founded: { readonly approval: Approval; readonly objection: Decision },
): Promise<Approval | undefined> {
  const approved = await secondSignature(application, limits, founded.objection)
  return approved.outcome === 'refuse' ? { ...approved, examinedBy: founded.approval.examinedBy } : undefined
}

/** One officer examines, once the university has answered; a question to the applicant does not stop the promise (A). */
async function examined(application: Settlement, limits: Limits, credential: Credential): Promise<Decision> {
  for (;;) {
    application.stage('examination', 'centre')
    await assess(application)
    const decision = await application.signOff('examine', {
      toward: both(limits),
      admit: () => (credential.isAnswered() ? undefined : refuse('not-ready')),
    })
    if (decision.outcome !== 'clarify') return decision
    application.stage('examination', 'applicant')
    await application.tell('question', { note: decision.note, data: { said: true } })
    await application.action('answer-question')
  }
}

/** Never by whoever examined, nor by whoever saw the originals in the call, nor by whoever found an objection founded. */
async function secondSignature(application: Settlement, limits: Limits, objection?: Decision): Promise<Decision> {
  application.stage('approval', 'centre')
  const notBy = [...application.signers('examine', 'verify-originals'), ...(objection?.persons ?? [])]
  const rule = objection === undefined ? await offeredByTerm(application) : { offered: ['refuse', 'return'] }
  const about = objection === undefined ? {} : { about: { finding: code('objection-founded') } }
  return await application.signOff('approve', { notBy, toward: both(limits), ...rule, ...about })
}

type ByTerm = {
  readonly offered?: readonly string[]
  readonly admit?: (request: { readonly outcome: string; readonly at: string }) => Refusal | undefined
}

/** Where no year is left by contract and passport, only a refusal is offered. */
async function offeredByTerm(application: Settlement): Promise<ByTerm> {
  if (application.track !== 'talent-residence') return {}
  const { grantableUntil } = await application.beside('term')
  const isTooShort = (on: Instant) => typeof grantableUntil !== 'string' || localDateOf(on) > grantableUntil
  if (isTooShort(application.now)) return { offered: ['refuse'] }
  return {
    admit: ({ outcome, at }) =>
      outcome === 'grant' && isTooShort(parseInstant(at) ?? application.now)
        ? refuse('outcome-not-offered')
        : undefined,
  }
}

/** Refused by two: what was reserved or made public is undone, and the letter says why. */
export async function refused(application: Settlement, limits: Limits, approval: Approval): Promise<Closing> {
  const { reasons, note, at } = approval
  met(limits, at)
  await application.undo()
  await application.issue('refusal-notice', { tell: 'refused', reasons, note, signedBy: signatures(approval) })
  return closedAs('refused', reasons)
}
