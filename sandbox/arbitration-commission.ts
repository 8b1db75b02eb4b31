import { z } from 'zod'
import { instantText } from './engine/clock.ts'
import { hours, operation, type System, serial } from './engine/system.ts'

/** Takes accepted cases into its docket, later the file; what its tribunal does then, it says when told to. */
export const arbitrationCommission: System = {
  code: 'arbitration-commission',
  title: 'Arbitration commission',
  titleZh: '劳动人事争议仲裁委员会',
  operations: [
    operation({
      name: 'accept',
      method: 'POST',
      path: '/acceptances',
      request: z.looseObject({ acceptedOn: z.iso.date(), claims: z.number().int().min(0) }),
      effect: 'made',
      status: 201,
      answer: ({ key, now }) => ({ docketNumber: docketOf(key, now) }),
      subject: (call) => call.case,
    }),
    operation({
      name: 'hand-over-file',
      method: 'PUT',
      path: '/files/:docketNumber',
      request: z.looseObject({
        docketNumber: z.string().min(1),
        fileNumber: z.string().min(1),
        sha256: z.string().min(1),
      }),
      effect: 'made',
      status: 200,
      answer: ({ body, now }) => ({ docketNumber: body.docketNumber, receivedAt: instantText(now) }),
      subject: (call) => call.case,
    }),
  ],
  callBacks: {
    ok: 'concluded',
    after: null,
    results: {
      'tribunal-formed': () => ({ arbitrators: 1 }),
      'hearing-fixed': ({ now }) => ({ at: instantText(now + hours(24 * 14)), room: '3' }),
      concluded: () => ({ how: 'award' }),
    },
  },
}

function docketOf(key: string, now: number): string {
  return `长劳人仲(${instantText(now).slice(0, 4)})办字第${serial(key, 5)}号`
}
