import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import PDFDocument from 'pdfkit'
import type { Bilingual, Paper } from '../../templates/paper.ts'

type Script = 'sc' | 'latin'

interface Said {
  readonly text: string
  readonly script: Script
  readonly bold: boolean
}

/** The fonts of the papers themselves, read once. */
export interface BareFonts {
  readonly regular: Readonly<Record<Script, Font>>
  readonly bold: Readonly<Record<Script, Font>>
}

const locate = createRequire(import.meta.url)

const read = (path: string): Font => create(readFileSync(locate.resolve(`@expo-google-fonts/${path}`)))

export const readBareFonts = (): BareFonts => ({
  regular: {
    sc: read('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    latin: read('noto-sans/400Regular/NotoSans_400Regular.ttf'),
  },
  bold: {
    sc: read('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
    latin: read('noto-sans/700Bold/NotoSans_700Bold.ttf'),
  },
})

/**
 * The least one can do with pdfkit: the paper's words one below the other, one font per language, each tagged as a
 * paragraph. No columns, no tables, no QR code, no mark, no choice of font by character, no field for a seal.
 */
export function drawBare(paper: Paper, fonts: BareFonts): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/A-2a',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: paper.title.zh },
    // @ts-expect-error: null (begin without a font of pdfkit's own) is missing from its types.
    font: null,
  })
  const bytes = collect(pdf)
  for (const weight of ['regular', 'bold'] as const) {
    for (const script of ['sc', 'latin'] as const) pdf.registerFont(`${script}-${weight}`, fonts[weight][script])
  }
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  for (const { text, script, bold } of wordsOf(paper)) {
    root.add(
      pdf.struct('P', {}, () => {
        pdf
          .font(`${script}-${bold ? 'bold' : 'regular'}`)
          .fontSize(9.8)
          .text(text)
      }),
    )
  }
  root.end()
  pdf.end()
  return bytes
}

const both = ({ zh, own }: Bilingual, bold: boolean): readonly Said[] =>
  zh === own
    ? [{ text: zh, script: 'sc', bold }]
    : [
        { text: zh, script: 'sc', bold },
        { text: own, script: 'latin', bold },
      ]

/** Every text of the paper, as often as the paper itself says it. */
const wordsOf = (paper: Paper): readonly Said[] => [
  ...both({ zh: paper.centre.zh, own: paper.centre.en }, true),
  ...both(paper.title, true),
  ...paper.head.flatMap(({ label, value }) => [...both(label, false), ...both(value, true)]),
  ...(paper.addressee === undefined ? [] : both(paper.addressee, true)),
  ...paper.blocks.flatMap((block) => {
    if (block.kind === 'facts')
      return block.rows.flatMap(({ label, value }) => [...both(label, true), ...both(value, false)])
    if (block.kind === 'list') return block.items.flatMap((item) => both(item, false))
    return both(block.text, block.kind === 'heading')
  }),
  ...both(paper.centre, true),
  ...both(paper.closing.issuedOn, false),
  ...[paper.verification.label, paper.verification.how, paper.governs, paper.page].flatMap((text) => both(text, false)),
  { text: paper.verification.code, script: 'latin', bold: true },
  { text: paper.verification.url, script: 'latin', bold: false },
]

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}
