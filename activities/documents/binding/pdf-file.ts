import { inflateSync } from 'node:zlib'
import { type Place, readValue, skipWhite } from './pdf-scanner.ts'
import {
  isDictionary,
  isList,
  isReference,
  isStream,
  nameOf,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
  unreadable,
} from './pdf-value.ts'

/** A PDF file taken apart: its objects by number, and where its pages hang. */
export type PdfFile = {
  /** The value itself, behind however many references. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue | undefined
  readonly root: PdfDictionary
}

type Objects = Map<number, PdfValue>

const opening = /(?:^|[\0\t\n\f\r ])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![A-Za-z])|trailer/

/**
 * Reads a PDF by walking through it rather than by its tables, so that a file saved in several revisions, or with broken
 * tables, gives its last state. Throws `PdfUnreadable` for one that is locked or damaged.
 */
export function readPdf(bytes: Buffer): PdfFile {
  const { objects, trailers } = walk(bytes)
  const resolve = resolverOf(objects)
  if (trailers.some(({ entries }) => entries.has('Encrypt'))) throw unreadable('locked')
  const root = resolve(trailers.findLast(({ entries }) => entries.has('Root'))?.entries.get('Root'))
  if (!isDictionary(root)) throw unreadable('no-root')
  return { resolve, root }
}

/** Everything in the file from its beginning to its end; what comes later takes the place of what came before. */
function walk(bytes: Buffer): { readonly objects: Objects; readonly trailers: readonly PdfDictionary[] } {
  const objects: Objects = new Map()
  const trailers: PdfDictionary[] = []
  const text = bytes.toString('latin1')
  const search = new RegExp(opening, 'g')
  for (let found = search.exec(text); found !== null; found = search.exec(text)) {
    const place: Place = { bytes, at: search.lastIndex }
    const value = readObject(place, text)
    if (found[1] !== undefined) keep(objects, trailers, { number: Number(found[1]), value })
    else if (isDictionary(value)) trailers.push(value)
    search.lastIndex = Math.max(search.lastIndex, place.at)
  }
  return { objects, trailers }
}

function resolverOf(objects: Objects): PdfFile['resolve'] {
  return (value) => {
    let here = value
    for (let steps = 0; isReference(here) && steps < 50; steps += 1) here = objects.get(here.reference) ?? null
    return here
  }
}

/** An object or a trailer; what cannot be read here is left to be missed by whoever needs it. */
function readObject(place: Place, text: string): PdfValue | undefined {
  try {
    const value = readValue(place)
    return isDictionary(value) ? withData(place, text, value) : value
  } catch {
    return undefined
  }
}

function withData(place: Place, text: string, dictionary: PdfDictionary): PdfDictionary | PdfStream {
  const before = place.at
  skipWhite(place)
  if (!text.startsWith('stream', place.at)) {
    place.at = before
    return dictionary
  }
  const from = place.at + 6 + (text.startsWith('\r\n', place.at + 6) ? 2 : 1)
  const end = from + lengthOf(dictionary, text, from)
  place.at = end
  return { ...dictionary, data: place.bytes.subarray(from, end) }
}

/** Its length as the file says, where that is true; else up to the end it marks. */
function lengthOf({ entries }: PdfDictionary, text: string, from: number): number {
  const said = entries.get('Length')
  const length = isReference(said) ? saidElsewhere(text, said.reference) : said
  if (typeof length === 'number' && /^[\0\t\n\f\r ]*endstream/.test(text.slice(from + length, from + length + 20)))
    return length
  const end = text.indexOf('endstream', from)
  if (end < 0) throw unreadable('stream-open')
  return end - from
}

const saidElsewhere = (text: string, number: number): number | undefined => {
  const found = new RegExp(
    `(?:^|[\\0\\t\\n\\f\\r ])${number}[\\t\\n\\r ]+\\d+[\\t\\n\\r ]+obj[\\t\\n\\r ]+(\\d+)`,
  ).exec(text)
  return found === null ? undefined : Number(found[1])
}

type Found = { readonly number: number; readonly value: PdfValue | undefined }

function keep(objects: Objects, trailers: PdfDictionary[], { number, value }: Found): void {
  if (value === undefined) return
  objects.set(number, value)
  if (!isStream(value)) return
  const type = nameOf(value.entries.get('Type'))
  if (type === 'XRef') trailers.push(value)
  if (type === 'ObjStm') for (const [inner, each] of packed(value)) objects.set(inner, each)
}

/** The objects packed into a stream of objects. */
function packed(stream: PdfStream): readonly (readonly [number, PdfValue])[] {
  const bytes = decoded(stream)
  const [count, first] = [stream.entries.get('N'), stream.entries.get('First')]
  if (bytes === undefined || typeof count !== 'number' || typeof first !== 'number') return []
  const numbers = bytes.toString('latin1', 0, first).trim().split(/\s+/).map(Number)
  return Array.from({ length: Math.min(count, numbers.length >> 1) }, (_, index) => {
    const place = { bytes, at: first + (numbers[2 * index + 1] ?? 0) }
    return [numbers[2 * index] ?? 0, readValue(place)] as const
  })
}

/** More than this comes out of no honest stream. */
const mostBytes = 256 * 1024 * 1024

/** The bytes of a stream that is plain or deflated; undefined for other codings. */
export function decoded({ entries, data }: PdfStream): Buffer | undefined {
  const filter = entries.get('Filter')
  const filters = isList(filter) ? filter.map(nameOf) : filter === undefined ? [] : [nameOf(filter)]
  if (filters.length === 0) return data
  const isPlainDeflate = filters.length === 1 && filters[0] === 'FlateDecode' && !entries.has('DecodeParms')
  return isPlainDeflate ? inflateSync(data, { maxOutputLength: mostBytes }) : undefined
}
