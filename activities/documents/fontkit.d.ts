/** What we use of fontkit, which brings no types of its own; pdfkit takes such a font as it is. */
declare module 'fontkit' {
  export interface FontGlyph {
    readonly id: number
    readonly advanceWidth: number
  }
  export interface GlyphRun {
    readonly glyphs: readonly FontGlyph[]
    readonly positions: readonly unknown[]
    /** In font units. */
    readonly advanceWidth: number
  }
  export interface Font {
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string, features?: unknown): GlyphRun
  }
  export function create(file: Uint8Array): Font
}
