import { describe, expect, test } from '@jest/globals'
import { searchWordsAsked, searchWordsOf } from '../../domain/identity/search-words.ts'

/** A case is found when every word that was asked for is among those of its form. */
const finds = (asked: string, form: object): boolean => {
  const words = searchWordsOf(Object.fromEntries(Object.entries(form)))
  const wanted = searchWordsAsked(asked)
  return wanted.length > 0 && wanted.every((word) => words.includes(word))
}

const form = {
  person: { familyName: 'Øyehaug-Lie', givenNames: 'Anne Marie', passport: { number: 'tr 812-0433' }, phone: '+861' },
  employer: { name: '上海虹桥数据服务有限公司' },
  respondents: [{ name: 'Data Service Ltd' }],
}

describe('Staff find a case by the words of its form', () => {
  test.each(['anne', 'Marie ANNE', 'oyehaug-lie', 'TR8120433', '上海虹桥数据服务有限公司', 'ltd data'])(
    '%s',
    (asked) => {
      expect(finds(asked, form)).toBe(true)
    },
  )

  test.each(['bob', 'anne bob', '+861', ' ', ''])('but not by "%s"', (asked) => {
    expect(finds(asked, form)).toBe(false)
  })

  test('a Chinese name is found whole and by its parts, either way round', () => {
    const person = { person: { familyName: '张', givenNames: '伟' } }
    expect(['张伟', '伟张', '张 伟', '张'].map((asked) => finds(asked, person))).toEqual([true, true, true, true])
  })
})
