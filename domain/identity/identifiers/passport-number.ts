import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { lengthOf, tidy } from './tidy.ts'

const RULES: readonly FaultRule<string>[] = [
  ['empty', (number) => number === ''],
  ['wrong-length', (number) => lengthOf(number) < 6 || lengthOf(number) > 9],
  ['wrong-characters', (number) => !/^(?=.*[0-9])[A-Z0-9]+$/.test(number)],
]

/** Passport number as typed. No country patterns: one known from memory would turn away real people; the MRZ proves it. */
export function checkPassportNumber(input: string): IdentifierCheck {
  const number = tidy(input)
  const fault = firstFault(RULES, number)
  return fault ? faulty(fault) : accepted(number)
}
