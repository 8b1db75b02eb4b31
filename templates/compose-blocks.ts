import type { Language } from '../domain/case/language.ts'
import type {
  BlockTemplate,
  Condition,
  DocumentStrings,
  FactTemplate,
  TextTemplate,
  ValueReference,
} from './document-template.ts'
import { codesAt, documentIncomplete, entriesAt, textAt, valueAt, wordingOf } from './document-values.ts'
import type { Bilingual, Block, FactRow } from './paper.ts'
import type { PaperContent } from './paper-content.ts'

export interface Composing {
  readonly strings: DocumentStrings
  readonly content: PaperContent
}

export const both = (language: Language, say: (side: Language) => string): Bilingual => {
  const zh = say('zh')
  return { zh, own: language === 'zh' ? zh : say(language) }
}

/** A name or number, written the same everywhere. */
export const same = (text: string): Bilingual => ({ zh: text, own: text })

/** A text in both languages, its placeholders filled. */
export const say = (at: Composing, text: string, filled: TextTemplate['with'] = {}): Bilingual =>
  both(at.content.language, (side) => wordsOf(at, side, { text, with: filled }))

/** The page numbers and the paper replaced are filled in later, by whoever knows them. */
const filledLater: readonly string[] = ['page', 'pages', 'number']

/** A text in one language. Throws `DocumentIncomplete` if it, or what a placeholder stands for, is missing. */
export function wordsOf(at: Composing, language: Language, { text, with: filled = {} }: TextTemplate): string {
  const words = textAt(at.strings, language, text)
  if (words === undefined) throw documentIncomplete(text)
  return words.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const reference = filled[name]
    if (reference !== undefined) return filledWith(at, reference, language)
    if (filledLater.includes(name)) return placeholder
    throw documentIncomplete(`${text}.${name}`)
  })
}

function filledWith({ strings, content }: Composing, reference: ValueReference, language: Language): string {
  const words = wordingOf({ strings, values: content.values }, reference, language)
  if (words === undefined) throw documentIncomplete(reference.value)
  return words
}

const sayAll = (at: Composing, { text, with: filled, when }: TextTemplate): readonly Bilingual[] =>
  holds(at, when) ? [say(at, text, filled)] : []

/** One block of a template in words; empty where its condition does not hold. */
export function blocksOf(at: Composing, block: BlockTemplate): readonly Block[] {
  if (block.type === 'paragraph' || block.type === 'heading') {
    const { type: kind } = block
    return sayAll(at, block).map((text) => ({ kind, text }))
  }
  if (block.type === 'facts') return tableOf(block.rows.flatMap((row) => factOf(at, row)))
  if (block.type === 'list') return listOf(block.items.flatMap((item) => sayAll(at, item)))
  if (block.type === 'each') return eachOf(at, block)
  return headedBlocksOf(at, block)
}

function eachOf(
  at: Composing,
  { value, name, blocks }: Extract<BlockTemplate, { readonly type: 'each' }>,
): readonly Block[] {
  const { values } = at.content
  return entriesAt(values, value).flatMap((entry, index) => {
    const content = { ...at.content, values: { ...values, [name]: { ...entry, number: index + 1 } } }
    return blocks.flatMap((block) => blocksOf({ ...at, content }, block))
  })
}

type Headed = Extract<BlockTemplate, { readonly heading: string }>

function headedBlocksOf(at: Composing, block: Headed): readonly Block[] {
  if (block.type === 'reasons') return reasonsOf(at, block.heading, block.optional ?? false)
  if (block.type === 'codes') return headed(at, block.heading, codesOf(at, block.value, block.prefix))
  const rows = at.content.signers.map((signer) => signatureOf(at, signer))
  return rows.length === 0 ? [] : headed(at, block.heading, [{ kind: 'facts', rows }])
}

function reasonsOf(at: Composing, heading: string, optional: boolean): readonly Block[] {
  const { reasons, reasonText, language, note } = at.content
  if (reasons.length === 0 && !optional) throw documentIncomplete('reasons')
  const items = reasons.map((reason) => both(language, (side) => reasonText(reason, side)))
  const said: readonly Block[] = note === undefined ? [] : [{ kind: 'paragraph', text: same(note) }]
  return [...headed(at, heading, listOf(items)), ...said]
}

function codesOf(at: Composing, value: string, prefix: string): readonly Block[] {
  const codes = value === 'reasons' ? at.content.reasons : codesAt(at.content.values, value)
  const known = codes.map((code) => `${prefix}.${code}`).filter((key) => textAt(at.strings, 'zh', key) !== undefined)
  return listOf(known.map((key) => say(at, key)))
}

const listOf = (items: readonly Bilingual[]): readonly Block[] => (items.length === 0 ? [] : [{ kind: 'list', items }])

const tableOf = (rows: readonly FactRow[]): readonly Block[] => (rows.length === 0 ? [] : [{ kind: 'facts', rows }])

const headed = (at: Composing, heading: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', text: say(at, heading) }, ...blocks]

function holds({ content }: Composing, condition: Condition | undefined): boolean {
  if (condition === undefined) return true
  const found = condition.value === 'reasons' ? content.reasons : valueAt(content.values, condition.value)
  const present = found !== undefined && found !== false
  if (condition.absent) return !present
  if (condition.in === undefined) return present
  const { in: wanted } = condition
  return [found].flat().some((entry) => typeof entry === 'string' && wanted.includes(entry))
}

function factOf(at: Composing, { label, zhValue, optional, ...reference }: FactTemplate): readonly FactRow[] {
  const value = (side: Language) => {
    const own = side === 'zh' && zhValue !== undefined ? { ...reference, value: zhValue } : reference
    return wordingOf({ strings: at.strings, values: at.content.values }, own, side)
  }
  if (value('zh') === undefined || value(at.content.language) === undefined) {
    if (optional) return []
    throw documentIncomplete(reference.value)
  }
  return [{ label: say(at, label), value: both(at.content.language, (side) => value(side) ?? '') }]
}

/** "Supervisor, staff number 0417": the officer's office, never the name. */
function signatureOf(at: Composing, { role, title, staffNumber }: PaperContent['signers'][number]): FactRow {
  const values = { title, staffNumber }
  const signed = { ...at, content: { ...at.content, values } }
  const filled = { title: { value: 'title', as: 'code:signer-title' }, staffNumber: { value: 'staffNumber' } } as const
  return { label: say(at, `signer-role.${role}`), value: say(signed, 'frame.signed', filled) }
}
