import type { Bilingual, Paper } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawQuickResponseCode } from './quick-response-code.ts'
import { artifact, elementsFor, open, rowHeight, type Sheet, setRow, type WordColumn } from './sheet.ts'
import type { Words } from './words.ts'

const codeSide = 72
const padding = 11
const inset = 13
const besideCode = sheet.left + inset + codeSide + 20
const besideWidth = sheet.width - sheet.right - 14 - besideCode

export const verificationHeight = (at: Sheet, paper: Paper): number =>
  Math.max(
    rowHeight(at, howToCheck(at, paper)) + rowHeight(at, [codeColumn(paper)]) + 2 * padding,
    codeSide + 2 * inset,
  )

/** The QR code, the code to type, and how to check, in both languages beside each other. */
export function drawVerification(at: Sheet, paper: Paper): void {
  const { verification } = paper
  const top = at.y
  const height = verificationHeight(at, paper)
  const place = { left: sheet.left + inset, top: top + inset, side: codeSide }
  const box = open(at, at.root, { type: 'Div' })
  const alt = at.language === 'zh' ? verification.alt.zh : `${verification.alt.zh} ${verification.alt.own}`
  const figure = open(at, box, {
    type: 'Figure',
    alt,
    bbox: [place.left, place.top, place.left + codeSide, place.top + codeSide],
  })
  artifact(at, () => {
    at.pdf.roundedRect(sheet.left, top, textWidth, height, 5).fill(colour.wash)
    at.pdf.rect(place.left - 5, place.top - 5, codeSide + 10, codeSide + 10).fill('#FFFFFF')
  })
  figure.add(() => drawQuickResponseCode(at.pdf, verification.url, place))
  at.y += padding
  setRow(at, { columns: howToCheck(at, paper).map(elementsFor(at, box)) })
  setRow(at, { columns: [elementsFor(at, box)(codeColumn(paper))] })
  at.y = top + height
}

const gap = 16

/** Each language with the sentence on how to check and, where there are two, the one on which text governs. */
function howToCheck(at: Sheet, { verification, governs }: Paper): readonly WordColumn[] {
  const alone = at.language === 'zh'
  const width = alone ? besideWidth : (besideWidth - gap) / 2
  const column = (side: 'zh' | 'own', left: number): WordColumn => {
    const language = side === 'zh' ? 'zh' : at.language
    const said = (text: Bilingual, look: Pick<Words, 'size' | 'colour' | 'weight' | 'above'>): Words => ({
      text: text[side],
      language,
      ...look,
    })
    const quiet = { size: size.foot, colour: colour.quiet }
    const stories = [
      said(verification.label, { size: size.body - 0.6, weight: 'bold', colour: colour.water }),
      said(verification.how, { ...quiet, above: 1 }),
    ]
    return { left, width, stories: alone ? stories : [...stories, said(governs, quiet)] }
  }
  const zh = column('zh', besideCode)
  return alone ? [zh] : [zh, column('own', besideCode + width + gap)]
}

const codeColumn = ({ verification }: Paper): WordColumn => ({
  left: besideCode,
  width: besideWidth,
  stories: [
    { text: verification.code, language: 'en', size: 12, weight: 'bold', colour: colour.ink, above: 3 },
    { text: verification.url, language: 'en', size: size.foot, colour: colour.quiet },
  ],
})
