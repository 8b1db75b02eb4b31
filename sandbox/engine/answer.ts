import { z } from 'zod'

const hours = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

const duration = z.string().refine((text) => hours.test(text) && /\d/.test(text), 'an ISO 8601 duration such as PT26H')

/** What a coming call gets. */
export const answer = z.union([
  z.enum(['ok', 'time-out', 'unavailable', 'nonsense', 'unauthorized', 'lost', 'rate-limited']),
  z.strictObject({ refusal: z.string().min(1) }),
  z.strictObject({ ok: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    'pending-then': z.string().min(1),
    after: duration,
    data: z.record(z.string(), z.unknown()).optional(),
  }),
])
export type Answer = z.infer<typeof answer>

/** Milliseconds of an ISO 8601 duration without years and months (those have no fixed length). */
export function millisOf(text: string): number {
  const [, days = '0', hour = '0', minutes = '0', seconds = '0'] = hours.exec(text) ?? []
  return (((Number(days) * 24 + Number(hour)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
