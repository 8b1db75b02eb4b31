import type { Language } from '../domain/case/language.ts'
import { blocksOf, both, type Composing, same, say, wordsOf } from './compose-blocks.ts'
import type { DocumentStrings, DocumentTemplate } from './document-template.ts'
import { dateText, documentIncomplete, textAt } from './document-values.ts'
import type { Bilingual, Block, FactRow, Paper } from './paper.ts'
import type { PaperContent } from './paper-content.ts'

/**
 * Puts a paper into words, in Chinese and in the reader's language. Pure: the same content gives the same paper.
 * Throws `DocumentIncomplete` (its message the path or key that is missing) instead of leaving anything out.
 */
export function composePaper(template: DocumentTemplate, strings: DocumentStrings, content: PaperContent): Paper {
  const at: Composing = { strings, content }
  const { language, number, issuedOn } = content
  requireSigners(template, content)
  const day = both(language, (side) => dateText(issuedOn, side))
  return {
    language,
    number,
    issuedOn,
    title: say(at, template.title),
    centre: { ...say(at, 'frame.centre'), en: wordsOf(at, 'en', { text: 'frame.centre' }) },
    head: headOf(at, day),
    ...(template.addressed ? { addressee: say(at, 'frame.addressee', { name: { value: 'person.name' } }) } : {}),
    blocks: [...replacing(at), ...template.blocks.flatMap((block) => blocksOf(at, block))],
    ...bindingOf(at, template),
    closing: { issuedOn: day, stamp: wordsOf(at, 'zh', { text: 'frame.stamp' }), sealed: say(at, 'frame.sealed') },
    verification: {
      url: content.verificationUrl,
      code: content.verificationCode,
      label: say(at, 'frame.verify'),
      how: say(at, 'frame.how-to-verify'),
      alt: say(at, 'frame.code-alt'),
    },
    governs: say(at, 'frame.governs'),
    page: say(at, 'frame.page'),
  }
}

/** Number, case and date: what one is asked for when one rings up. */
function headOf(at: Composing, day: Bilingual): readonly FactRow[] {
  const { number, caseNumber } = at.content
  return [
    { label: say(at, 'frame.number'), value: same(number) },
    { label: say(at, 'frame.case'), value: same(caseNumber) },
    { label: say(at, 'frame.issued-on'), value: day },
  ]
}

function replacing(at: Composing): readonly Block[] {
  const { replaces } = at.content
  if (replaces === undefined) return []
  const filled = (text: string): string => text.replace('{{number}}', replaces)
  const { zh, own } = say(at, 'frame.replaces')
  return [{ kind: 'paragraph', text: { zh: filled(zh), own: filled(own) } }]
}

/** Texts whose placeholders the binder fills. */
function bindingOf(at: Composing, { binds }: DocumentTemplate): Pick<Paper, 'binding'> {
  if (binds === undefined) return {}
  const [index, entry, kept, alt] = [binds.index, binds.entry, binds.kept, binds.alt].map((key) => asWritten(at, key))
  return index && entry && kept && alt ? { binding: { index, entry, kept, alt } } : {}
}

const asWritten = ({ strings, content }: Composing, key: string): Bilingual => titleOf(strings, content.language, key)

/** A text as it stands in the strings, in Chinese and in the reader's language. Throws `DocumentIncomplete` without one. */
export const titleOf = (strings: DocumentStrings, language: Language, key: string): Bilingual =>
  both(language, (side) => {
    const text = textAt(strings, side, key)
    if (text === undefined) throw documentIncomplete(key)
    return text
  })

function requireSigners({ signers }: DocumentTemplate, { signers: signed, reasons }: PaperContent): void {
  if (reasons.some((reason) => signers.exceptFor?.includes(reason))) return
  if (signed.length < signers.atLeast) throw documentIncomplete('signers')
}
