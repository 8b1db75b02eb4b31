import { at } from '../../domain/case/form.ts'
import { labelOf } from './field-words.ts'
import { type Field, type Filling, faultText, fieldOf, idOf, pointerOf } from './fields.ts'
import { entryOf, isListOfGroups, type Leaf, leavesOf, type Schema, wordsPath } from './json-schema.ts'

/** A list of groups: it grows by one button and shrinks by another, without scripts. */
type ListField = {
  readonly path: string
  readonly id: string
  readonly title: string
  readonly entries: readonly Entry[]
  readonly hint?: string
  readonly fault?: string
}
type Entry = {
  readonly place: string
  readonly title: string
  readonly fields: readonly Field[]
  readonly lists: readonly ListField[]
}

export type Section = {
  readonly title: string | undefined
  readonly fields: readonly Field[]
  readonly lists: readonly ListField[]
}

/** Its questions in sections, one a group at the top; what stands alone there comes last, together. */
export function sectionsOf(schema: Schema, filling: Filling): readonly Section[] {
  const leaves = leavesOf(schema)
  const groups = [...new Set(leaves.map(groupOf))].toSorted((one, other) => Number(one === '') - Number(other === ''))
  return groups.map((group) => {
    const own = leaves.filter((leaf) => groupOf(leaf) === group)
    const isList = own.every((leaf) => isListOfGroups(leaf.schema))
    return {
      title: group === '' || isList ? undefined : filling.speech.word(filling.kind, `fields.${group}.label`),
      ...asked(own, filling),
    }
  })
}

/** A list at the top is a section of its own, like a group. */
const groupOf = ({ path, schema }: Leaf): string =>
  path.includes('.') || isListOfGroups(schema) ? (path.split('.')[0] ?? '') : ''

const asked = (leaves: readonly Leaf[], filling: Filling) => ({
  fields: leaves.filter(({ schema }) => !isListOfGroups(schema)).map((leaf) => fieldOf(leaf, filling)),
  lists: leaves.filter(({ schema }) => isListOfGroups(schema)).map((leaf) => listFieldOf(leaf, filling)),
})

/** A list as it is drawn: what is filled in, one more where that is wanted, one at least where something must be said. */
function listFieldOf(leaf: Leaf, filling: Filling): ListField {
  const { path, optional, schema } = leaf
  const { speech, kind, draft, faults, base, add } = filling
  const filled = at(draft, path)
  const known = Array.isArray(filled) ? filled.length : 0
  const count = Math.max(known + (add === path ? 1 : 0), optional ? 0 : 1)
  const title = labelOf(filling, path)
  const hint = speech.ofKind(kind, `fields.${wordsPath(path)}.hint`)
  const wrong = faults.find(({ pointer }) => pointer === pointerOf(base, path))
  return {
    path,
    id: idOf(path),
    title,
    entries: Array.from({ length: count }, (_, index) => ({
      place: `${path}.${index}`,
      title: `${title} ${index + 1}`,
      ...asked(leavesOf(entryOf(schema), `${path}.${index}`), filling),
    })),
    ...(hint === undefined ? {} : { hint }),
    ...(wrong === undefined ? {} : { fault: faultText(speech, wrong.code) }),
  }
}
