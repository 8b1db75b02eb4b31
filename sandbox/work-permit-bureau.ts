import { z } from 'zod'
import { dayDigits, namedOr, operation, type System, serial } from './engine/system.ts'

const registration = z.object({
  holder: z.object({ familyName: z.string(), givenNames: z.string(), passportNumber: z.string().min(1) }).loose(),
  employer: z.object({ uscc: z.string().min(1) }).loose(),
})

/** Registers a foreigner's work permit and deletes it. */
export const workPermitBureau: System = {
  code: 'work-permit-bureau',
  title: 'Work permit bureau',
  titleZh: '外国人来华工作管理部门',
  operations: [
    operation({
      name: 'register',
      method: 'POST',
      path: '/registrations',
      request: registration.loose(),
      effect: 'made',
      status: 201,
      answer: ({ key, now }) => ({ permitNumber: `19310000${dayDigits(now).slice(2)}${serial(key, 3)}` }),
      subject: ({ key, now, named }) =>
        namedOr(named.permitNumber, `19310000${dayDigits(now).slice(2)}${serial(key, 3)}`),
    }),
    operation({
      name: 'cancel',
      method: 'DELETE',
      path: '/registrations',
      request: z.object({ permitNumber: z.string().min(1), reason: z.string() }),
      effect: 'undone',
      status: 200,
      answer: ({ body }) => ({ permitNumber: body.permitNumber, state: 'deleted' }),
      subject: ({ body }) => body.permitNumber,
    }),
  ],
}
