/** Parts of pdfkit that exist at run time and that its published types do not name. */
declare namespace PDFKit {
  interface PDFDocument {
    /** The catalog: the signature field is hung up here. */
    readonly _root: {
      readonly data: { readonly AcroForm: { readonly data: Record<string, unknown> & { readonly Fields: unknown[] } } }
    }
  }
  namespace Mixins {
    interface StructureElementOptions {
      /** Of a header cell: which cells it names. */
      scope?: 'Row' | 'Column' | 'Both'
      /** Of a figure: left, top, right, bottom in points from the top left corner of the page. */
      bbox?: readonly [number, number, number, number]
    }
    interface PDFFont {
      /** A font already read by fontkit is taken as it is. */
      registerFont(name: string, font: import('fontkit').Font): this
    }
  }
}
