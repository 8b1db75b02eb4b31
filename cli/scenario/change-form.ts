type Json = Readonly<Record<string, unknown>>

/** A form with some fields set and some taken away, each named by its dotted path. */
export function changeForm(form: Json, set: Json, unset: readonly string[]): Json {
  const changed = structuredClone(form)
  for (const [path, value] of Object.entries(set)) place(changed, path.split('.'), value)
  for (const path of unset) remove(changed, path.split('.'))
  return changed
}

/** The value at a dotted path; undefined where the way ends before. */
export function valueAt(whole: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, name) => (isContainer(part) ? Reflect.get(part, name) : undefined), whole)
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

function place(whole: object, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    Reflect.set(whole, first, value)
    return
  }
  const next: unknown = Reflect.get(whole, first)
  if (!isContainer(next)) Reflect.set(whole, first, /^\d+$/.test(rest[0] ?? '') ? [] : {})
  const container: unknown = Reflect.get(whole, first)
  if (isContainer(container)) place(container, rest, value)
}

function remove(whole: object, [first = '', ...rest]: readonly string[]): void {
  if (rest.length === 0) {
    Reflect.deleteProperty(whole, first)
    return
  }
  const next: unknown = Reflect.get(whole, first)
  if (isContainer(next)) remove(next, rest)
}
