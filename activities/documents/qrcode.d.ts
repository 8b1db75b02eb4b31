/** What we use of qrcode, which brings no types of its own. */
declare module 'qrcode' {
  interface QuickResponseCode {
    /** `get` answers 1 for a dark module, 0 for a light one. */
    readonly modules: { readonly size: number; get(row: number, column: number): number }
  }
  const qrcode: {
    create(text: string, options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): QuickResponseCode
  }
  export = qrcode
}
