import type { Bilingual, Paper } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawMark, inOneInk } from './mark.ts'
import { drawQuickResponseCode } from './quick-response-code.ts'
import {
  artifact,
  type Column,
  type Element,
  keep,
  localeOf,
  open,
  rowHeight,
  type Sheet,
  type Story,
  setRow,
} from './sheet.ts'

const stampSide = 62
const codeSide = 76

/** The centre's name, date and stamp; then how to check the paper, and which language governs. */
export function drawFoot(at: Sheet, paper: Paper): void {
  drawClosing(at, paper)
  drawVerification(at, paper)
}

function bothLines(
  at: Sheet,
  parent: Element,
  text: Bilingual,
  look: Omit<Story, 'element' | 'text' | 'language'>,
): readonly Story[] {
  const zh: Story = { element: open(at, parent, 'P', { lang: 'zh-CN' }), text: text.zh, language: 'zh', ...look }
  if (text.zh === text.own) return [zh]
  const quieter = { ...look, size: look.size - 1, colour: colour.quiet, weight: 'regular' } as const
  return [
    zh,
    {
      element: open(at, parent, 'P', { lang: localeOf(at.language) }),
      text: text.own,
      language: at.language,
      ...quieter,
    },
  ]
}

function drawClosing(at: Sheet, { centre, closing }: Paper): void {
  at.y += 8
  const block = open(at, at.root, 'Div')
  const column: Column = {
    left: sheet.left + 120,
    width: textWidth - 120 - stampSide - 16,
    stories: [
      ...bothLines(at, block, centre, { size: size.body, weight: 'bold', colour: colour.ink, align: 'right' }),
      ...bothLines(at, block, closing.issuedOn, { size: size.body, colour: colour.ink, align: 'right', above: 2 }),
    ],
  }
  const height = Math.max(rowHeight(at, { columns: [column] }), stampSide)
  keep(at, height + verificationHeight)
  drawStamp(at, { left: sheet.width - sheet.right - stampSide, top: at.y, closing })
  const top = at.y
  setRow(at, { columns: [column] })
  at.y = top + height + 18
}

/** Room kept so that the closing and the way to check it stay on one page. */
const verificationHeight = 138

function drawStamp(
  at: Sheet,
  { left, top, closing }: { readonly left: number; readonly top: number; readonly closing: Paper['closing'] },
): void {
  const alt =
    closing.sealed.zh === closing.sealed.own ? closing.sealed.zh : `${closing.sealed.zh} ${closing.sealed.own}`
  const figure = open(at, at.root, 'Figure', { alt, bbox: [left, top, left + stampSide, top + stampSide] })
  figure.add(() => {
    at.pdf
      .save()
      .lineWidth(1.5)
      .strokeColor(colour.vermilion)
      .roundedRect(left + 1, top + 1, stampSide - 2, stampSide - 2, 7)
      .stroke()
    at.pdf
      .lineWidth(0.5)
      .roundedRect(left + 4, top + 4, stampSide - 8, stampSide - 8, 4.5)
      .stroke()
      .restore()
    drawMark(at.pdf, { left: left + 14, top: top + 9.5, width: stampSide - 28, ink: inOneInk })
  })
  const words = open(at, at.root, 'P', { lang: 'zh-CN' })
  const y = at.y
  at.y = top + 39.5
  setRow(at, {
    columns: [
      {
        left,
        width: stampSide,
        stories: [
          {
            element: words,
            text: closing.stamp,
            language: 'zh',
            size: 9,
            weight: 'bold',
            colour: colour.vermilion,
            align: 'center',
          },
        ],
      },
    ],
  })
  at.y = y
}

function drawVerification(at: Sheet, paper: Paper): void {
  const box = open(at, at.root, 'Div')
  const top = at.y
  const place = { left: sheet.left + 14, top: top + 14, side: codeSide }
  const alt =
    at.language === 'zh' ? paper.verification.alt.zh : `${paper.verification.alt.zh} ${paper.verification.alt.own}`
  const figure = open(at, box, 'Figure', {
    alt,
    bbox: [place.left, place.top, place.left + codeSide, place.top + codeSide],
  })
  const rows = [{ columns: howToCheck(at, box, paper) }, { columns: [codeColumn(at, box, paper)] }]
  const height = Math.max(
    rows.reduce((sum, row) => sum + rowHeight(at, row), 24),
    codeSide + 28,
  )
  artifact(at, () => {
    at.pdf.roundedRect(sheet.left, top, textWidth, height, 5).fill(colour.wash)
    at.pdf.rect(place.left - 4, place.top - 4, codeSide + 8, codeSide + 8).fill('#FFFFFF')
  })
  figure.add(() => drawQuickResponseCode(at.pdf, paper.verification.url, place))
  at.y += 11
  for (const row of rows) setRow(at, row)
  at.y = top + height
}

const besideCode = sheet.left + 14 + codeSide + 20
const besideWidth = sheet.width - sheet.right - 14 - besideCode

/** The two languages side by side, each with the sentence on how to check and the one on which text governs. */
function howToCheck(at: Sheet, box: Element, { verification, governs }: Paper): readonly Column[] {
  const gap = 16
  const width = at.language === 'zh' ? besideWidth : (besideWidth - gap) / 2
  const inOne = (side: 'zh' | 'own', left: number): Column => {
    const language = side === 'zh' ? 'zh' : at.language
    const said = (text: Bilingual, look: Pick<Story, 'size' | 'colour' | 'weight' | 'above'>): Story => ({
      element: open(at, box, 'P', { lang: localeOf(language) }),
      text: text[side],
      language,
      ...look,
    })
    return {
      left,
      width,
      stories: [
        said(verification.label, { size: size.body - 0.6, weight: 'bold', colour: colour.water }),
        said(verification.how, { size: size.foot, colour: colour.quiet, above: 1 }),
        ...(at.language === 'zh' ? [] : [said(governs, { size: size.foot, colour: colour.quiet })]),
      ],
    }
  }
  const zh = inOne('zh', besideCode)
  return at.language === 'zh' ? [zh] : [zh, inOne('own', besideCode + width + gap)]
}

const codeColumn = (at: Sheet, box: Element, { verification }: Paper): Column => ({
  left: besideCode,
  width: besideWidth,
  stories: [
    {
      element: open(at, box, 'P'),
      text: verification.code,
      language: 'en',
      size: size.body + 2.2,
      weight: 'bold',
      colour: colour.ink,
      above: 3,
    },
    { element: open(at, box, 'P'), text: verification.url, language: 'en', size: size.foot, colour: colour.quiet },
  ],
})
