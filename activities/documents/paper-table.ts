import type { Bilingual, ReportBlock } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { elementsFor, keep, open, rowHeight, type Sheet, setRow, type WordColumn } from './sheet.ts'
import type { Words } from './words.ts'

type Table = Extract<ReportBlock, { readonly kind: 'table' }>

const padding = 3
const gap = 5
/** Share of the width that the head of a row takes. */
const headShare = 0.27

/** A table with a head above each column and one before each row; torn over pages between rows only. */
export function drawTable(at: Sheet, { columns, rows }: Table): void {
  const [first = columns] = rows
  // A head never stands alone at the foot of a page.
  keep(at, tableHeight(at, { kind: 'table', columns, rows: [first] }))
  const table = open(at, at.root, { type: 'Table' })
  const head = open(at, table, { type: 'TR' })
  setRow(at, {
    padding,
    columns: columnsOf(at, columns, true).map((column) =>
      elementsFor(at, open(at, head, { type: 'TH', scope: 'Column' }), 'Span')(column),
    ),
    ground: (top, bottom) => drawHeadRules(at, top, bottom),
  })
  for (const row of rows) {
    const line = open(at, table, { type: 'TR' })
    setRow(at, {
      padding,
      columns: columnsOf(at, row, false).map((column, index) =>
        elementsFor(at, open(at, line, index === 0 ? { type: 'TH', scope: 'Row' } : { type: 'TD' }), 'Span')(column),
      ),
      ground: (_, bottom) => at.pdf.rect(sheet.left, bottom - 0.5, textWidth, 0.5).fill(colour.rule),
    })
  }
}

/** Room it takes in one piece. */
export const tableHeight = (at: Sheet, { columns, rows }: Table): number =>
  [columnsOf(at, columns, true), ...rows.map((row) => columnsOf(at, row, false))].reduce(
    (sum, row) => sum + rowHeight(at, row) + 2 * padding,
    0,
  )

function drawHeadRules({ pdf }: Sheet, top: number, bottom: number): void {
  pdf.rect(sheet.left, top, textWidth, bottom - top).fill(colour.wash)
  pdf.rect(sheet.left, bottom - 0.8, textWidth, 0.8).fill(colour.water)
}

function columnsOf(at: Sheet, cells: readonly Bilingual[], isHead: boolean): readonly WordColumn[] {
  const first = textWidth * headShare
  const width = (textWidth - first) / Math.max(1, cells.length - 1)
  return cells.map((cell, index) => ({
    left: index === 0 ? sheet.left + 4 : sheet.left + first + (index - 1) * width,
    width: (index === 0 ? first - 4 : width) - gap,
    stories: wordsOf(at, cell, { isHead, align: index === 0 ? 'left' : 'right' }),
  }))
}

type Place = { readonly isHead: boolean; readonly align: 'left' | 'right' }

/** Both languages below each other; what is the same in both stands once. */
function wordsOf(at: Sheet, { zh, own }: Bilingual, { isHead, align }: Place): readonly Words[] {
  const weight = isHead ? 'bold' : 'regular'
  const alike = zh === own
  const look = { size: size.small, colour: isHead ? colour.water : colour.ink, weight, align } as const
  const first: Words = { text: zh, language: alike ? at.language : 'zh', ...look }
  if (alike) return [first]
  return [first, { text: own, language: at.language, size: size.foot - 0.8, colour: colour.quiet, align }]
}
