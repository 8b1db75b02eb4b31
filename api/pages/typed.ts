import type { Draft } from '../../domain/case/form.ts'
import { entryOf, isListOfGroups, type Leaf, leavesOf, type Schema } from './json-schema.ts'

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

const readAs = (leaf: Leaf, sent: Sent): unknown =>
  isListOfGroups(leaf.schema) ? entriesOf(leaf, sent) : readTexts(leaf, textsOf(sent, leaf.path))

function readTexts({ schema }: Leaf, texts: readonly string[]): unknown {
  const [text = ''] = texts
  if (schema.type === 'array') return schema.items?.enum === undefined ? linesOf(text) : texts
  if (schema.type === 'boolean') return booleans[text] ?? text
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(text)
  return schema.format === 'date-time' ? instantOf(text) : text
}

/** The buttons by which a list grows and shrinks, each naming its place. */
const listButtons = ['add', 'remove'] as const

/** What was sent below a place, by names from there on. */
function sentUnder(sent: Sent, prefix: string): Sent {
  const below = Object.entries(sent).filter(([name]) => name.startsWith(prefix))
  const pressed = listButtons
    .map((button) => [button, textOf(sent, button)] as const)
    .filter(([, place]) => place.startsWith(prefix))
  return Object.fromEntries([
    ...below.map(([name, value]) => [name.slice(prefix.length), value]),
    ...pressed.map(([button, place]) => [button, place.slice(prefix.length)]),
  ])
}

/** The entries of a list in their order, without those left empty and the one that is taken away. */
function entriesOf({ path, schema }: Leaf, sent: Sent): readonly Draft[] {
  const start = `${path}.`
  const places = Object.keys(sent)
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length).split('.')[0] ?? '')
  const indexes = [...new Set(places)].filter((place) => /^\d{1,4}$/.test(place)).map(Number)
  return indexes
    .toSorted((one, other) => one - other)
    .filter((index) => textOf(sent, 'remove') !== `${start}${index}`)
    .map((index) => typedDraft(entryOf(schema), sentUnder(sent, `${start}${index}.`)))
    .filter((entry) => Object.values(entry).some((value) => !Array.isArray(value) || value.length > 0))
}

/** Whether a list is to grow or shrink, and nothing is to be done yet. */
export const changesList = (sent: Sent): boolean => listButtons.some((button) => textOf(sent, button) !== '')

const mayBeEmpty = ({ schema, optional }: Leaf): boolean =>
  !optional && (schema.items?.enum !== undefined || (isListOfGroups(schema) && (schema.minItems ?? 0) === 0))

const isLeftOut = (leaf: Leaf, value: unknown): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0 && !mayBeEmpty(leaf))

/** What was typed, by dotted path: what was left empty is undefined, nothing that was typed is dropped. */
export const typedValues = (schema: Schema, sent: Sent): ReadonlyMap<string, unknown> =>
  new Map(
    leavesOf(schema).map((leaf) => {
      const value = readAs(leaf, sent)
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
