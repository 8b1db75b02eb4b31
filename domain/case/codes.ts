declare const brand: unique symbol

/** A short machine word or official number: letters, digits, `.`, `_`, `:` and `-`. Never a person's words. */
export type Code = string & { readonly [brand]: 'Code' }

/** An opaque id of ours (uuid). */
export type CaseId = string & { readonly [brand]: 'CaseId' }

/** A natural person; one person may have several accounts. */
export type PersonId = string & { readonly [brand]: 'PersonId' }

/** Id of something sealed in the vault: a note, a reason in words, an address. */
export type SealedId = string & { readonly [brand]: 'SealedId' }

const codePattern = /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}$/

const isCode = (text: string): text is Code => codePattern.test(text)

/**
 * Reads a code.
 * @throws RangeError when the text is not of the form of a code; the text itself is not repeated.
 */
export function code(text: string): Code {
  if (!isCode(text)) throw new RangeError('not-a-code')
  return text
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/

const isCaseId = (text: string): text is CaseId => idPattern.test(text)
const isPersonId = (text: string): text is PersonId => idPattern.test(text)
const isSealedId = (text: string): text is SealedId => idPattern.test(text)

/** @throws RangeError when the text is no id of ours. */
export function caseId(text: string): CaseId {
  if (!isCaseId(text)) throw new RangeError('not-an-id')
  return text
}

/** @throws RangeError when the text is no id of ours. */
export function personId(text: string): PersonId {
  if (!isPersonId(text)) throw new RangeError('not-an-id')
  return text
}

/** @throws RangeError when the text is no id of ours. */
export function sealedId(text: string): SealedId {
  if (!isSealedId(text)) throw new RangeError('not-an-id')
  return text
}
