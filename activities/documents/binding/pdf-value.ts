/** A name as it stands in the file, without its slash. */
export type PdfName = { readonly name: string }
export type PdfText = { readonly text: Buffer }
export type PdfReference = { readonly reference: number }
export type PdfDictionary = { readonly entries: ReadonlyMap<string, PdfValue> }
export type PdfStream = PdfDictionary & { readonly data: Buffer }

/** What a PDF file is made of. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfText
  | PdfReference
  | PdfDictionary
  | PdfStream
  | readonly PdfValue[]

const isObject = (value: PdfValue | undefined): value is Exclude<PdfValue, null | boolean | number> =>
  typeof value === 'object' && value !== null

export const isList = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value)

export const isReference = (value: PdfValue | undefined): value is PdfReference =>
  isObject(value) && !isList(value) && 'reference' in value

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary | PdfStream =>
  isObject(value) && !isList(value) && 'entries' in value

export const isStream = (value: PdfValue | undefined): value is PdfStream => isDictionary(value) && 'data' in value

export const isText = (value: PdfValue | undefined): value is PdfText =>
  isObject(value) && !isList(value) && 'text' in value

/** The name a value is; undefined for anything else. */
export const nameOf = (value: PdfValue | undefined): string | undefined =>
  isObject(value) && !isList(value) && 'name' in value ? value.name : undefined

/** A file that cannot be taken apart: damaged, locked, or made in a way we do not read. */
export function unreadable(reason: string): Error {
  const failure = new Error(reason)
  failure.name = 'PdfUnreadable'
  return failure
}
