import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Annex } from '../../../../activities/documents/binding/annex.ts'
import { pagesOf } from '../../../../activities/documents/binding/pdf-pages.ts'
import { createDrawing, type Drawing } from '../../../../activities/documents/draw.ts'
import { createFonts } from '../../../../activities/documents/fonts.ts'
import type { Bilingual, Paper } from '../../../../templates/paper.ts'
import { canReadBack, readBack, squeezed } from '../read-back.ts'
import { samplePaper } from '../sample-papers.ts'

let draw: Drawing

beforeAll(() => {
  draw = createDrawing(createFonts())
})

const both = (text: string): Bilingual => ({ zh: text, own: text })

const caseFile = (): Paper => ({
  ...samplePaper('common', 'filing-receipt', 'en'),
  binding: {
    index: both('Index'),
    entry: both('{{number}}. {{title}}: pages {{from}}-{{to}}'),
    kept: both('{{number}}. {{title}}: kept apart'),
    alt: both('Page {{page}} of {{title}}'),
  },
})

/** A file of one page that says its words, written by hand: in one revision or two, packed or plain, turned or upright. */
function handmade(line: string, { packed = false, turned = 0, revised = '' } = {}): Buffer {
  const content = deflateSync(Buffer.from(`BT /F1 24 Tf 72 700 Td (${line}) Tj ET`)).toString('latin1')
  const page = `<< /Type /Page /Parent 2 0 R /Rotate ${turned} /Contents 4 0 R >>`
  const pages = `<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> >>`
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  const stream = (data: string) => `<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n${data}\nendstream`
  const plain = (number: number, body: string) => `${number} 0 obj\n${body}\nendobj\n`
  const head = `%PDF-1.7\n${plain(1, '<< /Type /Catalog /Pages 2 0 R >>')}${plain(4, stream(content))}`
  const rest = packed ? packedObjects([pages, page, font]) : plain(2, pages) + plain(3, page) + plain(5, font)
  const later =
    revised === ''
      ? ''
      : plain(4, stream(deflateSync(Buffer.from(`BT /F1 24 Tf 72 700 Td (${revised}) Tj ET`)).toString('latin1')))
  return Buffer.from(`${head}${rest}trailer\n<< /Root 1 0 R >>\n${later}%%EOF`, 'latin1')
}

function packedObjects(bodies: readonly string[]): string {
  const numbers = [2, 3, 5]
  const offsets = bodies.map((_, index) => bodies.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0))
  const table = numbers.map((number, index) => `${number} ${offsets[index]}`).join(' ')
  const first = table.length + 1
  const data = deflateSync(Buffer.from(`${table}\n${bodies.join('\n')}`)).toString('latin1')
  const entries = `/Type /ObjStm /N ${bodies.length} /First ${first} /Filter /FlateDecode /Length ${data.length}`
  return `9 0 obj\n<< ${entries} >>\nstream\n${data}\nendstream\nendobj\n`
}

const annex = (title: string, bytes: Buffer, mime = 'application/pdf'): Annex => ({ title: both(title), mime, bytes })

/** One grey pixel. */
const picture = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
)

describe('Pages are had from a file', () => {
  test.each([
    ['as it was written', handmade('plain words')],
    ['with its objects packed', handmade('packed words', { packed: true })],
    ['that was saved in two revisions', handmade('old words', { revised: 'new words' })],
  ])('%s', (_, bytes) => {
    const [page, ...others] = pagesOf(bytes)
    expect(others).toEqual([])
    expect(page?.box).toEqual([0, 0, 595, 842])
  })

  test('of ours, with all its pages', async () => {
    const pages = pagesOf(await draw(samplePaper('work-permit', 'residence-permit', 'ko')))
    expect(pages.length).toBeGreaterThan(0)
  })

  test.each([
    ['is locked', Buffer.from('%PDF-1.7\ntrailer\n<< /Root 1 0 R /Encrypt 7 0 R >>')],
    ['is damaged', handmade('x').subarray(0, 60)],
    ['is something else', Buffer.from('GIF89a')],
    ['nests without end', Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(5000)}\nendobj`)],
    [
      'has pages that lead back to themselves',
      Buffer.from(
        '%PDF-1.7\n1 0 obj << /Pages 2 0 R >> endobj 2 0 obj << /Kids [2 0 R] >> endobj trailer << /Root 1 0 R >>',
      ),
    ],
  ])('but not from one that %s', (_, bytes) => {
    expect(() => pagesOf(bytes)).toThrow(expect.objectContaining({ name: 'PdfUnreadable' }))
  })
})

describe('A case file', () => {
  const readable = canReadBack ? test : test.skip

  readable('binds papers, files and pictures, names each with its pages and counts them through', async () => {
    const paper = await draw(samplePaper('work-permit', 'work-permit-notice', 'en'))
    const front = pagesOf(await draw(caseFile(), [])).length
    const own = pagesOf(paper).length
    const bytes = await draw(caseFile(), [
      annex('Notice', paper),
      annex('Contract', handmade('signed by both', { packed: true, turned: 90 })),
      annex('Broken', Buffer.from('no file at all')),
      annex('Picture', picture, 'image/jpeg'),
    ])
    expect(pagesOf(bytes)).toHaveLength(front + own + 2)
    const text = await readBack(bytes)
    expect(text).toContain(squeezed(`1. Notice: pages ${front + 1}-${front + own}`))
    expect(text).toContain(squeezed(`2. Contract: pages ${front + own + 1}-${front + own + 1}`))
    expect(text).toContain(squeezed('3. Broken: kept apart'))
    expect(text).toContain(squeezed(`4. Picture: pages ${front + own + 2}-${front + own + 2}`))
    expect(text).toContain(squeezed('signed by both'))
    expect(text).toContain('外国人工作许可通知')
    expect(text).toContain(squeezed(`Page ${front + own + 2} of ${front + own + 2}`))
  })

  readable('takes the last revision of a file, not an earlier one', async () => {
    const text = await readBack(
      await draw(caseFile(), [annex('Letter', handmade('first draft', { revised: 'final text' }))]),
    )
    expect(text).toContain(squeezed('final text'))
    expect(text).not.toContain(squeezed('first draft'))
  })

  test('never claims to last as the centre’s own papers do, but is tagged', async () => {
    const text = (await draw(caseFile(), [annex('Letter', handmade('words'))])).toString('latin1')
    expect(text).toContain('/Marked true')
    expect(text).not.toContain('pdfaid:part')
  })
})
