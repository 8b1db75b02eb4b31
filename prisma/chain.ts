import { createHash } from 'node:crypto'
import { toColumn } from './json-column.ts'

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

type Recorded = {
  readonly seq: number
  readonly at: string
  readonly type: string
  readonly actor: string | null
  readonly data: object
}

/** Events as rows of a record, each with its hash over the one before, and the last hash. */
export function chained<Event extends Recorded>(events: readonly Event[], hash: string) {
  let lastHash = hash
  const rows = events.map((event) => {
    lastHash = chain(lastHash, event)
    const { seq, at, type, actor, data } = event
    return { seq, at: new Date(at), type, actor, data: toColumn(data), hash: lastHash }
  })
  return { rows, lastHash }
}
