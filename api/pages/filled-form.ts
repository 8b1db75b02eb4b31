import { at } from '../../domain/case/form.ts'
import { labelOf, optionText } from './field-words.ts'
import { entryOf, isListOfGroups, type Leaf, leavesOf, type Schema } from './json-schema.ts'
import type { Speech } from './speech.ts'

export type Row = { readonly label: string; readonly value: string }
export type FilledSection = { readonly title: string | undefined; readonly rows: readonly Row[] }

type Shown = { readonly speech: Speech; readonly kind: string }

function valueText(shown: Shown, leaf: Leaf, value: unknown): string {
  const { speech } = shown
  if (typeof value === 'boolean') return speech.p(`form.${value ? 'yes' : 'no'}`)
  if (typeof value === 'number') return speech.number(value)
  const said = Array.isArray(value) ? value : [value]
  return said.map((each) => wordsOf(shown, leaf, String(each))).join(' · ')
}

function wordsOf({ speech, kind }: Shown, { path, schema }: Leaf, text: string): string {
  if (schema.format === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return speech.date(text)
  if (schema.format === 'date-time' && !Number.isNaN(Date.parse(text))) return speech.dateTime(text)
  return optionText(speech, kind, { path, value: text })
}

/** The questions of each entry of a list that is filled in. */
function everyEntry(leaf: Leaf, draft: unknown): readonly Leaf[] {
  if (!isListOfGroups(leaf.schema)) return [leaf]
  const entries = at(draft, leaf.path)
  if (!Array.isArray(entries)) return []
  return entries
    .flatMap((_, index) => leavesOf(entryOf(leaf.schema), `${leaf.path}.${index}`))
    .flatMap((inner) => everyEntry(inner, draft))
}

/** Of a list, which entry it is of goes before. */
function labelIn(shown: Shown, { path }: Leaf): string {
  const places = path.split('.').filter((step) => /^\d+$/.test(step))
  const number = places.map((place) => Number(place) + 1).join('.')
  return `${number === '' ? '' : `${number} · `}${labelOf(shown, path)}`
}

/** What somebody filled in, section by section; what was left out is not shown. */
export function filledSections(schema: Schema, draft: unknown, shown: Shown): readonly FilledSection[] {
  const leaves = leavesOf(schema)
    .flatMap((leaf) => everyEntry(leaf, draft))
    .filter(({ path }) => at(draft, path) !== undefined)
  const groups = [...new Set(leaves.map(({ path }) => (path.includes('.') ? (path.split('.')[0] ?? '') : '')))]
  return groups
    .toSorted((one, other) => Number(one === '') - Number(other === ''))
    .map((group) => ({
      title: group === '' ? undefined : shown.speech.word(shown.kind, `fields.${group}.label`),
      rows: leaves
        .filter(({ path }) => (path.includes('.') ? path.split('.')[0] === group : group === ''))
        .map((leaf) => ({ label: labelIn(shown, leaf), value: valueText(shown, leaf, at(draft, leaf.path)) })),
    }))
}
