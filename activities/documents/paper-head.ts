import type { FactRow, Paper } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawMark } from './mark.ts'
import { artifact, elementsFor, open, rowHeight, type Sheet, setRow, type WordColumn } from './sheet.ts'
import type { Words } from './words.ts'

const markWidth = 52

/** The centre's mark and names, the title in both languages, and the strip with number, case and date. */
export function drawHead(at: Sheet, paper: Paper): void {
  drawLetterhead(at, paper)
  drawTitle(at, paper)
  drawStrip(at, paper.head)
}

function drawLetterhead(at: Sheet, { centre }: Paper): void {
  artifact(at, () => drawMark(at.pdf, { left: sheet.left, top: sheet.top - 3, width: markWidth }))
  const left = sheet.left + markWidth + 14
  at.y = sheet.top - 4
  const names: WordColumn = {
    left,
    width: sheet.width - sheet.right - left,
    stories: [
      { text: centre.zh, language: 'zh', size: size.centre, weight: 'bold', colour: colour.water },
      { text: centre.en, language: 'en', size: size.centreOther, colour: colour.quiet },
    ],
  }
  setRow(at, { columns: [elementsFor(at, open(at, at.root, { type: 'Div' }))(names)] })
  at.y = sheet.top + 42
  artifact(at, () => {
    at.pdf.rect(sheet.left, at.y, textWidth, 1.3).fill(colour.water)
    at.pdf.rect(sheet.left, at.y + 2.9, textWidth, 0.5).fill(colour.sand)
  })
  at.y += 20
}

function drawTitle(at: Sheet, { title, language }: Paper): void {
  const zh: Words = {
    text: title.zh,
    language: 'zh',
    size: size.title,
    weight: 'bold',
    colour: colour.ink,
    align: 'center',
  }
  const own: Words = { text: title.own, language, size: size.titleOwn, colour: colour.quiet, align: 'center' }
  const stories = language === 'zh' ? [zh] : [zh, own]
  const heading = open(at, at.root, { type: 'H1' })
  setRow(at, { columns: [elementsFor(at, heading, 'Span')({ left: sheet.left, width: textWidth, stories })] })
  at.y += 12
}

/** Column heads over values; as a table, so that a screen reader says which is which. */
function drawStrip(at: Sheet, facts: readonly FactRow[]): void {
  const gap = 14
  const width = (textWidth - (facts.length + 1) * gap) / facts.length
  const places = facts.map((fact, index) => ({ fact, left: sheet.left + gap + index * (width + gap), width }))
  const heads = places.map((place) => headCell(at, place))
  const values = places.map((place) => valueCell(at, place))
  const height = rowHeight(at, heads) + rowHeight(at, values) + 15
  artifact(at, () => {
    at.pdf.rect(sheet.left, at.y, textWidth, height).fill(colour.wash)
    at.pdf.rect(sheet.left, at.y, 2.4, height).fill(colour.vermilion)
  })
  at.y += 7
  const table = open(at, at.root, { type: 'Table' })
  const headRow = open(at, table, { type: 'TR' })
  const head = (column: WordColumn) =>
    elementsFor(at, open(at, headRow, { type: 'TH', scope: 'Column' }), 'Span')(column)
  setRow(at, { columns: heads.map(head) })
  const valueRow = open(at, table, { type: 'TR' })
  setRow(at, { columns: values.map((column) => elementsFor(at, open(at, valueRow, { type: 'TD' }), 'Span')(column)) })
  at.y += 8 + 15
}

interface StripPlace {
  readonly fact: FactRow
  readonly left: number
  readonly width: number
}

function headCell(at: Sheet, { fact: { label }, left, width }: StripPlace): WordColumn {
  const look = { size: size.foot, colour: colour.quiet }
  const zh: Words = { text: label.zh, language: 'zh', ...look }
  const own: Words = { text: label.own, language: at.language, ...look }
  return { left, width, stories: at.language === 'zh' ? [zh] : [zh, own] }
}

function valueCell(at: Sheet, { fact: { value }, left, width }: StripPlace): WordColumn {
  const zh: Words = { text: value.zh, language: 'zh', size: size.body, weight: 'bold', colour: colour.ink, above: 2 }
  const own: Words = { text: value.own, language: at.language, size: size.small, colour: colour.quiet }
  return { left, width, stories: value.own === value.zh ? [zh] : [zh, own] }
}
