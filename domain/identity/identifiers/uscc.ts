import { BASE_31, checkBase31 } from './check-characters.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { lengthOf, tidy } from './tidy.ts'

const SHAPE = new RegExp(`^[${BASE_31}]{2}[0-9]{6}[${BASE_31}]{10}$`)

const RULES: readonly FaultRule<string>[] = [
  ['empty', (code) => code === ''],
  ['wrong-length', (code) => lengthOf(code) !== 18],
  ['wrong-characters', (code) => !SHAPE.test(code)],
  ['wrong-check', (code) => checkBase31(code.slice(0, 17)) !== code.charAt(17)],
]

/**
 * Unified Social Credit Code of an organisation, 统一社会信用代码 (GB 32100-2015). Unknown departments and regions, and the
 * organisation code's own check digit, are not refused: issued codes fail them.
 */
export function checkUscc(input: string): IdentifierCheck {
  const code = tidy(input)
  const fault = firstFault(RULES, code)
  if (fault) return faulty(fault)
  return accepted(code, {
    department: code.charAt(0),
    category: code.charAt(1),
    region: code.slice(2, 8),
    organisation: code.slice(8, 17),
  })
}
