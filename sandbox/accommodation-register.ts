import { z } from 'zod'
import { instantText } from './engine/clock.ts'
import { type Call, dayDigits, operation, type System, serial } from './engine/system.ts'

const search = z.object({ passportNumber: z.string().min(1), purpose: z.enum(['own-stay', 'permit']) })

/** Where foreigners stay. Others' permits find a stay by default; one's own is there once it was declared. */
export const accommodationRegister: System = {
  code: 'accommodation-register',
  title: 'Accommodation register',
  titleZh: '境外人员住宿登记系统',
  operations: [
    operation({
      name: 'look-up',
      method: 'POST',
      path: '/registrations/search',
      request: search,
      effect: 'none',
      status: 200,
      answer: found,
    }),
    operation({
      name: 'register',
      method: 'POST',
      path: '/registrations',
      request: z.looseObject({ guest: z.looseObject({ passportNumber: z.string().min(1) }) }),
      effect: 'made',
      status: 201,
      answer: ({ key, now }) => stay(key, now),
      subject: ({ body }) => body.guest.passportNumber,
    }),
    operation({
      name: 'hand-over',
      method: 'POST',
      path: '/declarations',
      request: z.looseObject({ passportNumber: z.string().min(1) }),
      // The person declares their own stay there: nothing that we made, and not for a script to stop.
      effect: 'neither',
      unscripted: true,
      status: 201,
      answer: ({ key }) => ({ declaration: serial(key, 12) }),
      subject: ({ body }) => body.passportNumber,
    }),
    operation({
      name: 'remove',
      method: 'DELETE',
      path: '/registrations',
      request: z.object({ slipNumber: z.string().min(1) }),
      effect: 'undone',
      status: 200,
      answer: ({ body }) => ({ slipNumber: body.slipNumber, state: 'deleted' }),
      subject: ({ body, effects }) => passportOf(body.slipNumber, effects),
    }),
  ],
}

function stay(key: string, now: number): Record<string, unknown> {
  return {
    registered: true,
    since: instantText(now),
    addressId: `CN-${serial(key, 4)}-${serial(`${key}.`, 2)}`,
    slipNumber: slipOf(key, now),
  }
}

function slipOf(key: string, now: number): string {
  return `HQ${dayDigits(now)}${serial(key, 5)}`
}

function passportOf(slipNumber: string, effects: Call<unknown>['effects']): string {
  return effects.find((done) => slipOf(done.step, done.at) === slipNumber)?.subject ?? slipNumber
}

function found({ body, effects, now, named }: Call<z.infer<typeof search>>): Record<string, unknown> {
  const declared = effects.findLast(
    (done) => done.subject === body.passportNumber && done.counts !== 'undone' && !done.undone,
  )
  const registered = named.registered ?? (declared !== undefined || body.purpose === 'permit')
  if (registered !== true) return { registered: false }
  return declared ? stay(declared.step, declared.at) : stay(body.passportNumber, now - 30 * 24 * 3_600_000)
}
