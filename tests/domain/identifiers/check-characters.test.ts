import { describe, expect, test } from '@jest/globals'
import { caseNumber } from '../../../domain/identity/identifiers/case-number.ts'
import { BASE_31, CROCKFORD_32 } from '../../../domain/identity/identifiers/check-characters.ts'
import { checkIdentifier } from '../../../domain/identity/identifiers/check-identifier.ts'
import { verificationCode } from '../../../domain/identity/identifiers/verification-code.ts'

/** Numbers that look random and are the same in every run. */
function row(seed: number): (sides: number) => number {
  let x = seed
  return (sides) => {
    x = (1_664_525 * x + 1_013_904_223) % 2 ** 32
    return Math.floor((x * sides) / 2 ** 32)
  }
}

function replaced(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1)
}

function singleErrors(text: string, alphabet: string): readonly string[] {
  return Array.from(text).flatMap((right, index) =>
    Array.from(alphabet)
      .filter((other) => other !== right)
      .map((other) => replaced(text, index, other)),
  )
}

/** The text with two of its characters exchanged, each pair no farther apart than told, where that makes another text. */
function exchanges(text: string, farthest: number): readonly string[] {
  const pairs = Array.from(text).flatMap((_, one) => {
    const others = Array.from({ length: Math.min(farthest, text.length - 1 - one) }, (__, index) => one + 1 + index)
    return others.map((other) => replaced(replaced(text, one, text.charAt(other)), other, text.charAt(one)))
  })
  return pairs.filter((pair) => pair !== text)
}

describe('Our case numbers', () => {
  const die = row(1)
  const numbers = Array.from({ length: 40 }, () =>
    caseNumber({ letter: 'W', year: 2020 + die(80), sequence: 1 + die(999_999) }),
  )

  test('A number that is built is accepted as it is written', () => {
    for (const number of numbers)
      expect(checkIdentifier('case-number', number)).toMatchObject({ valid: true, normalised: number })
    expect(caseNumber({ letter: 'W', year: 2026, sequence: 123 })).toBe('W-2026-000123-H')
  })

  test('Every single wrong character and every exchange of neighbours is caught', () => {
    const wrong = numbers
      .map((number) => number.replaceAll('-', ''))
      .flatMap((bare) => [...singleErrors(bare, BASE_31), ...exchanges(bare, 1)])
    expect(wrong.length).toBeGreaterThan(10_000)
    expect(wrong.filter((number) => checkIdentifier('case-number', number).valid)).toEqual([])
  })

  test.each([
    { letter: 'W', year: 2019, sequence: 1 },
    { letter: 'W', year: 2100, sequence: 1 },
    { letter: 'W', year: 2026, sequence: 0 },
    { letter: 'W', year: 2026, sequence: 1_000_000 },
    { letter: 'W', year: 2026, sequence: 1.5 },
  ] as const)('No number is built from %j', (parts) => {
    expect(() => caseNumber(parts)).toThrow(RangeError)
  })
})

describe('Verification codes', () => {
  const die = row(2)
  const codes = Array.from({ length: 20 }, () => verificationCode(Array.from({ length: 15 }, () => die(32))))

  test('A code that is built is accepted as it is shown', () => {
    for (const code of codes) {
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(checkIdentifier('verification-code', code)).toEqual({ valid: true, normalised: code, parts: {} })
    }
  })

  test('Every single wrong character and every exchange of any two is caught', () => {
    const wrong = codes
      .map((code) => code.replaceAll('-', ''))
      .flatMap((bare) => [...singleErrors(bare, CROCKFORD_32), ...exchanges(bare, 15)])
    expect(wrong.length).toBeGreaterThan(10_000)
    expect(wrong.filter((code) => checkIdentifier('verification-code', code).valid)).toEqual([])
  })

  test.each([[[]], [[32, ...Array(14).fill(0)]], [Array(16).fill(0)], [[-1, ...Array(14).fill(0)]]])(
    'No code is built from %j',
    (random) => {
      expect(() => verificationCode(random)).toThrow(RangeError)
    },
  )
})
