import { createHash } from 'node:crypto'

/** The hash before the first event. */
export const genesis = ''.padEnd(64, '0')

/** The same value always in the same bytes: keys in order, so that PostgreSQL's own order does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${sorted.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}

/** Hash of an event over the one before it: a line cannot be changed, left out or added without every later one showing it. */
export const chain = (before: string, event: object): string =>
  createHash('sha256').update(before).update('\n').update(canonical(event)).digest('hex')
