import { z } from 'zod'
import { instantText } from './engine/clock.ts'
import { operation, type System, serial } from './engine/system.ts'

const about = z.union([z.object({ respondent: z.number().int().min(0) }), z.object({ party: z.string() })])

/** Carries letters; says who took them, or why they came back, when told to. */
export const postalService: System = {
  code: 'postal-service',
  title: 'Postal service',
  titleZh: '邮政',
  operations: [
    operation({
      name: 'ship',
      method: 'POST',
      path: '/shipments',
      request: z.looseObject({
        recipient: z.looseObject({ name: z.string().min(1), address: z.string().min(1) }),
        contents: z.string().min(1),
        about: about.optional(),
      }),
      effect: 'made',
      status: 201,
      answer: ({ key }) => ({ trackingNumber: `EV${serial(key, 9)}CN` }),
      subject: ({ key }) => key,
      kept: ({ body }) => body.about ?? {},
    }),
  ],
  callBacks: {
    ok: 'delivered',
    after: null,
    results: {
      delivered: ({ now, kept }) => ({ ...kept, at: instantText(now), to: 'addressee' }),
      returned: ({ kept }) => ({ ...kept, reason: 'not-at-home' }),
    },
  },
}
