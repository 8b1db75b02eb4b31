import { describe, expect, test } from '@jest/globals'
import { check731, checkBase31, checkMod11 } from '../../../domain/identity/identifiers/check-characters.ts'
import { checkIdentifier } from '../../../domain/identity/identifiers/check-identifier.ts'
import type { IdentifierCheck } from '../../../domain/identity/identifiers/identifier-check.ts'
import { parseLocalDate } from '../../../domain/time/local-date.ts'

const ON = parseLocalDate('2026-11-24')

function told(check: IdentifierCheck): string {
  return check.valid ? (check.normalised ?? String(check.parts['how'])) : check.code
}

function rid(body: string): string {
  return body + checkMod11(body)
}

describe('Tidying removes what people put between groups and guesses nothing else', () => {
  test.each([
    ['uscc', '\uFEFF91310115\u00ADMA1TE5T009\u200B', '91310115MA1TE5T009'],
    ['uscc', '9131\u20110115\u2212MA1T\u2014E5T0\u206009', '91310115MA1TE5T009'],
    ['uscc', '\u3000', 'empty'],
    ['uscc', '', 'empty'],
    ['uscc', '9131011５MA1TE5T00O', 'wrong-characters'],
    ['uscc', `91310115MA1TE5T00${'\u{1F600}'}`, 'wrong-characters'],
    ['uscc', 'I1310115MA1TE5T009', 'wrong-characters'],
    ['passport-number', 'a12345', 'A12345'],
    ['passport-number', '123456789', '123456789'],
    ['passport-number', 'A1234_', 'wrong-characters'],
    ['passport-number', 'ſ12345', 'S12345'],
    ['work-permit-number', 'AAAAAAAA', 'wrong-characters'],
    ['work-permit-number', '123456789012345678901', 'wrong-length'],
    ['work-permit-number', '\u2010 -', 'empty'],
  ] as const)('%s %j becomes %s', (type, input, expected) => {
    expect(told(checkIdentifier(type, input))).toBe(expected)
  })
})

describe('The first fault of a citizen number is told, in the order of the rule', () => {
  test.each([
    [rid('99011519991301001'), 'unknown-region'],
    [rid('31011519991301001'), 'no-such-date'],
    [rid('31011518991231001'), 'no-such-date'],
    [rid('31011521000229001'), 'no-such-date'],
    [rid('31011520270101001'), 'date-in-future'],
    [rid('83000020000229002'), rid('83000020000229002')],
    ['31011519900228001A', 'wrong-characters'],
    ['3101151990022800', 'wrong-length'],
    ['X10115199002280012', 'wrong-characters'],
  ])('%s: %s', (input, expected) => {
    expect(told(checkIdentifier('resident-id', input, ON))).toBe(expected)
  })

  test('Without a day to judge by, no date is refused for lying in the future', () => {
    expect(checkIdentifier('resident-id', rid('31011520990101001')).valid).toBe(true)
  })
})

describe('Both cards of permanent residents are told apart by their length', () => {
  const old = (body: string): string => body + check731(body)
  test.each([
    [rid('83115619811303900'), 'wrong-structure'],
    [rid('99915619811303900'), 'unknown-region'],
    [rid('93100019811303900'), 'wrong-nationality'],
    [rid('93112420261125900'), 'date-in-future'],
    [old('CHN99007904159'), 'wrong-nationality'],
    [old('DEU99007904159'), 'unknown-region'],
    [old('DEU31007902309'), 'no-such-date'],
    [old('DEU31002611259'), old('DEU31002611259')],
    ['DE1310079041592', 'wrong-characters'],
    ['931124X98108039006', 'wrong-characters'],
    ['  ', 'empty'],
  ])('%s: %s', (input, expected) => {
    expect(told(checkIdentifier('permanent-resident-id', input, ON))).toBe(expected)
  })

  test('A two-digit year in the future is read in the century before', () => {
    const check = checkIdentifier('permanent-resident-id', old('DEU31002611259'), ON)
    expect(check.valid && check.parts['birthDate']).toBe('1926-11-25')
  })
})

describe('Case numbers and phone numbers are refused for the first fault of their rule', () => {
  const number = (body: string): string => body + checkBase31(body)
  test.each([
    [number('W2019000001'), 'wrong-structure'],
    [number('W2100000001'), 'wrong-structure'],
    [number('P2099999999'), `P-2099-999999-${number('P2099999999').slice(11)}`],
    [number('02026000001'), 'unknown-kind'],
    ['W20260001237I', 'wrong-length'],
    ['W2026000123I', 'wrong-characters'],
    ['WA026000123H', 'wrong-characters'],
    ['\u200B', 'empty'],
  ])('case number %s: %s', (input, expected) => {
    expect(told(checkIdentifier('case-number', input))).toBe(expected)
  })

  test.each([
    ['', 'empty'],
    [' ( ) . -', 'empty'],
    ['+', 'wrong-length'],
    ['00', 'wrong-length'],
    ['++49300000000', 'wrong-characters'],
    ['49+300000000', 'wrong-characters'],
    ['+٤٩٣٠٠٠٠٠٠٠', 'wrong-characters'],
    ['＋４９ （30） 000‐0000', '+49300000000'],
    ['+049300000', 'wrong-structure'],
    ['000049300000', 'wrong-structure'],
    ['+123456', 'wrong-length'],
    ['+1234567', '+1234567'],
    ['+123456789012345', '+123456789012345'],
    ['+86 010 5555 0000', 'trunk-zero'],
    ['+86 10 5555 0000', '+861055550000'],
    ['+86 10 5555 000', 'wrong-structure'],
    ['+86 12 5555 00000', 'wrong-structure'],
    ['+86 120 0000 0000', 'wrong-structure'],
    ['+86 21 5555 0000', '+862155550000'],
    ['12000000000', 'country-code-missing'],
    ['8613800000000', 'country-code-missing'],
    ['19900000000', '+8619900000000'],
    ['008613800000000', '+8613800000000'],
  ])('phone %j: %s', (input, expected) => {
    expect(told(checkIdentifier('phone', input))).toBe(expected)
  })
})
