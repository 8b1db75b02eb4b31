import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'
import { type Undone, undoneOnTheWire } from './done.ts'
import type { OutsidePerson } from './person.ts'

/** The bureau took the application; its decision comes by call-back. */
export const application = z.object({ applicationNumber: z.string().min(1).max(40) })
export type Application = z.infer<typeof application>

const instant = z.iso.datetime({ offset: true })

/** The bureau's decisions, by the word of the call-back. */
export const decisions = {
  approved: z.object({ permitNumber: z.string().min(1).max(40), until: z.iso.date() }),
  'interview-required': z.object({ at: instant, place: z.string().min(1) }),
  refused: z.object({ code: z.string().min(1) }),
} as const

/** How far it is, when asked; `result` as in the call-back. */
export const applicationState = z.discriminatedUnion('result', [
  z.object({ result: z.literal('pending') }),
  z.object({ result: z.literal('withdrawn') }),
  z.object({ result: z.literal('unknown') }),
  z.object({ result: z.literal('approved'), ...decisions.approved.shape }),
  z.object({ result: z.literal('interview-required'), ...decisions['interview-required'].shape }),
  z.object({ result: z.literal('refused'), ...decisions.refused.shape }),
])
export type ApplicationState = z.infer<typeof applicationState>

/** The bureau calls `state` what we call `result`. */
const onTheWire = z
  .looseObject({ state: z.string() })
  .transform(({ state, ...rest }) => ({ ...rest, result: state }))
  .pipe(applicationState)

export interface ApplicationRequest extends Asked {
  readonly applicant: OutsidePerson & { readonly passportExpiresOn: string }
  readonly workPermitNumber?: string
  readonly requestedUntil?: string
  readonly reason: 'new' | 'renewal' | 'change-of-employer' | 'replacement' | 'cancellation'
}

export function createExitEntryBureau(caller: OutsideCaller) {
  const own = (caseNumber: string): string => `/applications/${encodeURIComponent(caseNumber)}`
  return {
    apply: ({ key, caseNumber, ...body }: ApplicationRequest): Promise<Application> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/applications', body, answer: application }),
    cancel: (asked: Asked): Promise<Undone> =>
      caller.ask({ ...asked, method: 'DELETE', path: own(asked.caseNumber), answer: undoneOnTheWire }),
    state: (asked: Asked): Promise<ApplicationState> =>
      caller.ask({ ...asked, method: 'GET', path: own(asked.caseNumber), answer: onTheWire }),
  }
}
