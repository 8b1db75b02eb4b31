import { z } from 'zod'
import type { Asked, OutsideCaller, Refused } from './call.ts'
import { type Undone, undoneOnTheWire } from './done.ts'

/** The number under which one person moved in. */
export const moveIn = z.object({ moveInNumber: z.string().min(1).max(40) })
export type MoveIn = z.infer<typeof moveIn>

const refusals = ['address-not-available'] as const
export type MoveInRefusal = (typeof refusals)[number]

export interface MoveInRequest extends Asked {
  readonly person: {
    readonly familyName: string
    readonly givenNames: string
    readonly birthDate: string
    readonly residentId?: string
  }
  readonly address: string
  readonly ownerKind: string
  /** The settlement office's approval. */
  readonly approvalNumber?: string
}

export function createHouseholdRegister(caller: OutsideCaller) {
  return {
    /** One person; a family is as many calls with keys of their own. */
    moveIn: ({ key, caseNumber, ...body }: MoveInRequest): Promise<MoveIn | Refused<MoveInRefusal>> =>
      caller.askRefusable({ key, caseNumber, method: 'POST', path: '/move-ins', body, answer: moveIn, refusals }),
    undoMoveIn: ({ key, caseNumber, ...body }: Asked & { readonly moveInNumber: string }): Promise<Undone> =>
      caller.ask({ key, caseNumber, method: 'DELETE', path: '/move-ins', body, answer: undoneOnTheWire }),
  }
}
