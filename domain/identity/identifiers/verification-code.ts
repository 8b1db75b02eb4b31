import { CROCKFORD_32, checkField32 } from './check-characters.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { lengthOf, tidy } from './tidy.ts'

const SHAPE = new RegExp(`^[${CROCKFORD_32}]+$`)

const RULES: readonly FaultRule<string>[] = [
  ['empty', (code) => code === ''],
  ['wrong-length', (code) => lengthOf(code) !== 16],
  ['wrong-characters', (code) => !SHAPE.test(code)],
  ['wrong-check', (code) => checkField32(code.slice(0, 15)) !== code.charAt(15)],
]

/** Verification code of a paper, `XXXX-XXXX-XXXX-XXXX`; alone among identifiers, `O` is read as `0`, `I` and `L` as `1`. */
export function checkVerificationCode(input: string): IdentifierCheck {
  const code = tidy(input).replaceAll('O', '0').replace(/[IL]/g, '1')
  const fault = firstFault(RULES, code)
  return fault ? faulty(fault) : accepted(inGroups(code))
}

/**
 * The verification code of 75 random bits, given as 15 values 0–31 (chance is the caller's, the domain has none), with its
 * check character, in groups of four. Throws a `RangeError` for anything else.
 */
export function verificationCode(random: readonly number[]): string {
  const wrong = random.length !== 15 || random.some((value) => !Number.isInteger(value) || value < 0 || value > 31)
  if (wrong) throw new RangeError('verification code: needs 15 whole numbers from 0 to 31')
  const body = random.map((value) => CROCKFORD_32.charAt(value)).join('')
  return inGroups(body + checkField32(body))
}

function inGroups(code: string): string {
  return [0, 4, 8, 12].map((start) => code.slice(start, start + 4)).join('-')
}
