import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Language, languages } from '../../domain/case/language.ts'
import { faultsOf } from '../../templates/compare-strings.ts'
import { loadTexts } from '../../templates/load.ts'

describe('A text nobody wrote stops the start', () => {
  let folder = ''
  const write = (language: Language, texts: unknown) =>
    writeFileSync(join(folder, 'some-kind', 'strings', `${language}.json`), JSON.stringify(texts))
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onevisit-strings-'))
    mkdirSync(join(folder, 'some-kind', 'strings'), { recursive: true })
    for (const language of languages) write(language, { greeting: 'x {{name}}', group: { word: 'y' } })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('complete texts are taken', () => {
    expect(Object.keys(loadTexts(folder))).toEqual(['some-kind'])
  })

  test('a key that one language lacks is named', () => {
    write('ko', { greeting: 'x {{name}}', group: {} })
    expect(() => loadTexts(folder)).toThrow('some-kind ko: group.word is missing')
  })

  test('a key that only one language has is missing in the seven others', () => {
    write('zh', { greeting: 'x {{name}}', group: { word: 'y' }, more: 'z' })
    expect(() => loadTexts(folder)).toThrow(/en: more is missing(.|\n)*ru: more is missing/)
  })

  test('a placeholder that one language forgot is named', () => {
    write('fr', { greeting: 'x', group: { word: 'y' } })
    expect(() => loadTexts(folder)).toThrow('some-kind fr: greeting has {} where others have {name}')
  })

  test('a language without a file, an empty text and a text that is none are named', () => {
    rmSync(join(folder, 'some-kind', 'strings', 'de.json'))
    expect(() => loadTexts(folder)).toThrow('some-kind has no de.json')
    write('de', { greeting: ' ', group: { word: 'y' } })
    expect(() => loadTexts(folder)).toThrow('some-kind de.json')
    write('de', { greeting: 7, group: { word: 'y' } })
    expect(() => loadTexts(folder)).toThrow('some-kind de.json')
  })

  test('each language has the plural forms of its own grammar, no more and no fewer', () => {
    const forms = (names: readonly string[]) => Object.fromEntries(names.map((name) => [`days_${name}`, '{{count}} x']))
    const same = Object.fromEntries(languages.map((language) => [language, forms(['other'])]))
    const perLanguage = {
      ...same,
      zh: forms(['other']),
      en: forms(['one', 'other']),
      ja: forms(['other']),
      ko: forms(['other']),
      fr: forms(['one', 'many', 'other']),
      de: forms(['one', 'other']),
      es: forms(['one', 'many', 'other']),
      ru: forms(['one', 'few', 'many', 'other']),
    }
    expect(faultsOf('some-kind', perLanguage)).toEqual([])
    expect(faultsOf('some-kind', { ...perLanguage, ru: forms(['one', 'other']) })).toEqual([
      'some-kind ru: days_few is missing',
      'some-kind ru: days_many is missing',
    ])
    expect(faultsOf('some-kind', { ...perLanguage, zh: forms(['one', 'other']) })).toEqual([
      'some-kind zh: days_one is no plural form here',
    ])
  })
})
