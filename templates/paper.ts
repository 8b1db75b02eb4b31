import type { Language } from '../domain/case/language.ts'

/** One text in Chinese, which governs, and in the applicant's language; equal where that is Chinese. */
export interface Bilingual {
  readonly zh: string
  readonly own: string
}

export interface FactRow {
  readonly label: Bilingual
  readonly value: Bilingual
}

/** A part of a paper, from top to bottom. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: Bilingual }
  | { readonly kind: 'heading'; readonly text: Bilingual }
  | { readonly kind: 'facts'; readonly rows: readonly FactRow[] }
  | { readonly kind: 'list'; readonly items: readonly Bilingual[] }

/** What a part of a picture stands for, by which it is coloured. */
export type Tone = 'good' | 'bad' | 'warn' | 'wait' | 'act' | 'none'

export interface TonePart {
  readonly tone: Tone
  readonly value: number
}

/** A bar or column of a picture, its parts one behind the other. */
export interface Bar {
  readonly label: Bilingual
  readonly total: string
  readonly parts: readonly TonePart[]
}

/** A picture of numbers; the table beside it says the same, `alt` says what it shows. */
export interface Picture {
  readonly alt: Bilingual
  readonly legend: readonly { readonly tone: Tone; readonly text: Bilingual }[]
  readonly bars: readonly Bar[]
}

/** A part of a report: figures besides words. */
export type ReportBlock =
  | Block
  /** The first cell of each row is its head. */
  | {
      readonly kind: 'table'
      readonly columns: readonly Bilingual[]
      readonly rows: readonly (readonly Bilingual[])[]
    }
  /** Bars below each other; `shares`: each a whole of its own. */
  | ({ readonly kind: 'bars'; readonly shares: boolean } & Picture)
  /** Columns beside each other. */
  | ({ readonly kind: 'columns' } & Picture)

/** Everything that stands on a paper, in words; how it looks is the drawing's business. */
export interface Paper {
  readonly language: Language
  readonly number: string
  /** Local date, YYYY-MM-DD; also the date inside the file, so that a repeat gives the same bytes. */
  readonly issuedOn: string
  readonly title: Bilingual
  /** The centre's name in Chinese and English (head) and in the reader's language (foot of the text). */
  readonly centre: Bilingual & { readonly en: string }
  /** Number, case, date of issue, and the paper replaced if there is one. */
  readonly head: readonly FactRow[]
  readonly addressee?: Bilingual
  readonly blocks: readonly Block[]
  /** What a report on the office says, in the place of a letter's blocks. */
  readonly report?: readonly ReportBlock[]
  /** What else is bound behind it and its index says; each text but the first holds placeholders that the binder fills. */
  readonly binding?: {
    readonly index: Bilingual
    readonly entry: Bilingual
    readonly kept: Bilingual
    readonly alt: Bilingual
  }
  /** `stamp` stands in the drawn stamp, `sealed` is what it says to those who do not see it. */
  readonly closing: { readonly issuedOn: Bilingual; readonly stamp: string; readonly sealed: Bilingual }
  readonly verification: {
    readonly url: string
    readonly code: string
    readonly label: Bilingual
    readonly how: Bilingual
    /** What the QR code shows, for those who do not see it. */
    readonly alt: Bilingual
  }
  readonly governs: Bilingual
  /** Foot of each page; holds `{{page}}` and `{{pages}}`. */
  readonly page: Bilingual
}
