import { z } from 'zod'
import type { Asked, OutsideCaller, Refused } from './call.ts'
import { type Undone, undoneOnTheWire } from './done.ts'
import type { OutsidePerson } from './person.ts'

/** The bureau's number of a registered work permit. */
export const registration = z.object({ permitNumber: z.string().min(1).max(40) })
export type Registration = z.infer<typeof registration>

const refusals = ['active-permit-elsewhere', 'quota-exhausted'] as const
export type RegistrationRefusal = (typeof refusals)[number]

export interface RegistrationRequest extends Asked {
  readonly holder: OutsidePerson
  readonly employer: { readonly name: string; readonly uscc: string }
  readonly position: { readonly title: string; readonly startsOn: string; readonly endsOn: string }
  readonly category?: 'A' | 'B' | 'C'
  readonly validUntil?: string
}

export function createWorkPermitBureau(caller: OutsideCaller) {
  return {
    register: ({
      key,
      caseNumber,
      ...body
    }: RegistrationRequest): Promise<Registration | Refused<RegistrationRefusal>> =>
      caller.askRefusable({
        key,
        caseNumber,
        method: 'POST',
        path: '/registrations',
        body,
        answer: registration,
        refusals,
      }),
    /** Deletes a registration, ours or an earlier employer's; deleting it twice is the same as once. */
    cancel: ({
      key,
      caseNumber,
      ...body
    }: Asked & { readonly permitNumber: string; readonly reason: string }): Promise<Undone> =>
      caller.ask({ key, caseNumber, method: 'DELETE', path: '/registrations', body, answer: undoneOnTheWire }),
  }
}
