import type { LocalDate } from '../../time/local-date.ts'
import { check731 } from './check-characters.ts'
import { accepted, type FaultRule, faulty, firstFault, type IdentifierCheck } from './identifier-check.ts'
import { birthDateFromDigits, dateFromDigits } from './identifier-dates.ts'
import { type MrzFields, readMrzFields, readMrzLines } from './mrz-fields.ts'
import { readMrzName } from './mrz-name.ts'
import { lengthOf } from './tidy.ts'

type Lines = readonly string[]
type Zone = MrzFields & { readonly onDate: LocalDate | undefined }

const STATE = /^[A-Z]+<*$/

const RULES_OF_LINES: readonly FaultRule<Lines>[] = [
  ['empty', (lines) => lines.length === 0],
  ['wrong-length', (lines) => lines.length !== 2 || lines.some((line) => lengthOf(line) !== 44)],
  ['wrong-characters', (lines) => lines.some((line) => !/^[A-Z0-9<]+$/.test(line))],
  ['not-a-passport', ([first = '']) => !first.startsWith('P')],
  ['wrong-characters', ([first = '']) => /[0-9]/.test(first)],
]

const RULES_OF_FIELDS: readonly FaultRule<Zone>[] = [
  ['wrong-structure', (zone) => !STATE.test(zone.issuingState) || !STATE.test(zone.nationality)],
  ['wrong-structure', (zone) => !/^[A-Z0-9]+<*$/.test(zone.number)],
  ['wrong-structure', (zone) => !/^[0-9<]{6}$/.test(zone.birth) || !/^[0-9]{6}$/.test(zone.expiry)],
  ['wrong-structure', (zone) => !/^[MF<]$/.test(zone.sex)],
  ['wrong-check-number', (zone) => check731(zone.number) !== zone.numberCheck],
  ['wrong-check-birth', (zone) => check731(zone.birth) !== zone.birthCheck],
  ['wrong-check-expiry', (zone) => check731(zone.expiry) !== zone.expiryCheck],
  ['wrong-check-optional', (zone) => !isOptionalCheck(zone)],
  ['wrong-check-composite', (zone) => check731(zone.composite) !== zone.compositeCheck],
  ['birth-date-incomplete', (zone) => zone.birth.includes('<')],
  ['no-such-date', (zone) => birthDateFromDigits(zone.birth, zone.onDate) === undefined],
  ['no-such-date', (zone) => expiryDate(zone) === undefined],
  ['wrong-name', (zone) => readMrzName(zone.name) === undefined],
]

/**
 * Machine-readable zone of a passport (ICAO Doc 9303-3 and -4), two lines of 44 characters. `normalised` is both lines
 * joined by a line feed. An expired passport is valid here.
 */
export function checkMrzTd3(input: string | readonly string[], onDate?: LocalDate): IdentifierCheck {
  const lines = readMrzLines(input)
  const faultOfLines = firstFault(RULES_OF_LINES, lines)
  if (faultOfLines) return faulty(faultOfLines)

  const [first = '', second = ''] = lines
  const zone = { ...readMrzFields(first, second), onDate }
  const fault = firstFault(RULES_OF_FIELDS, zone)
  if (fault) return faulty(fault)
  return accepted(`${first}\n${second}`, {
    ...readMrzName(zone.name),
    subtype: withoutFillers(zone.subtype),
    issuingState: state(zone.issuingState),
    passportNumber: withoutFillers(zone.number),
    nationality: state(zone.nationality),
    birthDate: birthDateFromDigits(zone.birth, onDate) ?? '',
    sex: zone.sex === '<' ? 'X' : zone.sex,
    expiresOn: expiryDate(zone) ?? '',
    optionalData: withoutFillers(zone.optional),
  })
}

// Optional data of fillers alone may leave their check digit out.
function isOptionalCheck({ optional, optionalCheck }: MrzFields): boolean {
  return check731(optional) === optionalCheck || (/^<+$/.test(optional) && optionalCheck === '<')
}

function expiryDate({ expiry }: MrzFields): LocalDate | undefined {
  return dateFromDigits(`20${expiry}`)
}

// Germany prints one letter; ICAO's own codes (GBN, UNO, XXA) stay as they are.
function state(field: string): string {
  return field === 'D<<' ? 'DEU' : withoutFillers(field)
}

function withoutFillers(field: string): string {
  return field.replace(/<+$/, '')
}
