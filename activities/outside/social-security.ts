import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

/** Months paid in, months missing in between, and the base as a multiple of the average wage. */
export const contributions = z.object({
  months: z.number().int().min(0),
  gaps: z.number().int().min(0),
  baseRatio: z.number().min(0),
})
export type Contributions = z.infer<typeof contributions>

export function createSocialSecurity(caller: OutsideCaller) {
  return {
    /** By resident id or passport number. */
    contributions: ({
      key,
      caseNumber,
      ...body
    }: Asked & { readonly identityNumber: string }): Promise<Contributions> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/contributions/search', body, answer: contributions }),
  }
}
