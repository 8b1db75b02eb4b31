import type { Language } from '../../domain/case/language.ts'
import type { Fonts, Weight } from './fonts.ts'
import { type Line, linesOf } from './lines.ts'

/** What text is put on paper with. */
export interface Pen {
  readonly pdf: PDFKit.PDFDocument
  readonly fonts: Fonts
  /** Names of the fonts this document knows already. */
  readonly registered: Set<string>
}

/** A text set in one way. */
export interface Words {
  readonly text: string
  readonly language: Language
  readonly size: number
  readonly colour: string
  readonly weight?: Weight
  /** Points kept free above. */
  readonly above?: number
  readonly align?: 'left' | 'center' | 'right'
}

/** Sets one line that belongs to no element of the structure: page furniture. */
export function setWords(
  at: Pen,
  words: Words,
  { left, width, top }: { readonly left: number; readonly width: number; readonly top: number },
): void {
  const { text, language, size, weight = 'regular' } = words
  for (const line of linesOf(at.fonts, text, { language, size, weight, width })) {
    drawLine(at, { story: words, line }, { left, width, baseline: top + size })
  }
}

/** Same for all scripts, so that texts side by side stand on one line. */
export const baselineShare = 1.17

const shift = { left: 0, center: 0.5, right: 1 } as const

/** Draws a line that was broken before, each run in its own font. */
export function drawLine(
  at: Pen,
  { story, line }: { readonly story: Words; readonly line: Line },
  place: { readonly left: number; readonly width: number; readonly baseline: number },
): void {
  const left = place.left + (place.width - line.width) * shift[story.align ?? 'left']
  at.pdf.fillColor(story.colour)
  for (const { face, text, x } of line.runs) {
    if (!at.registered.has(face.name)) {
      at.pdf.registerFont(face.name, face.font)
      at.registered.add(face.name)
    }
    at.pdf
      .font(face.name)
      .fontSize(story.size)
      .text(text, left + x, place.baseline, { lineBreak: false, baseline: 'alphabetic' })
  }
}
