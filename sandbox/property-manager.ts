import { z } from 'zod'
import { operation, type System, serial } from './engine/system.ts'

/** Prepares the keys of an apartment and takes them back. */
export const propertyManager: System = {
  code: 'property-manager',
  title: 'Property manager',
  titleZh: '物业',
  operations: [
    operation({
      name: 'keys',
      method: 'POST',
      path: '/keys',
      request: z.looseObject({ apartment: z.string().min(1), from: z.iso.date() }),
      effect: 'made',
      status: 201,
      answer: ({ key }) => ({ keyNumber: `YS${serial(key, 6)}` }),
      subject: (call) => call.case,
    }),
    operation({
      name: 'take-back',
      method: 'DELETE',
      path: '/keys/:reference',
      request: z.object({ reference: z.string() }),
      effect: 'undone',
      status: 200,
      answer: () => ({ state: 'taken-back' }),
      subject: ({ body }) => body.reference,
    }),
  ],
}
