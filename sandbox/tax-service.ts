import { z } from 'zod'
import { operation, type System } from './engine/system.ts'

/** What somebody earned and paid in a span of months. */
export const taxService: System = {
  code: 'tax-service',
  title: 'Tax service',
  titleZh: '税务机关',
  operations: [
    operation({
      name: 'transcript',
      method: 'POST',
      path: '/transcripts/search',
      request: z.looseObject({ identityNumber: z.string().min(1), from: z.iso.date(), to: z.iso.date() }),
      effect: 'none',
      status: 200,
      answer: ({ body }) => ({ from: body.from, to: body.to, months: 12, incomeFen: 60_000_000, taxFen: 9_000_000 }),
    }),
  ],
}
