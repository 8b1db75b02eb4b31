import type { LocalDate } from '../../time/local-date.ts'
import { checkMod11 } from './check-characters.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { BIRTH_DATE_RULES, dateFromDigits, type WrittenBirthDate } from './identifier-dates.ts'
import { inKnownProvince } from './province.ts'
import { lengthOf, tidy } from './tidy.ts'

type Written = WrittenBirthDate & { readonly number: string }

const RULES: readonly FaultRule<Written>[] = [
  ['empty', ({ number }) => number === ''],
  ['wrong-length', ({ number }) => lengthOf(number) !== 18],
  ['wrong-characters', ({ number }) => !/^[0-9]{17}[0-9X]$/.test(number)],
  ['unknown-region', ({ number }) => !inKnownProvince(number)],
  ...BIRTH_DATE_RULES,
  ['wrong-check', ({ number }) => checkMod11(number.slice(0, 17)) !== number.charAt(17)],
]

/** Citizen identity number, 公民身份号码 (GB 11643-1999), 18 characters; the form of 15 digits is out of use since 2013. */
export function checkResidentId(input: string, onDate?: LocalDate): IdentifierCheck {
  const number = tidy(input)
  const birth = number.slice(6, 14)
  const fault = firstFault(RULES, { number, birth, onDate })
  if (fault) return faulty(fault)
  return accepted(number, {
    region: number.slice(0, 6),
    birthDate: dateFromDigits(birth) ?? '',
    sequence: number.slice(14, 17),
    sex: Number(number.charAt(16)) % 2 === 1 ? 'M' : 'F',
  })
}
