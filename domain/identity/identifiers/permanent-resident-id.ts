import type { LocalDate } from '../../time/local-date.ts'
import { check731, checkMod11 } from './check-characters.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { BIRTH_DATE_RULES, birthDateFromDigits, dateFromDigits, type WrittenBirthDate } from './identifier-dates.ts'
import { inKnownProvince } from './province.ts'
import { lengthOf, tidy } from './tidy.ts'

type Written = WrittenBirthDate & { readonly number: string }

const RULES_OF_2023: readonly FaultRule<Written>[] = [
  ['wrong-characters', ({ number }) => !/^[0-9]{17}[0-9X]$/.test(number)],
  ['wrong-structure', ({ number }) => !number.startsWith('9')],
  ['unknown-region', ({ number }) => !inKnownProvince(number.slice(1, 3))],
  ['wrong-nationality', ({ number }) => ['000', '156'].includes(number.slice(3, 6))],
  ...BIRTH_DATE_RULES,
  ['wrong-check', ({ number }) => checkMod11(number.slice(0, 17)) !== number.charAt(17)],
]

const RULES_OF_2004: readonly FaultRule<Written>[] = [
  ['wrong-characters', ({ number }) => !/^[A-Z]{3}[0-9]{12}$/.test(number)],
  ['wrong-nationality', ({ number }) => number.startsWith('CHN')],
  ['unknown-region', ({ number }) => !inKnownProvince(number.slice(3, 5))],
  ['no-such-date', ({ birth, onDate }) => birthDateFromDigits(birth, onDate) === undefined],
  ['wrong-check', ({ number }) => check731(number.slice(0, 14)) !== number.charAt(14)],
]

/** Foreign Permanent Resident ID Card, 外国人永久居留身份证: the card of 2023 (18 characters) or the older one (15). */
export function checkPermanentResidentId(input: string, onDate?: LocalDate): IdentifierCheck {
  const number = tidy(input)
  if (number === '') return faulty('empty')
  if (lengthOf(number) === 18) return checkCardOf2023(number, onDate)
  if (lengthOf(number) === 15) return checkCardOf2004(number, onDate)
  return faulty('wrong-length')
}

function checkCardOf2023(number: string, onDate: LocalDate | undefined): IdentifierCheck {
  const birth = number.slice(6, 14)
  const fault = firstFault(RULES_OF_2023, { number, birth, onDate })
  if (fault) return faulty(fault)
  return accepted(number, {
    form: '2023',
    region: number.slice(1, 3),
    nationalityNumeric: number.slice(3, 6),
    birthDate: dateFromDigits(birth) ?? '',
    sequence: number.slice(14, 17),
  })
}

function checkCardOf2004(number: string, onDate: LocalDate | undefined): IdentifierCheck {
  const birth = number.slice(7, 13)
  const fault = firstFault(RULES_OF_2004, { number, birth, onDate })
  if (fault) return faulty(fault)
  return accepted(number, {
    form: '2004',
    nationality: number.slice(0, 3),
    region: number.slice(3, 7),
    birthDate: birthDateFromDigits(birth, onDate) ?? '',
    sequence: number.charAt(13),
  })
}
