import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

/** The number by which a letter can be followed. */
export const shipment = z.object({ trackingNumber: z.string().min(1).max(40) })
export type Shipment = z.infer<typeof shipment>

/** Which of several recipients of one case a letter was for. */
const about = { respondent: z.number().int().min(0).optional(), party: z.string().min(1).optional() }

/** What became of a letter, by the word of the call-back. */
export const deliveries = {
  delivered: z.object({ ...about, at: z.iso.datetime({ offset: true }), to: z.string().min(1) }),
  returned: z.object({ ...about, reason: z.string().min(1) }),
} as const

export interface ShipmentRequest extends Asked {
  readonly recipient: { readonly name: string; readonly address: string; readonly phone?: string }
  /** A code: `residence-permit`, `respondent-notice`, … */
  readonly contents: string
  /** Comes back with the call-back. */
  readonly about?: { readonly respondent: number } | { readonly party: string }
}

export function createPostalService(caller: OutsideCaller) {
  return {
    ship: ({ key, caseNumber, ...body }: ShipmentRequest): Promise<Shipment> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/shipments', body, answer: shipment }),
  }
}
