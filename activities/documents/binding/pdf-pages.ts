import { decoded, type PdfFile, readPdf } from './pdf-file.ts'
import {
  isDictionary,
  isList,
  isStream,
  nameOf,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
  unreadable,
} from './pdf-value.ts'

/** Left, bottom, right, top in the page's own points. */
export type Box = readonly [number, number, number, number]

/** One page of a file, ready to be set into another document. */
export type SourcePage = {
  readonly file: PdfFile
  readonly box: Box
  /** Degrees clockwise: 0, 90, 180, 270. */
  readonly turned: number
  readonly resources: PdfValue
  readonly group: PdfValue | undefined
  /** Its content as it lies in the file, or decoded where it lay in pieces. */
  readonly content: { readonly data: Buffer; readonly coding: ReadonlyMap<string, PdfValue> }
}

const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate']
const mostPages = 5000

/** The pages of a PDF file, in order. Throws `PdfUnreadable` where they cannot be had. */
export function pagesOf(bytes: Buffer): readonly SourcePage[] {
  const file = readPdf(bytes)
  const leaves: PdfDictionary[] = []
  gather({ file, leaves, seen: new Set() }, file.root.entries.get('Pages'), new Map())
  if (leaves.length === 0) throw unreadable('no-pages')
  return leaves.map((page) => sourceOf(file, page))
}

type Gathering = { readonly file: PdfFile; readonly leaves: PdfDictionary[]; readonly seen: Set<PdfDictionary> }

function gather(at: Gathering, value: PdfValue | undefined, above: ReadonlyMap<string, PdfValue>): void {
  const node = at.file.resolve(value)
  if (!isDictionary(node) || at.seen.has(node)) return
  if (at.leaves.length >= mostPages) throw unreadable('too-many-pages')
  at.seen.add(node)
  const own = [...node.entries].filter(([name]) => inherited.includes(name))
  const known = new Map([...above, ...own])
  const kids = at.file.resolve(node.entries.get('Kids'))
  if (isList(kids)) for (const kid of kids) gather(at, kid, known)
  else at.leaves.push({ entries: new Map([...known, ...node.entries]) })
}

function sourceOf(file: PdfFile, { entries }: PdfDictionary): SourcePage {
  const turned = file.resolve(entries.get('Rotate'))
  return {
    file,
    box: boxOf(file, entries.get('CropBox')) ?? boxOf(file, entries.get('MediaBox')) ?? [0, 0, 595, 842],
    turned: typeof turned === 'number' ? (((Math.round(turned / 90) % 4) + 4) % 4) * 90 : 0,
    resources: entries.get('Resources') ?? { entries: new Map() },
    group: entries.get('Group'),
    content: contentOf(file, entries.get('Contents')),
  }
}

function boxOf(file: PdfFile, value: PdfValue | undefined): Box | undefined {
  const list = file.resolve(value)
  const numbers = isList(list) ? list.map(file.resolve).filter((each) => typeof each === 'number') : []
  const [a, b, c, d] = numbers
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return box[2] - box[0] > 1 && box[3] - box[1] > 1 ? box : undefined
}

const codings = ['Filter', 'DecodeParms']

function contentOf(file: PdfFile, value: PdfValue | undefined): SourcePage['content'] {
  const found = file.resolve(value)
  const streams = (isList(found) ? found.map(file.resolve) : [found]).filter(isStream)
  const [only] = streams
  if (streams.length === 1 && only !== undefined) return { data: only.data, coding: codingOf(file, only) }
  const parts = streams.flatMap((stream) => [decoded(stream) ?? fail(stream), Buffer.from('\n')])
  return { data: Buffer.concat(parts), coding: new Map() }
}

const codingOf = (file: PdfFile, { entries }: PdfStream): ReadonlyMap<string, PdfValue> =>
  new Map(
    [...entries].filter(([name]) => codings.includes(name)).map(([name, value]) => [name, file.resolve(value) ?? null]),
  )

const fail = ({ entries }: PdfStream): never => {
  throw unreadable(`coding-${nameOf(entries.get('Filter')) ?? 'several'}`)
}
