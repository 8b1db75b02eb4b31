import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

/** A card that waits to be printed. */
export const job = z.object({ jobNumber: z.string().min(1).max(40) })
export type Job = z.infer<typeof job>

/** What became of it, by the word of the call-back. */
export const prints = {
  printed: z.object({ cardNumber: z.string().optional() }),
  jammed: z.object({}),
} as const

export interface PrintRequest extends Asked {
  /** Of the document `residence-permit`. */
  readonly documentNumber: string
  readonly holder?: { readonly familyName: string; readonly givenNames: string }
  readonly validUntil?: string
}

export function createCardPrinter(caller: OutsideCaller) {
  return {
    print: ({ key, caseNumber, ...body }: PrintRequest): Promise<Job> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/jobs', body, answer: job }),
  }
}
