import { z } from 'zod'
import { instantText } from './engine/clock.ts'
import { operation, type System, serial } from './engine/system.ts'

/** Takes orders that the person pays elsewhere, and gives money back. */
export const paymentGateway: System = {
  code: 'payment-gateway',
  title: 'Payment gateway',
  titleZh: '支付平台',
  operations: [
    operation({
      name: 'order',
      method: 'POST',
      path: '/orders',
      request: z.looseObject({
        amountFen: z.number().int().positive(),
        purpose: z.string().min(1),
        dueOn: z.iso.date(),
      }),
      effect: 'made',
      status: 202,
      answer: ({ key }) => ({ orderNumber: `ZF${serial(key, 10)}` }),
      subject: (call) => call.case,
      kept: ({ body }) => ({ amountFen: body.amountFen }),
    }),
    operation({
      name: 'refund',
      method: 'POST',
      path: '/orders/:reference/refunds',
      request: z.object({ reference: z.string(), amountFen: z.number().int().positive() }),
      effect: 'undone',
      status: 200,
      answer: ({ body, key }) => ({ refundNumber: `TK${serial(key, 10)}`, amountFen: body.amountFen }),
      subject: ({ body }) => body.reference,
    }),
  ],
  callBacks: {
    ok: 'paid',
    after: null,
    results: {
      paid: ({ now, kept }) => ({ ...kept, paidAt: instantText(now) }),
      expired: () => ({}),
    },
  },
}
