import PDFDocument from 'pdfkit'
import type { Paper } from '../../templates/paper.ts'
import { type Annex, type OpenedAnnex, openAnnex } from './binding/annex.ts'
import { drawAnnexes, indexOf } from './binding/draw-annexes.ts'
import type { Fonts } from './fonts.ts'
import { sheet } from './look.ts'
import { drawFurniture } from './page-furniture.ts'
import { blockHeight, drawBlock, drawPair } from './paper-blocks.ts'
import { drawFoot, footHeight } from './paper-foot.ts'
import { drawHead } from './paper-head.ts'
import { keep, type Sheet } from './sheet.ts'
import { accessibleToo, addSignatureField, fileDate } from './signature-field.ts'

export type Drawing = (paper: Paper, annexes?: readonly Annex[]) => Promise<Buffer>

/**
 * Draws papers as PDF/A-2a and PDF/UA-1 with an empty signature field. The same paper gives the same bytes.
 * Fails with `GlyphMissing` where no font has a character.
 */
export function createDrawing(fonts: Fonts): Drawing {
  return async (given, annexes = []) => {
    const opened = annexes.map(openAnnex)
    const paper = withIndex(fonts, given, opened)
    const at = openSheet(fonts, paper)
    const { pdf } = at
    const bytes = collect(pdf)
    drawText(at, paper)
    if (paper.binding !== undefined) drawAnnexes(at, paper.binding, opened)
    drawFurniture(at, paper)
    at.root.end()
    pdf.switchToPage(0)
    addSignatureField(pdf, `${paper.centre.zh} ${paper.centre.en}`, paper.issuedOn)
    pdf.end()
    return bytes
  }
}

function openSheet(fonts: Fonts, paper: Paper): Sheet {
  const pdf = openDocument(paper)
  const root = pdf.struct('Document', { lang: 'zh-CN' })
  pdf.addStructure(root)
  return { pdf, fonts, root, language: paper.language, y: sheet.top, registered: new Set() }
}

function drawText(at: Sheet, paper: Paper): void {
  drawHead(at, paper)
  if (paper.addressee !== undefined) {
    drawPair(at, paper.addressee, { weight: 'bold' })
    at.y += 6
  }
  drawBody(at, paper)
  drawFoot(at, paper)
}

/** A paper that binds others begins with their index; how many pages come before them is known once it is set. */
function withIndex(fonts: Fonts, paper: Paper, annexes: readonly OpenedAnnex[]): Paper {
  const { binding } = paper
  if (binding === undefined) return paper
  const indexed = (pages: number): Paper => ({
    ...paper,
    blocks: [...paper.blocks, ...indexOf(binding, annexes, pages)],
  })
  const trial = openSheet(fonts, paper)
  drawText(trial, indexed(1))
  return indexed(trial.pdf.bufferedPageRange().count)
}

/** The last section goes with the stamp: an official letter's seal never stands on a page without text of the letter. */
function drawBody(at: Sheet, paper: Paper): void {
  const blocks = paper.report ?? paper.blocks
  const last = blocks.findLastIndex(({ kind }) => kind === 'heading')
  blocks.forEach((block, index) => {
    if (index === last) {
      keep(
        at,
        blocks.slice(last).reduce((sum, each) => sum + blockHeight(at, each), footHeight(at, paper)),
      )
    }
    drawBlock(at, block)
  })
}

function openDocument(paper: Paper): PDFKit.PDFDocument {
  const date = fileDate(paper.issuedOn)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    // What others made is bound in as it is: of such a file nobody can say that it lasts as PDF/A does.
    ...(paper.binding === undefined ? { subset: 'PDF/A-2a' as const } : {}),
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: true,
    info: {
      Title: titleOf(paper),
      Author: paper.centre.zh,
      Creator: 'OneVisit',
      Producer: 'OneVisit',
      CreationDate: date,
      ModDate: date,
    },
    // @ts-expect-error: null (begin without a font of pdfkit's own) is missing from its types.
    font: null,
  })
  if (paper.binding === undefined) pdf.appendXML(accessibleToo)
  return pdf
}

const titleOf = ({ title, number }: Paper): string =>
  title.zh === title.own ? `${title.zh} ${number}` : `${title.zh} ${title.own} ${number}`

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}
