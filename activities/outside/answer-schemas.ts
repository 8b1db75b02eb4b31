import { z } from 'zod'
import { handedOver, registeredStay, stay } from './accommodation-register.ts'
import { docket, fileReceipt } from './arbitration-commission.ts'
import { callBackResults } from './call-back-schemas.ts'
import { job } from './card-printer.ts'
import { verification } from './credential-verification.ts'
import { undone } from './done.ts'
import { company } from './enterprise-registry.ts'
import { application, applicationState } from './exit-entry-bureau.ts'
import { moveIn } from './household-register.ts'
import type { OutsideSystem } from './names.ts'
import { order, refund } from './payment-gateway.ts'
import { shipment } from './postal-service.ts'
import { keys } from './property-manager.ts'
import { dossier } from './settlement-office.ts'
import { contributions } from './social-security.ts'
import { transcript } from './tax-service.ts'
import { registration } from './work-permit-bureau.ts'

/** A form that takes nothing besides its fields: what a person types is never dropped silently. */
const form = (schema: z.ZodObject) => z.strictObject(schema.shape)

/** What would have come by call-back, typed by hand: its word beside its data. */
const told = (words: Readonly<Record<string, z.ZodObject>>) =>
  Object.entries(words).map(([result, data]) => z.strictObject({ result: z.literal(result), ...data.shape }))

/** The number under which it was taken, or at once what was decided. */
const takenOrTold = (taken: z.ZodObject, words: Readonly<Record<string, z.ZodObject>>) =>
  z.union([form(taken), ...told(words)])

/** The form in which an answer obtained by hand is entered, by system and step: what the step's own function returns. */
export const answerSchemas = {
  'enterprise-registry': {
    company: z.union(company.options.map(form)),
  },
  'work-permit-bureau': { register: form(registration), cancel: form(undone) },
  'exit-entry-bureau': {
    apply: takenOrTold(application, callBackResults['exit-entry-bureau']),
    cancel: form(undone),
    state: z.union(applicationState.options.map(form)),
  },
  'accommodation-register': {
    lookUp: z.union(stay.options.map(form)),
    register: form(registeredStay),
    handOver: form(handedOver),
    remove: form(undone),
  },
  'social-security': { contributions: form(contributions) },
  'tax-service': { transcript: form(transcript) },
  'credential-verification': { verify: takenOrTold(verification, callBackResults['credential-verification']) },
  'settlement-office': {
    submit: takenOrTold(dossier, callBackResults['settlement-office']),
    takeBack: form(undone),
  },
  'household-register': { moveIn: form(moveIn), undoMoveIn: form(undone) },
  'arbitration-commission': { accept: form(docket), handOverFile: form(fileReceipt) },
  'postal-service': { ship: takenOrTold(shipment, callBackResults['postal-service']) },
  'property-manager': { keys: form(keys), takeBack: form(undone) },
  'payment-gateway': { order: takenOrTold(order, callBackResults['payment-gateway']), refund: form(refund) },
  'card-printer': { print: takenOrTold(job, callBackResults['card-printer']) },
} as const satisfies Record<OutsideSystem, Readonly<Record<string, z.ZodType>>>
