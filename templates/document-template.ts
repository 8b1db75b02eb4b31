import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '../domain/case/language.ts'
import type { Strings } from './compare-strings.ts'
import type { Texts } from './load.ts'

/** Where a value comes from (a path into the values) and how it is written. */
export interface ValueReference {
  readonly value: string
  /** `text` if not said; `code:<namespace>` is looked up among the texts, as `<namespace>.<code>`. */
  readonly as?: 'text' | 'date' | 'datetime' | 'money' | 'months' | 'country' | `code:${string}`
}

export interface FactTemplate extends ValueReference {
  readonly label: string
  /** Path of the Chinese wording where the form asks for both (a position's title). */
  readonly zhValue?: string
  /** Left out without its value; any other row without one is a paper that must not be issued. */
  readonly optional?: true
}

/** Shown only if the value is there (or, with `absent`, is not), and is one of `in` where that is given. */
export interface Condition {
  readonly value: string
  readonly in?: readonly string[]
  readonly absent?: true
}

export interface TextTemplate {
  readonly text: string
  readonly with?: Readonly<Record<string, ValueReference>>
  readonly when?: Condition
}

export type BlockTemplate =
  | ({ readonly type: 'paragraph' } & TextTemplate)
  | ({ readonly type: 'heading' } & TextTemplate)
  | { readonly type: 'facts'; readonly rows: readonly FactTemplate[] }
  | { readonly type: 'list'; readonly items: readonly TextTemplate[] }
  /** The texts of the reason codes; `heading` stands above if there are any. */
  | { readonly type: 'reasons'; readonly heading: string; readonly optional?: true }
  /** Each code of a list as `<prefix>.<code>`; codes without a text are left out. */
  | { readonly type: 'codes'; readonly heading: string; readonly value: string; readonly prefix: string }
  | { readonly type: 'signatures'; readonly heading: string }
  /** The blocks once for each thing in a list, which they know by `name`, its place in the list as `name.number`. */
  | { readonly type: 'each'; readonly value: string; readonly name: string; readonly blocks: readonly BlockTemplate[] }

/** A kind of paper as its file says it: `templates/<folder>/documents/<code>.json`. */
export interface DocumentTemplate {
  readonly title: string
  /** Whether it begins with the person's name. */
  readonly addressed: boolean
  /** How many officers must have signed, unless one of the reasons stands for another body's decision. */
  readonly signers: { readonly atLeast: number; readonly exceptFor?: readonly string[] }
  readonly blocks: readonly BlockTemplate[]
  /** Binds the case's papers and materials behind its text, with an index: the keys of its texts. */
  readonly binds?: { readonly index: string; readonly entry: string; readonly kept: string; readonly alt: string }
}

/** Texts in the order they are asked: the kind's own before the common ones. */
export type DocumentStrings = readonly Readonly<Record<Language, Strings>>[]

export interface DocumentTemplates {
  /** The kind's own template, or the common one. Throws where there is none. */
  readonly templateOf: (kind: string, code: string) => DocumentTemplate
  readonly stringsOf: (kind: string) => DocumentStrings
  /** Every template as `[folder, code]`. */
  readonly all: readonly (readonly [string, string])[]
}

const ownFolder = dirname(fileURLToPath(import.meta.url))

/** Reads every document template below the templates folder; the texts are those of `loadTexts`. */
export function loadDocumentTemplates(texts: Texts, folder = ownFolder): DocumentTemplates {
  const templates = new Map<string, DocumentTemplate>()
  for (const [kind, code, file] of templateFiles(folder)) templates.set(`${kind}/${code}`, readTemplate(file))
  return {
    templateOf: (kind, code) => {
      const template = templates.get(`${kind}/${code}`) ?? templates.get(`common/${code}`)
      if (template === undefined) throw new Error(`No document template ${code} for ${kind}`)
      return template
    },
    stringsOf: (kind) => [texts[`documents-${kind}`], texts['documents-common']].filter((found) => found !== undefined),
    all: [...templates.keys()].map((key) => [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)] as const),
  }
}

const templateFiles = (folder: string): readonly (readonly [string, string, string])[] =>
  readdirSync(folder).flatMap((kind) => {
    const documents = join(folder, kind, 'documents')
    const names = existsSync(documents) ? readdirSync(documents).filter((name) => name.endsWith('.json')) : []
    return names.map((name) => [kind, name.slice(0, -'.json'.length), join(documents, name)] as const)
  })

function readTemplate(file: string): DocumentTemplate {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isTemplate(parsed)) throw new Error(`${file} is no document template`)
  return parsed
}

const blockTypes: readonly unknown[] = [
  'paragraph',
  'heading',
  'facts',
  'list',
  'reasons',
  'codes',
  'signatures',
  'each',
]

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function isTemplate(value: unknown): value is DocumentTemplate {
  if (!isRecord(value) || typeof value['title'] !== 'string' || typeof value['addressed'] !== 'boolean') return false
  const { signers, blocks } = value
  if (!isRecord(signers) || typeof signers['atLeast'] !== 'number' || !Array.isArray(blocks)) return false
  return blocks.every((block: unknown) => isRecord(block) && blockTypes.includes(block['type']))
}
