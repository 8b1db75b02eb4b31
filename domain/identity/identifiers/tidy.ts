/** Hyphens, dashes and the minus sign, soft hyphen, zero-width characters: what people and word processors put between groups. */
const SEPARATORS = /[\p{White_Space}\-\u2010-\u2015\u2212\u00AD\u200B-\u200D\u2060\uFEFF]/gu

/**
 * The text of a form field as an identifier is read: NFKC (full-width becomes ASCII), without white space, hyphens and
 * invisible characters, `a–z` in upper case. Nothing else is guessed: `O` is never read as `0`.
 */
export function tidy(text: string): string {
  return upperCaseLetters(withoutSeparators(text.normalize('NFKC')))
}

/** The text without white space, hyphens of any kind and invisible characters. */
export function withoutSeparators(text: string): string {
  return text.replace(SEPARATORS, '')
}

/** `a–z` in upper case and nothing else: `ß` or `ı` in an identifier stays the wrong character it is. */
export function upperCaseLetters(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** Length in code points, so that a character beyond the basic plane is one and not two. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}
