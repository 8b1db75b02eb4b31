import { type PdfValue, unreadable } from './pdf-value.ts'

const white = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set(Buffer.from('()<>[]{}/%', 'latin1'))
const deepest = 200

/** A place in a file, moved on by whoever reads there. */
export type Place = { readonly bytes: Buffer; at: number }

export function skipWhite(place: Place): void {
  const { bytes } = place
  for (;;) {
    while (white.has(bytes[place.at] ?? -1)) place.at += 1
    if (bytes[place.at] !== 0x25) return
    skipLine(place)
  }
}

/** A comment goes to the end of its line. */
function skipLine(place: Place): void {
  const { bytes } = place
  while (place.at < bytes.length && bytes[place.at] !== 10 && bytes[place.at] !== 13) place.at += 1
}

/** A word up to the next blank or delimiter. */
function readWord(place: Place): string {
  const from = place.at
  while (place.at < place.bytes.length && !isEnd(place.bytes[place.at])) place.at += 1
  return place.bytes.toString('latin1', from, place.at)
}

const isEnd = (byte: number | undefined): boolean => byte === undefined || white.has(byte) || delimiters.has(byte)

/** The value that begins here. Throws `PdfUnreadable` for what is none. */
export function readValue(place: Place, depth = 0): PdfValue {
  if (depth > deepest) throw unreadable('too-deep')
  skipWhite(place)
  const read = readers[String.fromCharCode(place.bytes[place.at] ?? 0)]
  return read === undefined ? readPlain(place) : read(place, depth)
}

type Reader = (place: Place, depth: number) => PdfValue

const readers: Readonly<Record<string, Reader>> = {
  '/': (place) => {
    place.at += 1
    return { name: readWord(place) }
  },
  '(': readLiteral,
  '<': (place, depth) => (place.bytes[place.at + 1] === 0x3c ? readDictionary(place, depth) : readHex(place)),
  '[': (place, depth) => {
    place.at += 1
    const items: PdfValue[] = []
    for (skipWhite(place); place.bytes[place.at] !== 0x5d; skipWhite(place)) items.push(readValue(place, depth + 1))
    place.at += 1
    return items
  },
}

function readDictionary(place: Place, depth: number): PdfValue {
  place.at += 2
  const entries = new Map<string, PdfValue>()
  for (skipWhite(place); place.bytes[place.at] === 0x2f; skipWhite(place)) {
    place.at += 1
    const key = readWord(place)
    entries.set(key, readValue(place, depth + 1))
  }
  if (place.bytes.toString('latin1', place.at, place.at + 2) !== '>>') throw unreadable('dictionary-open')
  place.at += 2
  return { entries }
}

function readHex(place: Place): PdfValue {
  const end = place.bytes.indexOf('>', place.at)
  if (end < 0) throw unreadable('text-open')
  const digits = place.bytes.toString('latin1', place.at + 1, end).replace(/[^0-9A-Fa-f]/g, '')
  place.at = end + 1
  return { text: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex') }
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

const nesting: Readonly<Record<number, number>> = { 40: 1, 41: -1 }

function readLiteral(place: Place): PdfValue {
  const said: number[] = []
  place.at += 1
  for (let open = 1; ; place.at += 1) {
    const byte = place.bytes[place.at]
    if (byte === undefined) throw unreadable('text-open')
    open += nesting[byte] ?? 0
    if (open === 0) break
    said.push(...(byte === 0x5c ? readEscape(place) : [byte]))
  }
  place.at += 1
  return { text: Buffer.from(said) }
}

/** What stands behind a backslash; leaves the place on its last byte. */
function readEscape(place: Place): readonly number[] {
  const octal = /^[0-7]{1,3}/.exec(place.bytes.toString('latin1', place.at + 1, place.at + 4))?.[0]
  if (octal !== undefined) {
    place.at += octal.length
    return [Number.parseInt(octal, 8) & 0xff]
  }
  place.at += 1
  const byte = place.bytes[place.at] ?? 0
  if (byte === 13 && place.bytes[place.at + 1] === 10) place.at += 1
  if (byte === 13 || byte === 10) return []
  return [escapes[String.fromCharCode(byte)] ?? byte]
}

const words: Readonly<Record<string, PdfValue>> = { true: true, false: false, null: null }
const reference = /^(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z0-9])/

function readPlain(place: Place): PdfValue {
  const found = reference.exec(place.bytes.toString('latin1', place.at, place.at + 24))
  if (found !== null) {
    place.at += found[0].length
    return { reference: Number(found[1]) }
  }
  const word = readWord(place)
  if (Object.hasOwn(words, word)) return words[word] ?? null
  const number = Number(word)
  if (word === '' || Number.isNaN(number)) throw unreadable('no-value')
  return number
}
