import type { Language } from '../domain/case/language.ts'
import type { DocumentValues } from './document-values.ts'

/** Who signed, by office and staff number; the name stays inside. */
export interface Signer {
  readonly role: 'checked' | 'examined' | 'approved' | 'decided' | 'handed-over'
  /** A code of `signer-title` among the texts: `officer`, `supervisor`, … */
  readonly title: string
  readonly staffNumber: string
}

/** What is said on one paper. */
export interface PaperContent {
  readonly language: Language
  readonly values: DocumentValues
  readonly reasons: readonly string[]
  /** The kind's own text of a reason; throws or answers for every code. */
  readonly reasonText: (code: string, language: Language) => string
  readonly number: string
  /** Local date, YYYY-MM-DD. */
  readonly issuedOn: string
  readonly caseNumber: string
  readonly verificationUrl: string
  readonly verificationCode: string
  readonly signers: readonly Signer[]
  /** Number of the paper this one replaces. */
  readonly replaces?: string
  /** An officer's own words, meant for the letter: said after the reasons, as written. */
  readonly note?: string
}
