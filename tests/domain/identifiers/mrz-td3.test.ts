import { describe, expect, test } from '@jest/globals'
import { check731 } from '../../../domain/identity/identifiers/check-characters.ts'
import { checkIdentifier } from '../../../domain/identity/identifiers/check-identifier.ts'
import { parseLocalDate } from '../../../domain/time/local-date.ts'

const ON = parseLocalDate('2026-11-24')

type Fields = Partial<Record<'start' | 'name' | 'number' | 'state' | 'birth' | 'sex' | 'expiry' | 'optional', string>>

/** A zone whose check digits are right, whatever its fields are. */
function zone(fields: Fields): readonly string[] {
  const { start = 'P<UTO', name = 'DOE<<ANN', number = 'X1234567', state = 'UTO' } = fields
  const { birth = '900101', sex = 'F', expiry = '310101', optional = '' } = fields
  const checked = (field: string): string => field + check731(field)
  const first = `${start}${name.padEnd(39, '<')}`
  const numbered = checked(number.padEnd(9, '<'))
  const [born, expires, extra] = [checked(birth), checked(expiry), checked(optional.padEnd(14, '<'))]
  return [first, `${numbered}${state}${born}${sex}${expires}${extra}${check731(numbered + born + expires + extra)}`]
}

function told(input: string | readonly string[]): unknown {
  const check = checkIdentifier('mrz-td3', input, ON)
  return check.valid ? check.parts : check.code
}

describe('A machine-readable zone is refused for the first fault of its rule', () => {
  test.each([
    ['nothing', [' ', ''], 'empty'],
    ['an empty text', '', 'empty'],
    ['three lines', [...zone({}), 'X'.repeat(44)], 'wrong-length'],
    ['87 characters', zone({}).join('').slice(1), 'wrong-length'],
    ['a blank inside', [`P UTO${'<'.repeat(39)}`, '<'.repeat(44)], 'wrong-characters'],
    ['a digit as subtype', zone({ start: 'P1UTO' }), 'wrong-characters'],
    ['a visa with a digit in its name', zone({ start: 'V<UTO', name: 'D0E' }), 'not-a-passport'],
    ['a filler before the state', zone({ start: 'P<<TO' }), 'wrong-structure'],
    ['no state', zone({ start: 'P<<<<' }), 'wrong-structure'],
    ['no nationality', zone({ state: '<<<' }), 'wrong-structure'],
    ['a filler inside the number', zone({ number: 'X12<4567' }), 'wrong-structure'],
    ['no number', zone({ number: '' }), 'wrong-structure'],
    ['another sex', zone({ sex: 'X' }), 'wrong-structure'],
    ['a birth month unknown', zone({ birth: '90<<<<' }), 'birth-date-incomplete'],
    ['a birth date wholly unknown', zone({ birth: '<<<<<<' }), 'birth-date-incomplete'],
    ['a birth date that is none', zone({ birth: '900230', expiry: '310231' }), 'no-such-date'],
    ['29 February of neither century', zone({ birth: '270229' }), 'no-such-date'],
    ['no name', zone({ name: '' }), 'wrong-name'],
    ['no family name', zone({ name: '<<ANN' }), 'wrong-name'],
    ['a family name after a filler', zone({ name: '<DOE<<ANN' }), 'wrong-name'],
    ['a third part', zone({ name: 'DOE<<ANN<<LEE' }), 'wrong-name'],
    ['given names after a filler', zone({ name: 'DOE<<<ANN' }), 'wrong-name'],
    ['a wrong date and a wrong name', zone({ name: '<<ANN', birth: '900230' }), 'no-such-date'],
  ])('%s: %s', (_, input, expected) => {
    expect(told(input)).toBe(expected)
  })

  test('A wrong check digit of the optional data is named before the composite one', () => {
    const [first = '', second = ''] = zone({ optional: 'AB12' })
    const check = Number(second.charAt(42))
    const wrong = `${second.slice(0, 42)}${(check + 1) % 10}${second.slice(43)}`
    expect(told([first, wrong])).toBe('wrong-check-optional')
    expect(told([first, `${second.slice(0, 42)}<${second.slice(43)}`])).toBe('wrong-check-optional')
  })
})

describe('A machine-readable zone is read into its parts', () => {
  test.each([
    ['a subtype', { start: 'PDUTO' }, { subtype: 'D' }],
    ['Germany', { start: 'P<D<<', state: 'D<<' }, { issuingState: 'DEU', nationality: 'DEU' }],
    ['a two-letter state', { state: 'EU<' }, { nationality: 'EU' }],
    ["ICAO's own code", { state: 'XXA' }, { nationality: 'XXA' }],
    ['sex not told', { sex: '<' }, { sex: 'X' }],
    ['born on the day of the check', { birth: '261124' }, { birthDate: '2026-11-24' }],
    ['born a day later', { birth: '261125' }, { birthDate: '1926-11-25' }],
    ['29 February of 2000', { birth: '000229' }, { birthDate: '2000-02-29' }],
    ['long expired', { expiry: '000101' }, { expiresOn: '2000-01-01' }],
    ['fillers inside the optional data', { optional: 'A<1' }, { optionalData: 'A<1' }],
    ['a name that fills the field', { name: `${'A'.repeat(18)}<<${'B'.repeat(19)}` }, { nameTruncated: true }],
    ['a name one short of it', { name: `${'A'.repeat(18)}<<${'B'.repeat(18)}` }, { nameTruncated: false }],
    ['several names', { name: 'VAN<DER<MEER<<ANNA<LIES' }, { familyName: 'VAN DER MEER', givenNames: 'ANNA LIES' }],
  ])('%s', (_, fields, expected) => {
    expect(told(zone(fields))).toMatchObject(expected)
  })

  test('Full-width characters, lower case and any line break are read alike', () => {
    const expected = told(zone({}))
    const wide = zone({}).map((line) =>
      Array.from(line, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)).join(''),
    )
    for (const input of [zone({}).join('\r'), zone({}).join('\n\n'), zone({}).join('').toLowerCase(), wide]) {
      expect(told(input)).toEqual(expected)
    }
  })
})
