import { foldName } from './fold-name.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { lengthOf } from './tidy.ts'

const ALLOWED = /^[\p{L}\p{M} '\u2019\u02BC.\-\u2010\u00B7\u30FB]+$/u
// U+02BC is an apostrophe here, though Unicode counts it among the letters.
const LETTER = /(?!\u02BC)\p{L}/u

const RULES: readonly FaultRule<string>[] = [
  ['empty', (name) => name === ''],
  ['too-long', (name) => lengthOf(name) > 100],
  ['wrong-characters', (name) => !ALLOWED.test(name) || !LETTER.test(name)],
]

/** Family name or given names as the person writes them: any script, never transliterated, case never changed. */
export function checkName(input: string): IdentifierCheck {
  const name = input
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, ' ')
    .replace(/^ | $/g, '')
  const fault = firstFault(RULES, name)
  return fault ? faulty(fault) : accepted(name, { folded: foldName(name) })
}
