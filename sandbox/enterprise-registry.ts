import { z } from 'zod'
import { operation, type System } from './engine/system.ts'

/** Says of a company, by its unified social credit code, whether it may act, what it is called and where it sits. */
export const enterpriseRegistry: System = {
  code: 'enterprise-registry',
  title: 'Enterprise registry',
  titleZh: '企业登记机关',
  operations: [
    operation({
      name: 'company',
      method: 'GET',
      path: '/companies/:uscc',
      request: z.object({ uscc: z.string().min(1) }),
      effect: 'none',
      status: 200,
      answer: ({ body, named }) =>
        named.state === 'not-found'
          ? { uscc: body.uscc }
          : { uscc: body.uscc, state: 'active', name: `上海示例企业${body.uscc.slice(-4)}`, district: '310105' },
    }),
  ],
}
