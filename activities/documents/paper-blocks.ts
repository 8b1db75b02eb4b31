import type { Bilingual, FactRow, ReportBlock } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawPicture, pictureHeight } from './paper-pictures.ts'
import { drawTable, tableHeight } from './paper-table.ts'
import { type Column, elementsFor, keep, open, rowHeight, type Sheet, setRow, type WordColumn } from './sheet.ts'
import type { Words } from './words.ts'

const gutter = 26
const chineseWidth = (textWidth - gutter) * 0.43
const ownLeft = sheet.left + chineseWidth + gutter
const ownWidth = sheet.width - sheet.right - ownLeft
const labelWidth = 150
const listIndent = 18
const factPadding = 4
const itemGap = 3.5
const headingRoom = { above: 4, below: 2 }
const blockGap = 9

/** Draws one part of a paper; Chinese on the left, the reader's language beside it. */
export function drawBlock(at: Sheet, block: ReportBlock): void {
  if (block.kind === 'paragraph') drawPair(at, block.text)
  else if (block.kind === 'heading') drawHeading(at, block.text)
  else if (block.kind === 'list') drawList(at, block.items)
  else if (block.kind === 'facts') drawFacts(at, block.rows)
  else if (block.kind === 'table') drawTable(at, block)
  else drawPicture(at, block)
  at.y += block.kind === 'heading' ? headingRoom.below : blockGap
}

/** Room a part takes if it is not torn over two pages. */
export function blockHeight(at: Sheet, block: ReportBlock): number {
  if (block.kind === 'list') return block.items.reduce((sum, item) => sum + pairHeight(at, item) + itemGap, blockGap)
  if (block.kind === 'facts') {
    return block.rows.reduce((sum, row) => sum + rowHeight(at, cellsOf(at, row)) + 2 * factPadding, blockGap)
  }
  if (block.kind === 'table') return tableHeight(at, block) + blockGap
  if (block.kind === 'bars' || block.kind === 'columns') return pictureHeight(at, block) + blockGap
  if (block.kind === 'heading') return headingRoom.above + pairHeight(at, block.text) + headingRoom.below
  return pairHeight(at, block.text) + blockGap
}

const pairHeight = (at: Sheet, text: Bilingual): number =>
  rowHeight(at, pairOf(at, text, { indent: listIndent, ...plain }))

type Look = Pick<Words, 'weight' | 'size' | 'colour'>

const plain: Look = { size: size.body, colour: colour.ink }

/** Both languages of a text, side by side on the same height; one column where they are the same. */
export function drawPair(at: Sheet, text: Bilingual, look: Partial<Look> = {}): void {
  const columns = pairOf(at, text, { indent: 0, ...plain, ...look })
  setRow(at, { columns: columns.map(elementsFor(at, at.root)) })
}

function pairOf(
  at: Sheet,
  text: Bilingual,
  { indent, ...look }: Look & { readonly indent: number },
): readonly WordColumn[] {
  const left = sheet.left + indent
  const zh: Words = { text: text.zh, language: 'zh', ...look }
  if (at.language === 'zh') return [{ left, width: textWidth - indent, stories: [zh] }]
  const own: Words = { text: text.own, language: at.language, ...look }
  return [
    { left, width: chineseWidth - indent, stories: [zh] },
    { left: ownLeft, width: ownWidth, stories: [own] },
  ]
}

function drawHeading(at: Sheet, text: Bilingual): void {
  at.y += headingRoom.above
  keep(at, 64) // a heading never stands alone at the foot of a page
  const heading = open(at, at.root, { type: 'H2' })
  const columns = pairOf(at, text, { indent: 10, size: size.heading, weight: 'bold', colour: colour.water })
  setRow(at, {
    columns: columns.map(elementsFor(at, heading, 'Span')),
    ground: (top) => at.pdf.rect(sheet.left, top + 4, 3, 9).fill(colour.vermilion),
  })
}

function drawList(at: Sheet, items: readonly Bilingual[]): void {
  const list = open(at, at.root, { type: 'L' })
  items.forEach((text, index) => {
    const item = open(at, list, { type: 'LI' })
    const number: Words = {
      text: `${index + 1}.`,
      language: 'en',
      size: size.body,
      weight: 'bold',
      colour: colour.water,
    }
    const label: Column = elementsFor(at, item, 'Lbl')({ left: sheet.left, width: listIndent, stories: [number] })
    const body = open(at, item, { type: 'LBody' })
    const columns = pairOf(at, text, { indent: listIndent, ...plain })
    setRow(at, { columns: [label, ...columns.map(elementsFor(at, body))] })
    at.y += itemGap
  })
}

function drawFacts(at: Sheet, rows: readonly FactRow[]): void {
  const table = open(at, at.root, { type: 'Table' })
  rows.forEach((row, index) => {
    const line = open(at, table, { type: 'TR' })
    const [label, value] = cellsOf(at, row)
    setRow(at, {
      padding: factPadding,
      columns: [
        elementsFor(at, open(at, line, { type: 'TH', scope: 'Row' }), 'Span')(label),
        elementsFor(at, open(at, line, { type: 'TD' }), 'Span')(value),
      ],
      ground: (top, bottom) => drawRules(at, { top, bottom, first: index === 0 }),
    })
  })
}

const cellsOf = (at: Sheet, { label, value }: FactRow): readonly [WordColumn, WordColumn] => [
  { left: sheet.left + 10, width: labelWidth - 20, stories: wordsOf(at, label, labelLook) },
  { left: sheet.left + labelWidth + 10, width: textWidth - labelWidth - 20, stories: wordsOf(at, value, valueLook) },
]

type BothLooks = { readonly zh: Look; readonly own: Look }

const labelLook: BothLooks = {
  zh: { size: size.body - 0.4, colour: colour.water, weight: 'bold' },
  own: { size: size.foot, colour: colour.quiet },
}
const valueLook: BothLooks = { zh: plain, own: { size: size.small, colour: colour.quiet } }

/** A name or a number is the same in both languages and stands once, in the reader's own script. */
function wordsOf(at: Sheet, text: Bilingual, look: BothLooks): readonly Words[] {
  const alike = text.zh === text.own
  const zh: Words = { text: text.zh, language: alike ? at.language : 'zh', ...look.zh }
  return alike ? [zh] : [zh, { text: text.own, language: at.language, ...look.own }]
}

interface RowPlace {
  readonly top: number
  readonly bottom: number
  readonly first: boolean
}

function drawRules(at: Sheet, { top, bottom, first }: RowPlace): void {
  at.pdf.rect(sheet.left, top + 0.6, labelWidth, bottom - top - 0.6).fill(colour.wash)
  at.pdf.rect(sheet.left, bottom - 0.5, textWidth, 0.5).fill(colour.rule)
  if (first) at.pdf.rect(sheet.left, top, textWidth, 0.8).fill(colour.water)
}
