import { upperCaseLetters } from './tidy.ts'

/** The two lines of a passport's machine-readable zone, cut into fields (ICAO Doc 9303-4), fillers and all. */
export type MrzFields = {
  readonly document: string
  readonly subtype: string
  readonly issuingState: string
  readonly name: string
  readonly number: string
  readonly numberCheck: string
  readonly nationality: string
  readonly birth: string
  readonly birthCheck: string
  readonly sex: string
  readonly expiry: string
  readonly expiryCheck: string
  readonly optional: string
  readonly optionalCheck: string
  /** Positions 1–10, 14–20 and 22–43 of line 2, which the composite check digit covers. */
  readonly composite: string
  readonly compositeCheck: string
}

/**
 * The lines of an MRZ: two in a list, one text with a line break, or one of 88 characters. Each NFKC, trimmed, in upper
 * case; empty ones are dropped.
 */
export function readMrzLines(input: string | readonly string[]): readonly string[] {
  const written = typeof input === 'string' ? [input] : input
  const lines = written
    .flatMap((text) => text.split(/\r\n|[\n\r\u0085\u2028\u2029]/))
    .map((line) => upperCaseLetters(line.normalize('NFKC').trim()))
    .filter((line) => line !== '')
  const [only, ...others] = lines
  if (only === undefined || others.length > 0 || only.length !== 88) return lines
  return [only.slice(0, 44), only.slice(44)]
}

/** Cuts two lines of 44 characters into fields. */
export function readMrzFields(first: string, second: string): MrzFields {
  return {
    document: first.slice(0, 1),
    subtype: first.slice(1, 2),
    issuingState: first.slice(2, 5),
    name: first.slice(5, 44),
    number: second.slice(0, 9),
    numberCheck: second.slice(9, 10),
    nationality: second.slice(10, 13),
    birth: second.slice(13, 19),
    birthCheck: second.slice(19, 20),
    sex: second.slice(20, 21),
    expiry: second.slice(21, 27),
    expiryCheck: second.slice(27, 28),
    optional: second.slice(28, 42),
    optionalCheck: second.slice(42, 43),
    composite: second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43),
    compositeCheck: second.slice(43, 44),
  }
}
