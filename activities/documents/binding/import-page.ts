import type { SourcePage } from './pdf-pages.ts'
import {
  isDictionary,
  isList,
  isReference,
  isStream,
  isText,
  nameOf,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
} from './pdf-value.ts'

export type Reference = ReturnType<PDFKit.PDFDocument['ref']>
type Copied = Map<number, Reference>

/** Objects already copied, per file: pages of one file share their fonts and pictures. */
export type Copies = Map<SourcePage['file'], Copied>

/** What leads out of a page (to other pages, to actions, to notes about it) stays behind. */
const leftBehind: ReadonlySet<string> = new Set([
  'Parent',
  'StructParent',
  'StructParents',
  'Annots',
  'Metadata',
  'PieceInfo',
  'AA',
  'A',
])

/** Copies a page into a document as one thing that can be set anywhere; nothing in it can act. */
export function importPage(pdf: PDFKit.PDFDocument, page: SourcePage, copies: Copies): Reference {
  const copied = copies.get(page.file) ?? new Map()
  copies.set(page.file, copied)
  const copy = (value: PdfValue): unknown => copyOf({ pdf, file: page.file, copied }, value)
  const { data, coding } = page.content
  const form = pdf.ref({
    ...Object.fromEntries([...coding].map(([name, value]) => [name, copy(value)])),
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [...page.box],
    Resources: copy(page.file.resolve(page.resources) ?? null),
    ...(page.group === undefined ? {} : { Group: copy(page.group) }),
  })
  form.end(notEmpty(data))
  return form
}

type Copying = { readonly pdf: PDFKit.PDFDocument; readonly file: SourcePage['file']; readonly copied: Copied }

function copyOf(at: Copying, value: PdfValue): unknown {
  if (isReference(value)) return referenceTo(at, value.reference)
  if (isList(value)) return value.map((each) => copyOf(at, each))
  if (isText(value)) return value.text
  if (isStream(value)) return null // A stream is never written in place.
  if (isDictionary(value)) return entriesOf(at, value)
  return nameOf(value) ?? value
}

function entriesOf(at: Copying, { entries }: PdfDictionary): Record<string, unknown> {
  const kept = [...entries].filter(([name]) => !leftBehind.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, copyOf(at, value)]))
}

function referenceTo(at: Copying, number: number): unknown {
  const known = at.copied.get(number)
  if (known !== undefined) return known
  const value = at.file.resolve({ reference: number }) ?? null
  return isDictionary(value) ? copyObject(at, number, value) : copyOf(at, value)
}

/** Its coding stands from the start, so that its bytes are taken as they are; entered before its parts, which may lead back. */
function copyObject(at: Copying, number: number, value: PdfDictionary | PdfStream): Reference {
  const filter = isStream(value) ? at.file.resolve(value.entries.get('Filter')) : undefined
  const reference = at.pdf.ref(filter === undefined ? {} : { Filter: copyOf(at, filter) })
  at.copied.set(number, reference)
  const { Length: _length, Filter: _filter, ...entries } = entriesOf(at, value)
  Object.assign(reference.data, isStream(value) ? entries : entriesOf(at, value))
  reference.end(isStream(value) ? notEmpty(value.data) : undefined)
  return reference
}

/** A stream without a byte would be written as none. */
const notEmpty = (data: Buffer): Buffer => (data.length === 0 ? Buffer.from('\n') : data)
