import type { Bilingual, Paper } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawMark, inOneInk } from './mark.ts'
import { elementsFor, open, rowHeight, type Sheet, setRow, type WordColumn } from './sheet.ts'
import type { Words } from './words.ts'

const stampSide = 60

export const closingHeight = (at: Sheet, paper: Paper): number =>
  Math.max(rowHeight(at, [closingOf(at, paper)]), stampSide)

/** Name and date on the right, as an official letter ends, and the stamp beside them. */
export function drawClosing(at: Sheet, paper: Paper): void {
  const bottom = at.y + closingHeight(at, paper)
  const column = elementsFor(at, open(at, at.root, { type: 'Div' }))(closingOf(at, paper))
  drawStamp(at, { left: sheet.width - sheet.right - stampSide, top: at.y, closing: paper.closing })
  setRow(at, { columns: [column] })
  at.y = bottom
}

function closingOf(at: Sheet, { centre, closing }: Paper): WordColumn {
  const both = (text: Bilingual, look: Pick<Words, 'weight' | 'above'>): readonly Words[] => {
    const zh: Words = { text: text.zh, language: 'zh', size: size.body, colour: colour.ink, align: 'right', ...look }
    if (text.zh === text.own) return [zh]
    const own: Words = { text: text.own, language: at.language, size: size.small, colour: colour.quiet, align: 'right' }
    return [zh, own]
  }
  return {
    left: sheet.left + 100,
    width: textWidth - 100 - stampSide - 16,
    stories: [...both(centre, { weight: 'bold' }), ...both(closing.issuedOn, { above: 1 })],
  }
}

interface StampPlace {
  readonly left: number
  readonly top: number
  readonly closing: Paper['closing']
}

function drawStamp(at: Sheet, { left, top, closing }: StampPlace): void {
  const { zh, own } = closing.sealed
  const alt = zh === own ? zh : `${zh} ${own}`
  const figure = open(at, at.root, { type: 'Figure', alt, bbox: [left, top, left + stampSide, top + stampSide] })
  figure.add(() => {
    drawFrame(at, left, top)
    drawMark(at.pdf, { left: left + 13, top: top + 9, width: stampSide - 26, ink: inOneInk })
  })
  const y = at.y
  at.y = top + 38.5
  const words: Words = {
    text: closing.stamp,
    language: 'zh',
    size: 9,
    weight: 'bold',
    colour: colour.vermilion,
    align: 'center',
  }
  setRow(at, { columns: [elementsFor(at, at.root)({ left, width: stampSide, stories: [words] })] })
  at.y = y
}

function drawFrame({ pdf }: Sheet, left: number, top: number): void {
  pdf.save().strokeColor(colour.vermilion)
  pdf
    .lineWidth(1.5)
    .roundedRect(left + 1, top + 1, stampSide - 2, stampSide - 2, 7)
    .stroke()
  pdf
    .lineWidth(0.5)
    .roundedRect(left + 4, top + 4, stampSide - 8, stampSide - 8, 4.5)
    .stroke()
  pdf.restore()
}
