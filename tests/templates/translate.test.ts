import { describe, expect, test } from '@jest/globals'
import { languages } from '../../domain/case/language.ts'
import { createTranslator } from '../../templates/translate.ts'

const inAll = <Value>(value: Value) => ({
  zh: value,
  en: value,
  ja: value,
  ko: value,
  fr: value,
  de: value,
  es: value,
  ru: value,
})

const days = {
  ...inAll({ days_other: '{{count}} d' }),
  en: { days_one: '{{count}} day', days_other: '{{count}} days' },
  ru: {
    days_one: '{{count}} день',
    days_few: '{{count}} дня',
    days_many: '{{count}} дней',
    days_other: '{{count}} дня',
  },
}

const small = await createTranslator({
  'some-kind': inAll({ greeting: 'Dear {{name}}', group: { word: 'w' } }),
  counting: days,
})
const translator = await createTranslator()

describe('A text is complete or not given at all', () => {
  test('no text, a group of texts and a text without namespace are errors', () => {
    expect(() => small.translate('zh', 'some-kind:nothing')).toThrow('No text some-kind:nothing in zh')
    expect(() => small.translate('zh', 'some-kind:group')).toThrow('group of texts')
    expect(() => small.translate('zh', 'greeting')).toThrow('No text')
  })

  test('a placeholder without a value is an error', () => {
    expect(() => small.translate('fr', 'some-kind:greeting')).toThrow('{{name}}')
  })

  test('what a person wrote is never read as a placeholder, a reference or an option', () => {
    const name = '$t(some-kind:group.word) {{link}} <b>'
    expect(small.translate('en', 'some-kind:greeting', { name, lng: 'zh', context: 'x', ns: 'counting' })).toBe(
      `Dear ${name}`,
    )
  })

  test('one can ask whether a kind has words of its own', () => {
    expect(small.has('en', 'some-kind:greeting')).toBe(true)
    expect(small.has('en', 'counting:days')).toBe(true)
    expect(small.has('en', 'some-kind:group')).toBe(false)
    expect(small.has('en', 'other-kind:greeting')).toBe(false)
  })

  test('numbers take the form that the grammar asks for', () => {
    const said = [1, 2, 5, 21].map((count) => small.translate('ru', 'counting:days', { count }))
    expect(said).toEqual(['1 день', '2 дня', '5 дней', '21 день'])
    expect(small.translate('en', 'counting:days', { count: 1 })).toBe('1 day')
  })
})

describe('Dates are spelled out with their weekday, as people in Shanghai count them', () => {
  test.each([
    ['zh', '2026年3月12日星期四'],
    ['en', 'Thursday, 12 March 2026'],
    ['ja', '2026年3月12日木曜日'],
    ['ko', '2026년 3월 12일 목요일'],
    ['fr', 'jeudi 12 mars 2026'],
    ['de', 'Donnerstag, 12. März 2026'],
    ['es', 'jueves, 12 de marzo de 2026'],
    ['ru', 'четверг, 12 марта 2026 г.'],
  ] as const)('%s: %s', (language, text) => {
    expect(translator.dateText(language, '2026-03-12')).toBe(text)
  })

  test('an instant of late evening in Greenwich is the next day here', () => {
    expect(translator.dateText('en', '2026-02-28T16:30:00Z')).toBe('Sunday, 1 March 2026')
    expect(translator.dateTimeText('en', '2026-02-28T16:30:00Z')).toContain('00:30')
  })

  test('hours are written from 00 to 23 in every language', () => {
    for (const language of languages)
      expect(translator.dateTimeText(language, '2026-03-12T15:05:00+08:00')).toContain('15:05')
  })

  test('a date that is none is an error', () => {
    expect(() => translator.dateText('en', '2026-13-40')).toThrow(RangeError)
  })

  test('numbers are grouped as each language does', () => {
    expect(translator.numberText('de', 32880)).toBe('32.880')
    expect(translator.numberText('zh', 32880)).toBe('32,880')
  })
})
