import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { lengthOf, tidy } from './tidy.ts'

const RULES: readonly FaultRule<string>[] = [
  ['empty', (number) => number === ''],
  ['wrong-length', (number) => lengthOf(number) < 8 || lengthOf(number) > 20],
  ['wrong-characters', (number) => !/^(?=.*[0-9])[A-Z0-9]+$/.test(number)],
]

/** Work permit number as given by the bureau, which publishes no check. */
export function checkWorkPermitNumber(input: string): IdentifierCheck {
  const number = tidy(input)
  const fault = firstFault(RULES, number)
  return fault ? faulty(fault) : accepted(number)
}
