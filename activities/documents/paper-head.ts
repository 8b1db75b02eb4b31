import type { FactRow, Paper } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawMark } from './mark.ts'
import {
  artifact,
  type Column,
  type Element,
  localeOf,
  open,
  type Row,
  rowHeight,
  type Sheet,
  setRow,
} from './sheet.ts'

const markWidth = 52

/** The centre's mark and names, the title in both languages, and the strip with number, case and date. */
export function drawHead(at: Sheet, paper: Paper): void {
  drawLetterhead(at, paper)
  drawTitle(at, paper)
  drawStrip(at, paper.head)
}

function drawLetterhead(at: Sheet, { centre }: Paper): void {
  artifact(at, () => drawMark(at.pdf, { left: sheet.left, top: sheet.top - 3, width: markWidth }))
  const names = open(at, at.root, 'Div')
  const left = sheet.left + markWidth + 14
  at.y = sheet.top - 4
  setRow(at, {
    columns: [
      {
        left,
        width: sheet.width - sheet.right - left,
        stories: [
          {
            element: open(at, names, 'P', { lang: 'zh-CN' }),
            text: centre.zh,
            language: 'zh',
            size: size.centre,
            weight: 'bold',
            colour: colour.water,
          },
          {
            element: open(at, names, 'P', { lang: 'en' }),
            text: centre.en,
            language: 'en',
            size: size.centreOther,
            colour: colour.quiet,
          },
        ],
      },
    ],
  })
  at.y = sheet.top + 44
  artifact(at, () => {
    at.pdf.rect(sheet.left, at.y, textWidth, 1.3).fill(colour.water)
    at.pdf.rect(sheet.left, at.y + 2.9, textWidth, 0.5).fill(colour.sand)
  })
  at.y += 24
}

function drawTitle(at: Sheet, { title, language }: Paper): void {
  const heading = open(at, at.root, 'H1')
  const zh = {
    element: open(at, heading, 'Span', { lang: 'zh-CN' }),
    text: title.zh,
    language: 'zh',
    size: size.title,
    weight: 'bold',
    colour: colour.ink,
    align: 'center',
  } as const
  const own = {
    element: open(at, heading, 'Span', { lang: localeOf(language) }),
    text: title.own,
    language,
    size: size.titleOwn,
    colour: colour.quiet,
    align: 'center',
  } as const
  setRow(at, { columns: [{ left: sheet.left, width: textWidth, stories: language === 'zh' ? [zh] : [zh, own] }] })
  at.y += 14
}

/** Column heads over values; as a table, so that a screen reader says which is which. */
function drawStrip(at: Sheet, facts: readonly FactRow[]): void {
  const table = open(at, at.root, 'Table')
  const gap = 14
  const width = (textWidth - 2 * gap - (facts.length - 1) * gap) / facts.length
  const places = facts.map((fact, index) => ({ fact, left: sheet.left + gap + index * (width + gap), width }))
  const heads = open(at, table, 'TR')
  const headRow: Row = { columns: places.map((place) => headCell(at, heads, place)) }
  const values = open(at, table, 'TR')
  const valueRow: Row = { columns: places.map((place) => valueCell(at, values, place)) }
  const height = rowHeight(at, headRow) + rowHeight(at, valueRow) + 16
  artifact(at, () => {
    at.pdf.rect(sheet.left, at.y, textWidth, height).fill(colour.wash)
    at.pdf.rect(sheet.left, at.y, 2.4, height).fill(colour.vermilion)
  })
  at.y += 8
  setRow(at, headRow)
  setRow(at, valueRow)
  at.y += 8 + 18
}

interface StripPlace {
  readonly fact: FactRow
  readonly left: number
  readonly width: number
}

function headCell(at: Sheet, row: Element, { fact, left, width }: StripPlace): Column {
  const cell = open(at, row, 'TH', { scope: 'Column' })
  const look = { size: size.foot, colour: colour.quiet }
  const zh = {
    element: open(at, cell, 'Span', { lang: 'zh-CN' }),
    text: fact.label.zh,
    language: 'zh',
    ...look,
  } as const
  if (at.language === 'zh') return { left, width, stories: [zh] }
  const own = {
    element: open(at, cell, 'Span', { lang: localeOf(at.language) }),
    text: fact.label.own,
    language: at.language,
    ...look,
  }
  return { left, width, stories: [zh, own] }
}

function valueCell(at: Sheet, row: Element, { fact, left, width }: StripPlace): Column {
  const cell = open(at, row, 'TD')
  const zh = {
    element: open(at, cell, 'Span', { lang: 'zh-CN' }),
    text: fact.value.zh,
    language: 'zh',
    size: size.body,
    weight: 'bold',
    colour: colour.ink,
    above: 2,
  } as const
  if (fact.value.own === fact.value.zh) return { left, width, stories: [zh] }
  const own = {
    element: open(at, cell, 'Span', { lang: localeOf(at.language) }),
    text: fact.value.own,
    language: at.language,
    size: size.small,
    colour: colour.quiet,
  }
  return { left, width, stories: [zh, own] }
}
