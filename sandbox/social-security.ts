import { z } from 'zod'
import { operation, type System } from './engine/system.ts'

/** How long somebody paid in, and on what base against the average wage. */
export const socialSecurity: System = {
  code: 'social-security',
  title: 'Social security',
  titleZh: '社会保险经办机构',
  operations: [
    operation({
      name: 'contributions',
      method: 'POST',
      path: '/contributions/search',
      request: z.looseObject({ identityNumber: z.string().min(1) }),
      effect: 'none',
      status: 200,
      answer: () => ({ months: 24, gaps: 0, baseRatio: 2 }),
    }),
  ],
}
