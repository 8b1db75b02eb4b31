import { z } from 'zod'
import { minutes, operation, type System, serial } from './engine/system.ts'

/** Prints permit cards. */
export const cardPrinter: System = {
  code: 'card-printer',
  title: 'Card printer',
  titleZh: '制证设备',
  operations: [
    operation({
      name: 'print',
      method: 'POST',
      path: '/jobs',
      request: z.looseObject({ documentNumber: z.string().min(1) }),
      effect: 'made',
      status: 202,
      answer: ({ key }) => ({ jobNumber: `KP${serial(key, 8)}` }),
      subject: ({ key }) => key,
    }),
  ],
  callBacks: {
    ok: 'printed',
    after: minutes(2),
    results: { printed: ({ step }) => ({ cardNumber: serial(step, 10) }), jammed: () => ({}) },
  },
}
