import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

/** Income and tax paid in a span of months, in fen. */
export const transcript = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  months: z.number().int().min(0),
  incomeFen: z.number().int().min(0),
  taxFen: z.number().int().min(0),
})
export type Transcript = z.infer<typeof transcript>

export interface TranscriptRequest extends Asked {
  readonly identityNumber: string
  readonly from: string
  readonly to: string
}

export function createTaxService(caller: OutsideCaller) {
  return {
    transcript: ({ key, caseNumber, ...body }: TranscriptRequest): Promise<Transcript> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/transcripts/search', body, answer: transcript }),
  }
}
