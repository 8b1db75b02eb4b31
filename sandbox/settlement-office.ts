import { z } from 'zod'
import { dayDigits, minutes, operation, type System, serial } from './engine/system.ts'

/** Approves settlements on the centre's dossier, or sends it back for what is missing. */
export const settlementOffice: System = {
  code: 'settlement-office',
  title: 'Settlement office',
  titleZh: '落户审批部门',
  operations: [
    operation({
      name: 'submit',
      method: 'POST',
      path: '/dossiers',
      request: z.looseObject({ applicant: z.looseObject({}), track: z.string().min(1) }),
      effect: 'made',
      status: 202,
      answer: ({ key }) => ({ dossierNumber: `DA${serial(key, 8)}` }),
      subject: (call) => call.case,
    }),
    operation({
      name: 'take-back',
      method: 'DELETE',
      path: '/dossiers/:reference',
      request: z.object({ reference: z.string() }),
      effect: 'undone',
      status: 200,
      answer: () => ({ state: 'taken-back' }),
      subject: ({ body }) => body.reference,
    }),
  ],
  callBacks: {
    ok: 'approved',
    after: minutes(2),
    results: {
      approved: ({ step, now }) => ({ number: `LH${dayDigits(now)}${serial(step, 4)}` }),
      refused: () => ({ codes: ['office-refused'] }),
      returned: () => ({ missing: ['transcript'] }),
    },
  },
}
