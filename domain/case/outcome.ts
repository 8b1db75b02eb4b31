import type { Code } from './codes.ts'
import { code } from './codes.ts'

/** How a case can end. */
export const outcomes = [
  'granted',
  'refused',
  'redirected',
  'withdrawn',
  'lapsed',
  'settled',
  'concluded',
  'not-allocated',
] as const

export type Outcome = (typeof outcomes)[number]

/** The end of a case and the codes of its reasons. */
export type Closing = { readonly outcome: Outcome; readonly reasons: readonly Code[] }

/** The case ends so. */
export const closedAs = (outcome: Outcome, reasons: readonly (Code | string)[] = []): Closing => ({
  outcome,
  reasons: reasons.map(code),
})
