import type { Draft } from '../../domain/case/form.ts'
import { type Leaf, leavesOf, type Schema } from './json-schema.ts'

/** What a browser sends: names with one text or several. */
export type Sent = Readonly<Record<string, unknown>>

/** The texts sent under a name, tidied of the line ends that browsers add. */
export const textsOf = (sent: Sent, name: string): readonly string[] =>
  [sent[name]]
    .flat()
    .filter((text) => typeof text === 'string')
    .map((text) => text.replaceAll('\r\n', '\n'))

/** The one text sent under a name; empty where there is none. */
export const textOf = (sent: Sent, name: string): string => textsOf(sent, name)[0] ?? ''

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Wall time in Shanghai as an instant; what is no such time is kept as it was typed, for the schema to refuse. */
const instantOf = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? `${text.length === 16 ? `${text}:00` : text}+08:00` : text

const numberOf = (text: string): number | string => (/^-?\d+$/.test(text.trim()) ? Number(text) : text)

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false }

function readAs({ schema }: Leaf, texts: readonly string[]): unknown {
  const [text = ''] = texts
  if (schema.type === 'array') return schema.items?.enum === undefined ? linesOf(text) : texts
  if (schema.type === 'boolean') return booleans[text] ?? text
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(text)
  return schema.format === 'date-time' ? instantOf(text) : text
}

const isLeftOut = (leaf: Leaf, value: unknown): boolean =>
  value === '' ||
  (Array.isArray(value) && value.length === 0 && (leaf.optional || leaf.schema.items?.enum === undefined))

/** What was typed, by dotted path: what was left empty is undefined, nothing that was typed is dropped. */
export const typedValues = (schema: Schema, sent: Sent): ReadonlyMap<string, unknown> =>
  new Map(
    leavesOf(schema).map((leaf) => {
      const value = readAs(leaf, textsOf(sent, leaf.path))
      return [leaf.path, isLeftOut(leaf, value) ? undefined : value]
    }),
  )

/** Values by dotted path as a nested draft; what is undefined is left out. */
function nested(values: Iterable<readonly [string, unknown]>): Draft {
  const given = [...values].filter(([, value]) => value !== undefined)
  return given.reduce<Draft>((draft, [path, value]) => placed(draft, path.split('.'), value), {})
}

function placed(draft: Draft, [first = '', ...rest]: readonly string[], value: unknown): Draft {
  const inner = draft[first]
  return { ...draft, [first]: rest.length === 0 ? value : placed(isGroup(inner) ? inner : {}, rest, value) }
}

const isGroup = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a form sent, as a draft of its schema. */
export const typedDraft = (schema: Schema, sent: Sent): Draft => nested(typedValues(schema, sent))
