import type { Paper } from '../../templates/paper.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { drawMark } from './mark.ts'
import { artifact, type Sheet } from './sheet.ts'
import { setWords } from './words.ts'

/** Page numbers, the paper's number and, from the second page on, the mark: furniture, not read aloud. */
export function drawFurniture(at: Sheet, paper: Paper): void {
  const { count } = at.pdf.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    at.pdf.switchToPage(index)
    artifact(at, () => drawPageFoot(at, paper, { page: index + 1, pages: count }), 'Pagination')
  }
}

function drawPageFoot(at: Sheet, paper: Paper, numbers: { readonly page: number; readonly pages: number }): void {
  const fill = (text: string): string =>
    text.replace('{{page}}', String(numbers.page)).replace('{{pages}}', String(numbers.pages))
  const words = paper.language === 'zh' ? fill(paper.page.zh) : `${fill(paper.page.zh)}  ·  ${fill(paper.page.own)}`
  at.pdf.rect(sheet.left, sheet.height - 46, textWidth, 0.5).fill(colour.rule)
  furnitureLine(at, { text: paper.number, top: sheet.height - 40, align: 'left' })
  furnitureLine(at, { text: words, top: sheet.height - 40, align: 'right' })
  if (numbers.page === 1) return
  drawMark(at.pdf, { left: sheet.left, top: sheet.top - 14, width: 24 })
  furnitureLine(at, { text: `${paper.centre.zh}  ·  ${paper.title.zh}`, top: sheet.top - 9, align: 'right' })
  at.pdf.rect(sheet.left, sheet.top + 9, textWidth, 0.6).fill(colour.sand)
}

function furnitureLine(
  at: Sheet,
  { text, top, align }: { readonly text: string; readonly top: number; readonly align: 'left' | 'right' },
): void {
  const look = { language: at.language, size: size.foot, colour: colour.quiet, align }
  setWords(at, { text, ...look }, { left: sheet.left, width: textWidth, top })
}
