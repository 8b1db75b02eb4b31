import { z } from 'zod'

/** A change of a JSON value: what is set or removed, and where (RFC 6901; `-` at the end of a list appends). */
export const changeForm = z.union([
  z.object({ path: z.string(), remove: z.literal(true) }),
  z.object({ path: z.string(), value: z.unknown() }),
])

/** A change of a JSON value. */
export type Change = z.infer<typeof changeForm>

/** The value after a change; the given one stays as it is. Throws a `RangeError` for a place that is not there. */
export function changed(value: unknown, change: Change): unknown {
  if (change.path !== '' && !change.path.startsWith('/')) throw new RangeError(`no JSON pointer: ${change.path}`)
  const steps = change.path.split('/').slice(1)
  return changedAt(
    value,
    steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    change,
  )
}

function changedAt(value: unknown, [step, ...others]: readonly string[], change: Change): unknown {
  if (step === undefined) return 'value' in change ? change.value : undefined
  const inside = (part: unknown): unknown => changedAt(part, others, change)
  if (others.length === 0 && 'remove' in change) return Array.isArray(value) ? without(value, step) : less(value, step)
  return Array.isArray(value) ? withItem(value, step, inside) : withField(value, step, inside)
}

function withField(value: unknown, step: string, inside: (part: unknown) => unknown): unknown {
  const fields = fieldsOf(value)
  return Object.fromEntries(fields.set(step, inside(fields.get(step))))
}

function less(value: unknown, step: string): unknown {
  const fields = fieldsOf(value)
  if (!fields.delete(step)) throw new RangeError(`no field ${step}`)
  return Object.fromEntries(fields)
}

function fieldsOf(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new RangeError('a JSON pointer leads into what has no parts')
  return new Map(Object.entries(value))
}

function without(list: readonly unknown[], step: string): readonly unknown[] {
  return list.toSpliced(indexIn(list, step), 1)
}

function withItem(list: readonly unknown[], step: string, inside: (part: unknown) => unknown): readonly unknown[] {
  if (step === '-' || step === String(list.length)) return [...list, inside(undefined)]
  const index = indexIn(list, step)
  return list.with(index, inside(list[index]))
}

function indexIn(list: readonly unknown[], step: string): number {
  if (!/^(0|[1-9][0-9]*)$/.test(step) || Number(step) >= list.length) throw new RangeError(`no item ${step} in a list`)
  return Number(step)
}
