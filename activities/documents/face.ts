import { create, type Font, type GlyphRun } from 'fontkit'

/** One font file, read once, shared by all documents. */
export interface Face {
  /** Its name within a document. */
  readonly name: string
  readonly font: Font
  readonly has: (codePoint: number) => boolean
  /** Width of a text in thousandths of the font size. */
  readonly widthOf: (text: string) => number
}

/** Words shaped before: papers repeat themselves. Emptied when full, so names do not gather here. */
const shapedLimit = 5_000

export function createFace(name: string, file: Uint8Array): Face {
  const parsed = create(file)
  const font = parsed.unitsPerEm === 1000 ? rememberingFont(parsed) : readableFont(parsed)
  const scale = 1000 / font.unitsPerEm
  return {
    name,
    font,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (text) => wordsOf(text).reduce((sum, word) => sum + font.layout(word).advanceWidth, 0) * scale,
  }
}

/** Cut after each space, as pdfkit cuts, so that what was measured is what it draws. */
const wordsOf = (text: string): readonly string[] => text.match(/[^ ]* |[^ ]+/g) ?? []

/**
 * Shaping (ligatures, kerning, marks) is most of the work of a page and the same word gives the same glyphs.
 * pdfkit scales the positions in place; at 1000 units a font that changes nothing, so they can be shared.
 */
function rememberingFont(parsed: Font): Font {
  const shaped = new Map<string, GlyphRun>()
  const layout = (text: string, features?: unknown): GlyphRun => {
    if (features !== undefined) return parsed.layout(text, features)
    const known = shaped.get(text)
    if (known !== undefined) return known
    if (shaped.size >= shapedLimit) shaped.clear()
    const run = shape(parsed, text)
    shaped.set(text, run)
    return run
  }
  return Object.create(parsed, { layout: { value: layout } })
}

const readableFont = (parsed: Font): Font =>
  Object.create(parsed, {
    layout: {
      value: (text: string, features?: unknown) =>
        features === undefined ? shape(parsed, text) : parsed.layout(text, features),
    },
  })

const marks = /\p{M}/u

/**
 * A letter with an accent has a glyph of its own, which can be read back as that letter. The feature `ccmp` would take
 * it apart into two glyphs (ị into i and a dot), and who copies the name gets "Thi" for "Thị".
 */
const shape = (font: Font, text: string): GlyphRun =>
  marks.test(text) ? font.layout(text) : font.layout(text, { ccmp: false })
