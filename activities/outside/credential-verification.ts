import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'
import type { OutsidePerson } from './person.ts'

/** The question was taken; the answer comes by call-back in one to three days. */
export const verification = z.object({ requestNumber: z.string().min(1).max(40) })
export type Verification = z.infer<typeof verification>

/** What is said of a degree, by the word of the call-back. */
export const findings = {
  genuine: z.object({ certificateNumber: z.string().optional() }),
  'not-found': z.object({}),
  doubtful: z.object({}),
} as const

export interface VerificationRequest extends Asked {
  readonly holder: OutsidePerson
  readonly country: string
  readonly university: string
  readonly degree: string
  readonly from?: string
  readonly to?: string
}

export function createCredentialVerification(caller: OutsideCaller) {
  return {
    verify: ({ key, caseNumber, ...body }: VerificationRequest): Promise<Verification> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/degrees', body, answer: verification }),
  }
}
