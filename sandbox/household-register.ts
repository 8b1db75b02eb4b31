import { z } from 'zod'
import { dayDigits, namedOr, operation, type System, serial } from './engine/system.ts'

/** Registers who moves into a household, person by person. */
export const householdRegister: System = {
  code: 'household-register',
  title: 'Household register',
  titleZh: '户籍登记机关',
  operations: [
    operation({
      name: 'move-in',
      method: 'POST',
      path: '/move-ins',
      request: z.looseObject({ person: z.looseObject({}), address: z.string().min(1), ownerKind: z.string().min(1) }),
      effect: 'made',
      status: 201,
      answer: ({ key, now }) => ({ moveInNumber: numberOf(key, now) }),
      subject: ({ key, now, named }) => namedOr(named.moveInNumber, numberOf(key, now)),
    }),
    operation({
      name: 'undo-move-in',
      method: 'DELETE',
      path: '/move-ins',
      request: z.object({ moveInNumber: z.string().min(1) }),
      effect: 'undone',
      status: 200,
      answer: ({ body }) => ({ moveInNumber: body.moveInNumber, state: 'deleted' }),
      subject: ({ body }) => body.moveInNumber,
    }),
  ],
}

function numberOf(key: string, now: number): string {
  return `QR${dayDigits(now)}${serial(key, 5)}`
}
