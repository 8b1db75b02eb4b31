import type { Bilingual } from '../../../templates/paper.ts'
import { pagesOf, type SourcePage } from './pdf-pages.ts'

/** Something bound behind a paper: a paper of ours, or what was uploaded. */
export type Annex = { readonly title: Bilingual; readonly mime: string; readonly bytes: Buffer }

/** A leaf of it: a page of a PDF file, or a picture. */
export type Leaf = SourcePage | { readonly picture: Buffer }

/** An annex taken apart; one without leaves could not be, and is listed as kept apart. */
export type OpenedAnnex = { readonly title: Bilingual; readonly leaves: readonly Leaf[] }

const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png'])

/** Whatever is uploaded may be damaged or locked: that keeps the rest from nothing. */
export function openAnnex({ title, mime, bytes }: Annex): OpenedAnnex {
  if (pictures.has(mime)) return { title, leaves: [{ picture: bytes }] }
  try {
    return { title, leaves: pagesOf(bytes) }
  } catch {
    return { title, leaves: [] }
  }
}
