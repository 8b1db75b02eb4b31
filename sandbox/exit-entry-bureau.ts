import { z } from 'zod'
import { instantText } from './engine/clock.ts'
import { type Circumstances, hours, operation, type System, serial, yearsLater } from './engine/system.ts'

/** Decides on residence permits, in its own time. */
export const exitEntryBureau: System = {
  code: 'exit-entry-bureau',
  title: 'Exit and entry bureau',
  titleZh: '出入境管理局',
  operations: [
    operation({
      name: 'apply',
      method: 'POST',
      path: '/applications',
      request: z.looseObject({
        applicant: z.looseObject({ passportNumber: z.string().min(1) }),
        requestedUntil: z.iso.date().optional(),
      }),
      effect: 'made',
      status: 202,
      answer: ({ key }) => ({ applicationNumber: `SQ${serial(key, 9)}` }),
      subject: (call) => call.case,
      kept: ({ body }) => (body.requestedUntil === undefined ? {} : { until: body.requestedUntil }),
    }),
    operation({
      name: 'cancel',
      method: 'DELETE',
      path: '/applications/:reference',
      request: z.object({ reference: z.string() }),
      effect: 'undone',
      status: 200,
      answer: () => ({ state: 'withdrawn' }),
      subject: ({ body }) => body.reference,
    }),
    operation({
      name: 'state',
      method: 'GET',
      path: '/applications/:reference',
      request: z.object({ reference: z.string() }),
      effect: 'none',
      status: 200,
      answer: ({ body, effects }) => stateOf(body.reference, effects),
    }),
  ],
  callBacks: {
    ok: 'approved',
    after: hours(24),
    results: {
      approved: ({ step, now, kept }) => ({
        permitNumber: `JL${serial(step, 8)}`,
        until: kept.until ?? yearsLater(now, 1),
      }),
      'interview-required': ({ now }) => ({ at: instantText(now + hours(72)), place: '民生路1500号' }),
      refused: () => ({ code: 'bureau-refused' }),
    },
  },
}

function stateOf(reference: string, effects: Circumstances['effects']): Record<string, unknown> {
  const application = effects.findLast((done) => done.operation === 'apply' && done.subject === reference)
  if (!application) return { state: 'unknown' }
  if (application.undone) return { state: 'withdrawn' }
  return application.decided ? { state: application.decided.result, ...application.decided.data } : { state: 'pending' }
}
