/** Why an identifier is not accepted; a faulty input has exactly one, the first that applies in the order of its rule. */
export type IdentifierFault =
  | 'empty'
  | 'wrong-length'
  | 'wrong-characters'
  | 'wrong-structure'
  | 'wrong-check'
  | 'unknown-region'
  | 'unknown-kind'
  | 'wrong-nationality'
  | 'no-such-date'
  | 'date-in-future'
  | 'not-a-passport'
  | 'wrong-check-number'
  | 'wrong-check-birth'
  | 'wrong-check-expiry'
  | 'wrong-check-optional'
  | 'wrong-check-composite'
  | 'birth-date-incomplete'
  | 'wrong-name'
  | 'country-code-missing'
  | 'trunk-zero'
  | 'too-long'
  | 'not-comparable'
  | 'order-swapped'
  | 'different'

/** What an identifier tells by itself, such as a birth date or a region; `{}` where its rule names none. */
export type IdentifierParts = Readonly<Record<string, string | number | boolean>>

/** An accepted identifier: how it is written from now on (not for a name match) and what it tells. */
export type AcceptedIdentifier = {
  readonly valid: true
  readonly normalised?: string
  readonly parts: IdentifierParts
}

/** An identifier that is not accepted, with its one fault. */
export type FaultyIdentifier = { readonly valid: false; readonly code: IdentifierFault }

/** The answer to every check of an identifier. */
export type IdentifierCheck = AcceptedIdentifier | FaultyIdentifier

/** One rule: the fault, and the condition under which the value has it. */
export type FaultRule<Value> = readonly [fault: IdentifierFault, applies: (value: Value) => boolean]

/** The first fault of a value by rules in their order; later rules may rely on the earlier ones. */
export function firstFault<Value>(rules: readonly FaultRule<Value>[], value: Value): IdentifierFault | undefined {
  return rules.find(([, applies]) => applies(value))?.[0]
}

/** The answer for an accepted identifier. */
export function accepted(normalised: string, parts: IdentifierParts = {}): AcceptedIdentifier {
  return { valid: true, normalised, parts }
}

/** The answer for a faulty identifier. */
export function faulty(code: IdentifierFault): FaultyIdentifier {
  return { valid: false, code }
}
