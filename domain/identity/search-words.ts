import type { Draft } from '../case/form.ts'
import { foldName } from './identifiers/fold-name.ts'

/** Places of a form, by their last word, whose words staff look for: people, their papers, employers, other parties. */
const searched: ReadonlySet<string> = new Set(['familyName', 'givenNames', 'name', 'number', 'passportNumber', 'uscc'])

/** More than this many words no search needs. */
const most = 12

const isText = (value: unknown): value is string => typeof value === 'string'

/** A text as words that can be compared: folded, in any order, without signs. */
const searchWords = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,，、·]+/u)
      .map(foldName)
      .filter((word) => word !== ''),
  ),
]

/** Names written together, either way round: `张伟` is found as well as its parts. */
function together({ familyName, givenNames }: Draft): readonly string[] {
  if (!isText(familyName) || !isText(givenNames)) return []
  return [foldName(`${familyName}${givenNames}`), foldName(`${givenNames}${familyName}`)].filter((word) => word !== '')
}

function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (typeof value !== 'object' || value === null) return []
  const group: Draft = Object.fromEntries(Object.entries(value))
  const own = Object.entries(group).flatMap(([name, each]) =>
    isText(each) && searched.has(name) ? [...searchWords(each), foldName(each)] : wordsIn(each),
  )
  return [...own, ...together(group)]
}

/** Every word by which staff may find a case with this form: names whole and in parts, numbers of papers. */
export const searchWordsOf = (form: Draft): readonly string[] =>
  [...new Set(wordsIn(form))].filter((word) => word !== '')

/** What was typed to be looked for, word by word. */
export const searchWordsAsked = (text: string): readonly string[] => searchWords(text).slice(0, most)
