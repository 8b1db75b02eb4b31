import PDFDocument from 'pdfkit'
import type { Paper } from '../../templates/paper.ts'
import type { Fonts } from './fonts.ts'
import { sheet } from './look.ts'
import { drawFurniture } from './page-furniture.ts'
import { blockHeight, drawBlock, drawPair } from './paper-blocks.ts'
import { drawFoot, footHeight } from './paper-foot.ts'
import { drawHead } from './paper-head.ts'
import { keep, type Sheet } from './sheet.ts'
import { accessibleToo, addSignatureField, fileDate } from './signature-field.ts'

export type Drawing = (paper: Paper) => Promise<Buffer>

/**
 * Draws papers as PDF/A-2a and PDF/UA-1 with an empty signature field. The same paper gives the same bytes.
 * Fails with `GlyphMissing` where no font has a character.
 */
export function createDrawing(fonts: Fonts): Drawing {
  return async (paper) => {
    const pdf = openDocument(paper)
    const bytes = collect(pdf)
    const root = pdf.struct('Document', { lang: 'zh-CN' })
    pdf.addStructure(root)
    const at: Sheet = { pdf, fonts, root, language: paper.language, y: sheet.top, registered: new Set() }
    drawHead(at, paper)
    if (paper.addressee !== undefined) {
      drawPair(at, paper.addressee, { weight: 'bold' })
      at.y += 6
    }
    drawBody(at, paper)
    drawFoot(at, paper)
    drawFurniture(at, paper)
    root.end()
    pdf.switchToPage(0)
    addSignatureField(pdf, `${paper.centre.zh} ${paper.centre.en}`, paper.issuedOn)
    pdf.end()
    return bytes
  }
}

/** The last section goes with the stamp: an official letter's seal never stands on a page without text of the letter. */
function drawBody(at: Sheet, paper: Paper): void {
  const { blocks } = paper
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
    subset: 'PDF/A-2a',
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
  pdf.appendXML(accessibleToo)
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
