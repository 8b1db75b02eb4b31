import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

/** The number of a case in the commission's docket. */
export const docket = z.object({ docketNumber: z.string().min(1).max(60) })
export type Docket = z.infer<typeof docket>

/** When the commission took the file. */
export const fileReceipt = z.object({ receivedAt: z.iso.datetime({ offset: true }) })
export type FileReceipt = z.infer<typeof fileReceipt>

/** What the tribunal tells later, by the word of the call-back. */
export const proceedings = {
  'tribunal-formed': z.object({ arbitrators: z.number().int().min(1) }),
  'hearing-fixed': z.object({ at: z.iso.datetime({ offset: true }), room: z.string().min(1) }),
  concluded: z.object({ how: z.enum(['award', 'settled', 'withdrawn', 'dismissed']) }),
} as const

export interface AcceptanceRequest extends Asked {
  readonly acceptedOn: string
  /** How many. */
  readonly claims: number
  readonly claimants: readonly string[]
  readonly respondents: readonly string[]
}

export interface FileRequest extends Asked {
  readonly docketNumber: string
  /** Number of the document `case-file`. */
  readonly fileNumber: string
  readonly sha256: string
}

export function createArbitrationCommission(caller: OutsideCaller) {
  return {
    accept: ({ key, caseNumber, ...body }: AcceptanceRequest): Promise<Docket> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/acceptances', body, answer: docket }),
    handOverFile: ({ key, caseNumber, docketNumber, ...body }: FileRequest): Promise<FileReceipt> =>
      caller.ask({
        key,
        caseNumber,
        method: 'PUT',
        path: `/files/${encodeURIComponent(docketNumber)}`,
        body,
        answer: fileReceipt,
      }),
  }
}
