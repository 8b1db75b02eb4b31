import type { Language } from '../../domain/case/language.ts'
import { type Line, linesOf } from './lines.ts'
import { leading, sheet } from './look.ts'
import { baselineShare, drawLine, type Pen, type Words } from './words.ts'

export type Element = PDFKit.PDFStructureElement

/** A document being drawn: where the pen stands, and which element of its structure is open. */
export interface Sheet extends Pen {
  readonly root: Element
  /** The reader's language; Chinese stands beside it. */
  readonly language: Language
  /** Points from the top of the page. */
  y: number
}

/** A text of one element of the structure. */
export interface Story extends Words {
  readonly element: Element
}

export interface WordColumn {
  readonly left: number
  readonly width: number
  readonly stories: readonly Words[]
}

export interface Column extends WordColumn {
  readonly stories: readonly Story[]
}

/** What stands behind the text of one page's share of a row; drawn before it, as an artifact. */
export type Ground = (top: number, bottom: number) => void

interface SetLine<Said extends Words = Story> {
  readonly story: Said
  readonly line: Line
  readonly height: number
  readonly above: number
}

const bottomOf = sheet.height - sheet.bottom

const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : language)

/** What an element of the structure is, and what a reader is told of it. */
type Tag = { readonly type: string } & PDFKit.Mixins.StructureElementOptions

/** A new element of the structure below another. */
export function open(at: Sheet, parent: Element, { type, ...options }: Tag): Element {
  const element = at.pdf.struct(type, options)
  parent.add(element)
  return element
}

/** What is not read aloud: rules, grounds, running heads. */
export function artifact(at: Sheet, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  at.pdf.markContent('Artifact', { type })
  draw()
  at.pdf.endMarkedContent()
}

function newPage(at: Sheet): void {
  at.pdf.addPage()
  at.y = sheet.top + 26
}

/** Begins a new page where less than `height` points are left. */
export function keep(at: Sheet, height: number): void {
  if (at.y + height > bottomOf && at.y > sheet.top + 26) newPage(at)
}

export interface Row {
  readonly columns: readonly Column[]
  readonly ground?: Ground
  /** Space between the ground's edge and the text, above and below. */
  readonly padding?: number
}

/** Rows up to this height are not torn over two pages. */
const tearableFrom = 150

/** Sets texts side by side and moves the pen below the longest; goes over as many pages as it takes. */
export function setRow(at: Sheet, { columns, ground, padding = 0 }: Row): void {
  const waiting = columns.map((column) => ({ column, lines: setLines(at, column.stories, column.width) }))
  const height = Math.max(...waiting.map(({ lines }) => heightOf(lines))) + 2 * padding
  keep(at, height <= tearableFrom ? height : 3 * padding + 34)
  while (waiting.some(({ lines }) => lines.length > 0)) {
    const shares = waiting.map(({ column, lines }) => ({
      column,
      lines: takeFitting(lines, bottomOf - at.y - 2 * padding),
    }))
    const share = Math.max(...shares.map(({ lines }) => heightOf(lines))) + 2 * padding
    if (ground !== undefined) artifact(at, () => ground(at.y, at.y + share))
    for (const { column, lines } of shares) drawShare(at, { column, lines, top: at.y + padding })
    at.y += share
    if (waiting.some(({ lines }) => lines.length > 0)) newPage(at)
  }
}

/** Height a row would take, without drawing it. */
export const rowHeight = (at: Sheet, columns: readonly WordColumn[]): number =>
  Math.max(...columns.map(({ stories, width }) => heightOf(setLines(at, stories, width))))

/** The same words, each in an element of its own below the parent, with its language. */
export const elementsFor =
  (at: Sheet, parent: Element, type = 'P') =>
  (column: WordColumn): Column => ({
    ...column,
    stories: column.stories.map((words) => ({
      ...words,
      element: open(at, parent, { type, lang: localeOf(words.language) }),
    })),
  })

function setLines<Said extends Words>(at: Sheet, stories: readonly Said[], width: number): SetLine<Said>[] {
  return stories.flatMap((story) => {
    const { language, weight = 'regular', size } = story
    const height =
      size * (language === 'zh' || language === 'ja' || language === 'ko' ? leading[language] : leading.other)
    const lines = linesOf(at.fonts, story.text, { language, weight, size, width })
    return lines.map((line, index) => ({ story, line, height, above: index === 0 ? (story.above ?? 0) : 0 }))
  })
}

const heightOf = (lines: readonly Pick<SetLine, 'height' | 'above'>[]): number =>
  lines.reduce((sum, { height, above }) => sum + height + above, 0)

/** Removes from the front what fits into the given height. */
function takeFitting(lines: SetLine[], room: number): readonly SetLine[] {
  let count = 0
  let height = 0
  for (const line of lines) {
    height += line.height + line.above
    if (height > room + 0.01) break
    count += 1
  }
  return lines.splice(0, count)
}

interface Share {
  readonly column: Column
  readonly lines: readonly SetLine[]
  readonly top: number
}

function drawShare(at: Sheet, { column, lines, top }: Share): void {
  let y = top
  let index = 0
  while (index < lines.length) {
    const element = lines[index]?.story.element
    const together = lines.slice(index).findIndex(({ story }) => story.element !== element)
    const own = lines.slice(index, together === -1 ? undefined : index + together)
    element?.add(() => {
      for (const set of own) {
        y += set.above
        drawLine(at, set, { left: column.left, width: column.width, baseline: y + set.story.size * baselineShare })
        y += set.height
      }
    })
    index += own.length
  }
}
