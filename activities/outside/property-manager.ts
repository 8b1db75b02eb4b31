import { z } from 'zod'
import type { Asked, OutsideCaller, Refused } from './call.ts'
import { type Undone, undoneOnTheWire } from './done.ts'

/** Keys that lie ready. */
export const keys = z.object({ keyNumber: z.string().min(1).max(40) })
export type Keys = z.infer<typeof keys>

const refusals = ['not-available'] as const
export type KeysRefusal = (typeof refusals)[number]

export interface KeysRequest extends Asked {
  readonly apartment: string
  /** Local date of moving in. */
  readonly from: string
}

export function createPropertyManager(caller: OutsideCaller) {
  return {
    keys: ({ key, caseNumber, ...body }: KeysRequest): Promise<Keys | Refused<KeysRefusal>> =>
      caller.askRefusable({ key, caseNumber, method: 'POST', path: '/keys', body, answer: keys, refusals }),
    takeBack: (asked: Asked): Promise<Undone> =>
      caller.ask({
        ...asked,
        method: 'DELETE',
        path: `/keys/${encodeURIComponent(asked.caseNumber)}`,
        answer: undoneOnTheWire,
      }),
  }
}
