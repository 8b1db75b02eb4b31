import { z } from 'zod'
import { hours, operation, type System, serial } from './engine/system.ts'

/** Asks a university abroad whether a degree is genuine; takes days. */
export const credentialVerification: System = {
  code: 'credential-verification',
  title: 'Credential verification',
  titleZh: '国外学历学位认证',
  operations: [
    operation({
      name: 'verify',
      method: 'POST',
      path: '/degrees',
      request: z.looseObject({ holder: z.looseObject({}), university: z.string().min(1), degree: z.string().min(1) }),
      effect: 'made',
      status: 202,
      answer: ({ key }) => ({ requestNumber: `XL${serial(key, 9)}` }),
      subject: (call) => call.case,
    }),
  ],
  callBacks: {
    ok: 'genuine',
    after: hours(26),
    results: {
      genuine: ({ step }) => ({ certificateNumber: serial(step, 10) }),
      'not-found': () => ({}),
      doubtful: () => ({}),
    },
  },
}
