import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'

/** An order the person has yet to pay. */
export const order = z.object({ orderNumber: z.string().min(1).max(40) })
export type Order = z.infer<typeof order>

/** Money given back, in fen. */
export const refund = z.object({ refundNumber: z.string().min(1).max(40), amountFen: z.number().int().positive() })
export type Refund = z.infer<typeof refund>

/** What became of an order, by the word of the call-back. */
export const payments = {
  paid: z.object({
    amountFen: z.number().int().positive().optional(),
    paidAt: z.iso.datetime({ offset: true }).optional(),
  }),
  expired: z.object({}),
} as const

export interface OrderRequest extends Asked {
  readonly amountFen: number
  /** A code: `deposit`. */
  readonly purpose: string
  readonly dueOn: string
}

export function createPaymentGateway(caller: OutsideCaller) {
  return {
    order: ({ key, caseNumber, ...body }: OrderRequest): Promise<Order> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/orders', body, answer: order }),
    /** Of the case's order, whole or in part. */
    refund: ({ key, caseNumber, ...body }: Asked & { readonly amountFen: number }): Promise<Refund> =>
      caller.ask({
        key,
        caseNumber,
        method: 'POST',
        path: `/orders/${encodeURIComponent(caseNumber)}/refunds`,
        body,
        answer: refund,
      }),
  }
}
