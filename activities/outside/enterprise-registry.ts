import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

const known = z.object({
  state: z.enum(['active', 'deregistered', 'abnormal']),
  name: z.string().min(1),
  district: z.string().regex(/^\d{6}$/),
})
const unknown = z.object({ state: z.literal('not-found') })

/** What the registry says of a company; `not-found` is an answer too. */
export const company = z.discriminatedUnion('state', [known, unknown])
export type Company = z.infer<typeof company>

export function createEnterpriseRegistry(caller: OutsideCaller) {
  return {
    /** By unified social credit code. */
    company: async ({ uscc, ...asked }: Asked & { readonly uscc: string }): Promise<Company> => {
      const path = `/companies/${encodeURIComponent(uscc)}`
      const refusals = ['not-found'] as const
      const said = await caller.askRefusable({ ...asked, method: 'GET', path, answer: company, refusals })
      return 'refused' in said ? { state: said.refused } : said
    },
  }
}
