import { describe, expect, test } from '@jest/globals'
import { checkIdentifier } from '../../../domain/identity/identifiers/check-identifier.ts'
import { expandedFoldName, foldName } from '../../../domain/identity/identifiers/fold-name.ts'
import { matchNames } from '../../../domain/identity/identifiers/name-match.ts'

describe('A name is kept as its owner writes it', () => {
  test.each([
    ['  Jean\u00A0\u3000 Luc\t', 'Jean Luc'],
    ['E\u0301mile', 'Émile'],
    ["D'Arcy-O\u2019Neil St. \u02BCAli", "D'Arcy-O\u2019Neil St. \u02BCAli"],
    ['ジャン・リュック', 'ジャン・リュック'],
    ['نور', 'نور'],
  ])('%j is %s', (input, expected) => {
    expect(checkIdentifier('name', input)).toMatchObject({ valid: true, normalised: expected })
  })

  test.each([
    ['', 'empty'],
    [' \u2003 ', 'empty'],
    ['\u02BC', 'wrong-characters'],
    ["-.'", 'wrong-characters'],
    ['A\u200BB', 'wrong-characters'],
    ['Ann\u0662', 'wrong-characters'],
    ['Ann, Lee', 'wrong-characters'],
    ['Ⅷ', 'wrong-characters'],
    [`${'1'.repeat(101)}`, 'too-long'],
  ])('%j is refused: %s', (input, code) => {
    expect(checkIdentifier('name', input)).toEqual({ valid: false, code })
  })

  test('A hundred characters beyond the basic plane are a hundred, not two hundred', () => {
    expect(checkIdentifier('name', '\u{20BB7}'.repeat(100)).valid).toBe(true)
    expect(checkIdentifier('name', '\u{20BB7}'.repeat(101))).toEqual({ valid: false, code: 'too-long' })
  })
})

describe('Names are folded for comparison only', () => {
  test.each([
    ['Weiß', 'WEISS', 'WEISS'],
    ['WEIẞ', 'WEISS', 'WEISS'],
    ['Søren Åsmund', 'SORENASMUND', 'SOERENAASMUND'],
    ['Müller-Lüdenscheidt', 'MULLERLUDENSCHEIDT', 'MUELLERLUEDENSCHEIDT'],
    ['Mu\u0308ller', 'MULLER', 'MUELLER'],
    ['Łukasz Đorđe Þór', 'LUKASZDORDETHOR', 'LUKASZDORDETHOR'],
    ['ıĸŋŧħœæð', 'IKNTHOEAED', 'IKNTHOEAED'],
    ['Ǿ', 'O', 'O'],
    ['Ǽ', 'AE', 'AE'],
    ['O\u02BCConnor', 'OCONNOR', 'OCONNOR'],
    ['Nguyễn', 'NGUYEN', 'NGUYEN'],
    ['ﬁn', 'FIN', 'FIN'],
    ['Σίσυφος', 'ΣΙΣΥΦΟΣ', 'ΣΙΣΥΦΟΣ'],
  ])('%s folds to %s, expanded %s', (name, plain, expanded) => {
    expect([foldName(name), expandedFoldName(name)]).toEqual([plain, expanded])
  })
})

describe('The form is compared with the passport by foldings chosen per field', () => {
  const match = (form: readonly [string, string], mrz: readonly [string, string], nameTruncated = false): unknown => {
    const check = matchNames({
      form: { familyName: form[0], givenNames: form[1] },
      mrz: { familyName: mrz[0], givenNames: mrz[1], nameTruncated },
    })
    return check.valid ? check.parts['how'] : check.code
  }
  test.each([
    ['plain family, expanded given', ['Müller', 'Jörg'], ['MULLER', 'JOERG'], false, 'same'],
    ['one name only', ['Sukardi', ''], ['SUKARDI', ''], false, 'same'],
    ['given names cut', ['Müller', 'Jörg Maria'], ['MUELLER', 'JOERG MA'], true, 'truncated'],
    ['given names cut, but not marked', ['Müller', 'Jörg Maria'], ['MUELLER', 'JOERG MA'], false, 'different'],
    ['family name cut, no room for given names', ['Abcdefgh', 'Ann'], ['ABCD', ''], true, 'truncated'],
    ['no given names, not marked', ['Abcd', 'Ann'], ['ABCD', ''], false, 'different'],
    ['family name different, given names cut', ['Miller', 'Jorg Maria'], ['MULLER', 'JORG MA'], true, 'different'],
    ['exchanged', ['Jörg', 'Müller'], ['MUELLER', 'JORG'], false, 'order-swapped'],
    ['another script in one field', ['Wang', '明'], ['WANG', 'MING'], false, 'not-comparable'],
    ['another script, though equal otherwise', ['王', 'Ming'], ['WANG', 'MING'], true, 'not-comparable'],
  ] as const)('%s', (_, form, mrz, truncated, expected) => {
    expect(match(form, mrz, truncated)).toBe(expected)
  })
})
