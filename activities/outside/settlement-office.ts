import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'
import { type Undone, undoneOnTheWire } from './done.ts'
import type { OutsidePerson } from './person.ts'

/** The dossier was taken; the decision comes by call-back. */
export const dossier = z.object({ dossierNumber: z.string().min(1).max(40) })
export type Dossier = z.infer<typeof dossier>

/** The office's decisions, by the word of the call-back. */
export const officeDecisions = {
  approved: z.object({ number: z.string().min(1).max(40) }),
  refused: z.object({ codes: z.array(z.string().min(1)).min(1) }),
  returned: z.object({ missing: z.array(z.string().min(1)).min(1) }),
} as const

export interface DossierRequest extends Asked {
  readonly applicant: OutsidePerson
  readonly track: 'returnee-household' | 'talent-residence'
  readonly family: readonly { readonly relation: string; readonly familyName: string; readonly givenNames: string }[]
  /** Types of the papers that go with it. */
  readonly materials: readonly string[]
}

export function createSettlementOffice(caller: OutsideCaller) {
  return {
    submit: ({ key, caseNumber, ...body }: DossierRequest): Promise<Dossier> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/dossiers', body, answer: dossier }),
    takeBack: (asked: Asked): Promise<Undone> =>
      caller.ask({
        ...asked,
        method: 'DELETE',
        path: `/dossiers/${encodeURIComponent(asked.caseNumber)}`,
        answer: undoneOnTheWire,
      }),
  }
}
