import type { Fault } from '../../domain/case/form.ts'
import { type Field, faultText, idOf, type Option } from './fields.ts'
import type { Speech } from './speech.ts'

export type PlainField = {
  readonly name: string
  /** Key of its label among the pages' own texts. */
  readonly label: string
  readonly input: string
  readonly value?: string
  readonly optional?: boolean
  readonly options?: readonly Option[]
  readonly rows?: number
  readonly autocomplete?: string
}

/** Fields that no kind has: filters, sign-in, notes. A fault belongs to the field its pointer names. */
export const fieldsFor =
  (speech: Speech, faults: readonly Fault[] = []) =>
  ({ label, value = '', optional = false, options = [], ...rest }: PlainField): Field => {
    const wrong = faults.find(({ pointer }) => pointer === `/${rest.name}`)
    const fault = wrong === undefined ? {} : { fault: faultText(speech, wrong.code) }
    return { ...rest, id: idOf(rest.name), label: speech.p(label), value, optional, options, ...fault }
  }

/** Choices of a filter: everything first. */
export const choicesOf = (
  speech: Speech,
  chosen: string,
  values: readonly (readonly [value: string, label: string])[],
): readonly Option[] => [
  { value: 'all', label: speech.p('list.all'), chosen: !values.some(([value]) => value === chosen) },
  ...values.map(([value, label]) => ({ value, label, chosen: value === chosen })),
]
