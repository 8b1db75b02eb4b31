import { beforeAll, describe, expect, test } from '@jest/globals'
import { createDrawing, type Drawing } from '../../../activities/documents/draw.ts'
import { createFonts, type Fonts } from '../../../activities/documents/fonts.ts'
import { languages } from '../../../domain/case/language.ts'
import type { Paper } from '../../../templates/paper.ts'
import { canReadBack, readBack, squeezed } from './read-back.ts'
import { names, samplePaper, templates } from './sample-papers.ts'

let fonts: Fonts
let draw: Drawing

beforeAll(() => {
  fonts = createFonts()
  fonts.warm()
  draw = createDrawing(fonts)
})

const own: readonly string[] = ['common', 'work-permit', 'accommodation-registration']
const papers = templates.all.filter(([folder]) => own.includes(folder))
const cases = papers.flatMap(([folder, code]) => languages.map((language) => [folder, code, language] as const))

describe('Each paper in each language', () => {
  test.each(cases)(
    '%s/%s in %s is drawn, tagged and says it is PDF/A-2a and PDF/UA-1',
    async (folder, code, language) => {
      const pdf = (await draw(samplePaper(folder, code, language))).toString('latin1')
      expect(pdf.startsWith('%PDF-1.7')).toBe(true)
      expect(pdf).toContain('/Marked true')
      expect(pdf).toContain('<pdfaid:part>2</pdfaid:part>')
      expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
      expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>')
    },
  )

  if (!canReadBack) console.warn('pdftotext is not installed: what a reader copies out of the papers is NOT checked')
  const readable = canReadBack ? test : test.skip

  readable.each(cases)('%s/%s in %s can be copied out whole, names included', async (folder, code, language) => {
    const paper = samplePaper(folder, code, language)
    const text = await readBack(await draw(paper))
    for (const words of wordsOf(paper)) expect(text).toContain(squeezed(words))
    expect(text).toContain(squeezed(names[language]))
  })

  readable('an address of two thousand characters flows over pages and loses nothing', async () => {
    const long = Array.from({ length: 200 }, (_, index) => `上海市虹桥路${index}号`).join('')
    const paper: Paper = {
      ...samplePaper('common', 'filing-receipt', 'de'),
      blocks: [
        { kind: 'facts', rows: [{ label: { zh: '住址', own: 'Anschrift' }, value: { zh: long, own: long } }] },
        { kind: 'paragraph', text: { zh: long, own: 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(40) } },
      ],
    }
    const text = await readBack(await draw(paper))
    for (const index of [0, 57, 113, 199]) expect(text).toContain(`虹桥路${index}号`)
    expect(text.match(/Donau/g)?.length).toBeGreaterThanOrEqual(30)
  })
})

/** Short texts stand in one piece; long ones are interleaved with the other column and are checked by their beginning. */
const wordsOf = (paper: Paper): readonly string[] => [
  paper.title.zh,
  paper.title.own,
  paper.number,
  paper.verification.code,
  ...paper.blocks.flatMap((block) => {
    if (block.kind === 'facts') return block.rows.flatMap(({ label, value }) => [label.zh, value.zh])
    if (block.kind === 'heading') return [block.text.zh, block.text.own]
    return block.kind === 'paragraph' ? [block.text.zh.slice(0, 8)] : []
  }),
]

describe('Names', () => {
  test('a paper drawn twice has the same bytes', async () => {
    const paper = samplePaper('work-permit', 'work-permit-notice', 'fr')
    const again = createDrawing(createFonts())
    expect((await draw(paper)).equals(await draw(paper))).toBe(true)
    expect((await draw(paper)).equals(await again(paper))).toBe(true)
  })

  test('a character that no font has stops the paper and is named by its code point only', async () => {
    const paper = samplePaper('common', 'filing-receipt', 'en')
    const unknown: Paper = { ...paper, addressee: { zh: 'Mro \u{16A40}', own: 'Mro \u{16A40}' } }
    await expect(draw(unknown)).rejects.toMatchObject({ type: 'GlyphMissing', nonRetryable: true, message: 'U+16A40' })
  })

  test('a mark stays with its letter, and a letter with its accent reads back as that letter', () => {
    const runs = fonts.runsOf('Đặng Thi\u0323 x\u0323y', 'fr')
    expect(runs.map(({ text }) => text)).toEqual(['Đặng Thị x\u0323y'])
  })

  test.each([
    ['ja', '直', 'jp-regular'],
    ['zh', '直', 'sc-regular'],
    ['ko', '直', 'kr-regular'],
    ['fr', '直', 'sc-regular'],
    ['zh', '최', 'kr-regular'],
    ['zh', '𠮷', 'jp-regular'],
    ['ru', 'Щ', 'latin-regular'],
  ] as const)('for a reader of %s the character %s is drawn by %s', (language, character, face) => {
    expect(fonts.runsOf(character, language).map((run) => run.face.name)).toEqual([face])
  })
})
