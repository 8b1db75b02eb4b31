import type { Draft } from './form.ts'

/** Fields of a form to set and to take away, each by its dotted path. */
export type FormChange = {
  readonly set?: Readonly<Record<string, unknown>> | undefined
  readonly unset?: readonly string[] | undefined
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const isIndex = (step: string): boolean => /^\d{1,3}$/.test(step)

const fieldsOf = (whole: unknown): Readonly<Record<string, unknown>> =>
  isContainer(whole) && !Array.isArray(whole) ? Object.fromEntries(Object.entries(whole)) : {}

function placed(whole: unknown, [first = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(whole) && isIndex(first) && Number(first) <= whole.length) {
    const items: readonly unknown[] = whole
    const item = rest.length === 0 ? value : placed(items[Number(first)], rest, value)
    return items.toSpliced(Number(first), 1, item)
  }
  const fields = fieldsOf(whole)
  return { ...fields, [first]: rest.length === 0 ? value : placed(fields[first], rest, value) }
}

function removed(whole: unknown, [first = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(whole) && isIndex(first)) {
    const items: readonly unknown[] = whole
    if (rest.length === 0) return items.toSpliced(Number(first), 1)
    return items.map((item, index) => (index === Number(first) ? removed(item, rest) : item))
  }
  const fields = fieldsOf(whole)
  if (!Object.hasOwn(fields, first)) return whole
  const others = Object.entries(fields).filter(([name]) => name !== first)
  return Object.fromEntries(rest.length === 0 ? others : [...others, [first, removed(fields[first], rest)]])
}

/** A form with some fields set and some taken away, each by its dotted path; the form given stays as it was. */
export function changeForm(form: Draft, { set = {}, unset = [] }: FormChange): Draft {
  const after = Object.entries(set).reduce<unknown>(
    (whole, [path, value]) => placed(whole, path.split('.'), value),
    form,
  )
  return fieldsOf(unset.reduce<unknown>((whole, path) => removed(whole, path.split('.')), after))
}

/** The dotted paths that a change touches. */
export const touchedBy = ({ set = {}, unset = [] }: FormChange): readonly string[] => [...Object.keys(set), ...unset]
