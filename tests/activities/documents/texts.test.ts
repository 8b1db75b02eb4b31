import { describe, expect, test } from '@jest/globals'
import { type Language, languages } from '../../../domain/case/language.ts'
import { flatten, placeholdersOf } from '../../../templates/compare-strings.ts'
import { composePaper } from '../../../templates/compose-paper.ts'
import { loadTexts } from '../../../templates/load.ts'
import type { Paper } from '../../../templates/paper.ts'
import { contentFor, samplePaper, templates } from './sample-papers.ts'

const texts = loadTexts()

describe.each(['documents-common', 'documents-work-permit', 'documents-accommodation-registration'])(
  '%s',
  (namespace) => {
    const perLanguage = texts[namespace]

    test.each(languages.filter((language) => language !== 'zh'))(
      'says in %s what it says in Chinese, place by place',
      (language) => {
        const chinese = flattened(namespace, 'zh')
        const other = flattened(namespace, language)
        expect([...other.keys()]).toEqual([...chinese.keys()])
        for (const [key, text] of other)
          expect([key, placeholdersOf(text)]).toEqual([key, placeholdersOf(chinese.get(key) ?? '')])
      },
    )

    test('has no text twice in two languages, which would be one not translated', () => {
      expect(perLanguage).toBeDefined()
      const english = flattened(namespace, 'en')
      for (const language of languages.filter((each) => each !== 'en')) {
        const same = [...flattened(namespace, language)].filter(
          ([key, text]) => text.length > 40 && english.get(key) === text,
        )
        expect(same).toEqual([])
      }
    })
  },
)

const flattened = (namespace: string, language: Language) => flatten(texts[namespace]?.[language] ?? {})

const everyText = ({ blocks }: Paper): string => JSON.stringify(blocks)

test('dates stand with their weekday, in the words of each language', () => {
  const dueIn = (language: Language) => everyText(samplePaper('common', 'correction-notice', language))
  expect(dueIn('zh')).toContain('2026年3月25日星期三')
  expect(dueIn('en')).toContain('Wednesday, 25 March 2026')
  expect(dueIn('ru')).toContain('среда, 25 марта 2026')
  expect(dueIn('ja')).toContain('2026年3月25日水曜日')
})

test('a refusal names both remedies, their time limits and the articles they rest on', () => {
  const text = everyText(samplePaper('common', 'refusal-notice', 'en'))
  expect(text).toContain('60 days')
  expect(text).toContain('Administrative Reconsideration Law of the People’s Republic of China, article 20')
  expect(text).toContain('6 months')
  expect(text).toContain('Administrative Litigation Law of the People’s Republic of China, article 46')
})

test('a paper that replaces another says which', () => {
  const content = { ...contentFor('work-permit', 'residence-permit', 'en'), replaces: 'JL-2026-000007' }
  const paper = composePaper(
    templates.templateOf('work-permit', 'residence-permit'),
    templates.stringsOf('work-permit'),
    content,
  )
  expect(everyText(paper)).toContain('JL-2026-000007')
})

describe('A paper is not issued', () => {
  const compose = (code: string, change: Partial<ReturnType<typeof contentFor>>) => () =>
    composePaper(templates.templateOf('work-permit', code), templates.stringsOf('work-permit'), {
      ...contentFor('work-permit', code, 'en'),
      ...change,
    })

  test('without a value it must state', () => {
    const { data: _, ...values } = contentFor('work-permit', 'residence-permit', 'en').values
    expect(compose('residence-permit', { values })).toThrow(
      expect.objectContaining({ name: 'DocumentIncomplete', message: 'data.permitNumber' }),
    )
  })

  test('as a refusal without reasons', () => {
    expect(compose('refusal-notice', { reasons: [] })).toThrow(expect.objectContaining({ message: 'reasons' }))
  })

  test('as a refusal that only one officer signed, unless the refusal is the bureau’s', () => {
    const signers = contentFor('work-permit', 'refusal-notice', 'en').signers.slice(0, 1)
    expect(compose('refusal-notice', { signers })).toThrow(expect.objectContaining({ message: 'signers' }))
    expect(compose('refusal-notice', { signers: [], reasons: ['bureau-refused'] })).not.toThrow()
  })
})
