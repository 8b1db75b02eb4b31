import { type Draft, textAt } from '../case/form.ts'

const writtenTogether = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u

/** A person's name as they want it shown; never transliterated. Without their word, family name first where the script does so. */
export function shownName(form: Draft): string {
  const family = textAt(form, 'person.familyName')
  const given = textAt(form, 'person.givenNames')
  const together = writtenTogether.test(`${family}${given}`)
  const familyFirst = together || textAt(form, 'person.nameOrder') === 'family-first'
  const parts = familyFirst ? [family, given] : [given, family]
  return parts.filter((part) => part !== '').join(together ? '' : ' ')
}
