import { z } from 'zod'
import { proceedings } from './arbitration-commission.ts'
import { prints } from './card-printer.ts'
import { findings } from './credential-verification.ts'
import { decisions } from './exit-entry-bureau.ts'
import type { OutsideSystem } from './names.ts'
import { payments } from './payment-gateway.ts'
import { deliveries } from './postal-service.ts'
import { officeDecisions } from './settlement-office.ts'

/** What every call-back says, whatever the system. */
export const callBackBody = z.object({
  /** Case number; null in a bounce, which knows none. */
  case: z.string().min(1).nullable(),
  /** Idempotency-Key of the call it answers; null when it answers none. */
  step: z.string().min(1).nullable(),
  result: z.string().min(1).max(60),
  /** Office instant at which it was decided there. */
  at: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
})
export type CallBackBody = z.infer<typeof callBackBody>

const bounces = { bounced: z.object({ messageId: z.string().min(1), returnPath: z.string() }) } as const

/** Words and data of each system that calls back; `mail` is the mail server's bounce. */
export const callBackResults = {
  'exit-entry-bureau': decisions,
  'credential-verification': findings,
  'settlement-office': officeDecisions,
  'arbitration-commission': proceedings,
  'postal-service': deliveries,
  'payment-gateway': payments,
  'card-printer': prints,
  mail: bounces,
} as const satisfies Partial<Record<OutsideSystem | 'mail', Readonly<Record<string, z.ZodObject>>>>

export type CallBackSystem = keyof typeof callBackResults

/** Whether a system of this name calls back at all. */
export function callsBack(system: string): system is CallBackSystem {
  return Object.hasOwn(callBackResults, system)
}

/** The data of a call-back, read by the schema of its word; a word the system has not, or data that does not fit, is undefined. */
export function readCallBack(
  system: CallBackSystem,
  body: CallBackBody,
): Readonly<Record<string, unknown>> | undefined {
  const words: Readonly<Record<string, z.ZodObject>> = callBackResults[system]
  return Object.hasOwn(words, body.result) ? words[body.result]?.safeParse(body.data).data : undefined
}
