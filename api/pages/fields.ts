import { at, type Fault } from '../../domain/case/form.ts'
import { nationalities } from './countries.ts'
import { labelOf, optionText } from './field-words.ts'
import { type Leaf, leavesOf, type Schema, wordsPath } from './json-schema.ts'
import type { Speech } from './speech.ts'

export type Option = {
  readonly value: string
  readonly label: string
  readonly chosen: boolean
  readonly hint?: string
}

/** One question of a form, ready to be drawn. */
export type Field = {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly input: string
  readonly optional: boolean
  readonly value: string
  readonly options: readonly Option[]
  readonly rows?: number
  readonly autocomplete?: string
  readonly fault?: string
}

/** What a form is drawn with: whose words, what is filled in, what is wrong with it. */
export type Filling = {
  readonly speech: Speech
  readonly kind: string
  readonly draft: unknown
  readonly faults: readonly Fault[]
  /** In front of every pointer and field name; `form` for the form of a case, else empty. */
  readonly base: string
  /** The list that is to have one entry more. */
  readonly add?: string
}

/** Where a fault of this place points. */
export const pointerOf = (base: string, path: string): string =>
  `${base === '' ? '' : `/${base}`}/${path.replaceAll('.', '/')}`

export const idOf = (path: string): string => `f-${path.replaceAll('.', '-')}`

type Kind = { readonly input: string; readonly values: readonly string[]; readonly rows?: number }

const yesNo = ['true', 'false']
/** More than this many are chosen from a list that opens. */
const fewest = 6

const formats: Readonly<Record<string, string>> = { date: 'date', 'date-time': 'datetime-local', email: 'email' }

function kindOf({ path, schema }: Leaf): Kind {
  if (schema.enum !== undefined) return { input: schema.enum.length > fewest ? 'select' : 'radio', values: schema.enum }
  if (path.endsWith('nationality')) return { input: 'select', values: nationalities }
  if (schema.type === 'boolean') return { input: 'radio', values: yesNo }
  if (schema.type === 'array') return listOf(schema)
  if (schema.type === 'integer' || schema.type === 'number') return { input: 'number', values: [] }
  return textOf(schema)
}

const listOf = ({ items }: Schema): Kind =>
  items?.enum === undefined ? { input: 'textarea', values: [], rows: 2 } : { input: 'checkbox', values: items.enum }

function textOf({ format = '', identifier, maxLength = 0 }: Schema): Kind {
  const known = formats[format] ?? (identifier === 'phone' ? 'tel' : undefined)
  if (known !== undefined) return { input: known, values: [] }
  return maxLength >= 300 ? { input: 'textarea', values: [], rows: 3 } : { input: 'text', values: [] }
}

/** What browsers can fill in for a person, by the last word of the path (WCAG 1.3.5). */
const autocompletes: Readonly<Record<string, string>> = {
  'person.familyName': 'family-name',
  'person.givenNames': 'given-name',
  'person.birthDate': 'bday',
  'person.email': 'email',
  'person.phone': 'tel',
  'person.sex': 'sex',
  postalAddress: 'street-address',
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** What a field shows of what is filled in. */
function shown(value: unknown, input: string): string {
  if (Array.isArray(value)) return value.map(String).join('\n')
  if (!isPlain(value)) return ''
  return input === 'datetime-local' ? String(value).slice(0, 16) : String(value)
}

/** One question as it is drawn. */
export function fieldOf(leaf: Leaf, filling: Filling): Field {
  const { path, optional } = leaf
  const { speech, kind, draft, faults, base } = filling
  const { input, values, rows } = kindOf(leaf)
  const value = at(draft, path)
  const chosen = Array.isArray(value) ? value.map(String) : [String(value)]
  const pointer = pointerOf(base, path)
  const wrong = faults.find((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
  const hint = speech.ofKind(kind, `fields.${wordsPath(path)}.hint`)
  const words = (option: string) =>
    values === yesNo
      ? speech.p(`form.${option === 'true' ? 'yes' : 'no'}`)
      : optionText(speech, kind, { path, value: option })
  return {
    name: path,
    id: idOf(path),
    label: labelOf(filling, path),
    input,
    optional,
    value: shown(value, input),
    options: inOrder(
      path,
      values.map((option) => ({ value: option, label: words(option), chosen: chosen.includes(option) })),
      speech,
    ),
    ...(hint === undefined ? {} : { hint }),
    ...(rows === undefined ? {} : { rows }),
    ...(autocompletes[path] === undefined ? {} : { autocomplete: autocompletes[path] }),
    ...(wrong === undefined ? {} : { fault: faultText(speech, wrong.code) }),
  }
}

const inOrder = (path: string, options: readonly Option[], { language }: Speech): readonly Option[] =>
  path.endsWith('nationality')
    ? options.toSorted((one, other) => one.label.localeCompare(other.label, language))
    : options

/** What is wrong, in words; a code without words of its own is told by its group. */
export const faultText = (speech: Speech, code: string): string =>
  speech.ofKind('common', `problems.${code}.title`) ?? speech.t('common:problems.field-invalid.title')

/** A group that is missing whole is told question by question: each thing still to be answered has a line of its own. */
export const faultsByQuestion = (schema: Schema, faults: readonly Fault[]): readonly Fault[] =>
  faults.flatMap((fault) => {
    const path = fault.pointer.replace(/^\/form\//, '').replaceAll('/', '.')
    const inside = leavesOf(schema).filter((leaf) => leaf.path.startsWith(`${path}.`))
    const asked = inside.filter(({ optional }) => !optional)
    return inside.length === 0
      ? [fault]
      : asked.map((leaf) => ({ ...fault, pointer: `/form/${leaf.path.replaceAll('.', '/')}` }))
  })
