import qrcode from 'qrcode'
import { colour } from './look.ts'

/** Draws the QR code of a text as vectors, `side` points wide without its quiet zone, level M (15 % may be lost). */
export function drawQuickResponseCode(
  pdf: PDFKit.PDFDocument,
  text: string,
  { left, top, side }: { readonly left: number; readonly top: number; readonly side: number },
): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const cell = side / modules.size
  pdf.save()
  for (let row = 0; row < modules.size; row += 1) {
    for (const { start, length } of darkStretches(modules, row)) {
      // A hair wider than the cell, so that no viewer shows seams between neighbours.
      pdf.rect(left + start * cell, top + row * cell, length * cell, cell + 0.04)
    }
  }
  pdf.fillColor(colour.ink).fill().restore()
}

interface Modules {
  readonly size: number
  readonly get: (row: number, column: number) => number
}

function darkStretches(modules: Modules, row: number): readonly { readonly start: number; readonly length: number }[] {
  const stretches: { readonly start: number; length: number }[] = []
  for (let column = 0; column < modules.size; column += 1) {
    if (modules.get(row, column) === 0) continue
    const last = stretches.at(-1)
    if (last !== undefined && last.start + last.length === column) last.length += 1
    else stretches.push({ start: column, length: 1 })
  }
  return stretches
}
