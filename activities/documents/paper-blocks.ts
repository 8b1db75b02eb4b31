import type { Bilingual, Block, FactRow } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { type Column, type Element, keep, localeOf, open, type Sheet, type Story, setRow } from './sheet.ts'

const gutter = 26
const chineseShare = 0.43
const labelWidth = 150

/** Draws one part of a paper; Chinese on the left, the reader's language beside it. */
export function drawBlock(at: Sheet, block: Block): void {
  if (block.kind === 'paragraph') drawPair(at, at.root, block.text)
  else if (block.kind === 'heading') drawHeading(at, block.text)
  else if (block.kind === 'list') drawList(at, block.items)
  else drawFacts(at, block.rows)
  at.y += block.kind === 'heading' ? 3 : 10
}

/** Both languages of a text, side by side on the same height; one column where they are the same. */
export function drawPair(
  at: Sheet,
  parent: Element,
  text: Bilingual,
  look: Partial<Pick<Story, 'weight' | 'size' | 'colour'>> = {},
): void {
  const indent = parent === at.root ? 0 : listIndent
  setRow(at, { columns: pairColumns(at, parent, { text, indent, look }) })
}

interface Pair {
  readonly text: Bilingual
  readonly indent: number
  readonly look?: Partial<Pick<Story, 'weight' | 'size' | 'colour'>>
}

const listIndent = 18

function pairColumns(at: Sheet, parent: Element, { text, indent, look }: Pair): readonly Column[] {
  const set = { size: size.body, colour: colour.ink, ...look }
  const left = sheet.left + indent
  const zh: Story = { element: open(at, parent, 'P', { lang: 'zh-CN' }), text: text.zh, language: 'zh', ...set }
  if (at.language === 'zh') return [{ left, width: textWidth - indent, stories: [zh] }]
  const zhWidth = (textWidth - gutter) * chineseShare
  const own: Story = {
    element: open(at, parent, 'P', { lang: localeOf(at.language) }),
    text: text.own,
    language: at.language,
    ...set,
  }
  return [
    { left, width: zhWidth - indent, stories: [zh] },
    { left: sheet.left + zhWidth + gutter, width: textWidth - zhWidth - gutter, stories: [own] },
  ]
}

function drawHeading(at: Sheet, text: Bilingual): void {
  at.y += 4
  keep(at, 64) // a heading never stands alone at the foot of a page
  const heading = open(at, at.root, 'H2')
  const zh: Story = {
    element: open(at, heading, 'Span', { lang: 'zh-CN' }),
    text: text.zh,
    language: 'zh',
    size: size.heading,
    weight: 'bold',
    colour: colour.water,
  }
  const columns: Column[] = [{ left: sheet.left + 10, width: (textWidth - gutter) * chineseShare - 10, stories: [zh] }]
  if (at.language !== 'zh') {
    const own: Story = {
      element: open(at, heading, 'Span', { lang: localeOf(at.language) }),
      text: text.own,
      language: at.language,
      size: size.heading,
      weight: 'bold',
      colour: colour.water,
    }
    const left = sheet.left + (textWidth - gutter) * chineseShare + gutter
    columns.push({ left, width: sheet.width - sheet.right - left, stories: [own] })
  }
  setRow(at, { columns, ground: (top) => at.pdf.rect(sheet.left, top + 4.5, 3, 9).fill(colour.vermilion) })
}

function drawList(at: Sheet, items: readonly Bilingual[]): void {
  const list = open(at, at.root, 'L')
  items.forEach((text, index) => {
    const item = open(at, list, 'LI')
    const label: Story = {
      element: open(at, item, 'Lbl'),
      text: `${index + 1}.`,
      language: 'zh',
      size: size.body,
      weight: 'bold',
      colour: colour.water,
    }
    const body = open(at, item, 'LBody')
    setRow(at, {
      columns: [
        { left: sheet.left, width: listIndent, stories: [label] },
        ...pairColumns(at, body, { text, indent: listIndent }),
      ],
    })
    at.y += 5
  })
}

function drawFacts(at: Sheet, rows: readonly FactRow[]): void {
  const table = open(at, at.root, 'Table')
  rows.forEach((row, index) => {
    const line = open(at, table, 'TR')
    const label = open(at, line, 'TH', { scope: 'Row' })
    const value = open(at, line, 'TD')
    setRow(at, {
      padding: 4.5,
      columns: [
        { left: sheet.left + 10, width: labelWidth - 20, stories: bothOf(at, label, row.label, labelLook) },
        {
          left: sheet.left + labelWidth + 10,
          width: textWidth - labelWidth - 20,
          stories: bothOf(at, value, row.value, valueLook),
        },
      ],
      ground: (top, bottom) => drawRules(at, { top, bottom, first: index === 0 }),
    })
  })
}

type Look = { readonly zh: Pick<Story, 'size' | 'colour' | 'weight'>; readonly own: Pick<Story, 'size' | 'colour'> }

const labelLook: Look = {
  zh: { size: size.body - 0.4, colour: colour.water, weight: 'bold' },
  own: { size: size.foot, colour: colour.quiet },
}
const valueLook: Look = { zh: { size: size.body, colour: colour.ink }, own: { size: size.small, colour: colour.quiet } }

/** A name or a number is the same in both languages and stands once, in the reader's own script. */
function bothOf(at: Sheet, parent: Element, text: Bilingual, look: Look): readonly Story[] {
  const zh: Story = { element: open(at, parent, 'Span', { lang: 'zh-CN' }), text: text.zh, language: 'zh', ...look.zh }
  if (text.zh === text.own) return at.language === 'zh' ? [zh] : [{ ...zh, language: at.language }]
  return [
    zh,
    {
      element: open(at, parent, 'Span', { lang: localeOf(at.language) }),
      text: text.own,
      language: at.language,
      ...look.own,
    },
  ]
}

function drawRules(
  at: Sheet,
  { top, bottom, first }: { readonly top: number; readonly bottom: number; readonly first: boolean },
): void {
  at.pdf.rect(sheet.left, top, labelWidth, bottom - top).fill(colour.wash)
  at.pdf.rect(sheet.left, bottom - 0.5, textWidth, 0.5).fill(colour.rule)
  if (first) at.pdf.rect(sheet.left, top, textWidth, 0.8).fill(colour.water)
}
