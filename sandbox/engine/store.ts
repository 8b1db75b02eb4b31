import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** One kind of thing that is kept, by id, in the order in which ids first came. */
export interface Collection<T> {
  readonly get: (id: string) => T | undefined
  readonly all: () => readonly T[]
  readonly put: (id: string, value: T) => void
  readonly remove: (id: string) => void
}

/** What survives a SIGKILL: every change is one appended line, written before anything is answered. */
export interface Store {
  readonly collection: <T>(name: string, schema: z.ZodType<T>) => Collection<T>
  /** Changes made inside are one line: all of them are kept, or none. */
  readonly together: <T>(change: () => T) => T
  readonly clear: () => void
}

const change = z.tuple([z.string(), z.string(), z.unknown()])
const line = z.array(change)
type Change = readonly [collection: string, id: string, value: unknown]
type Kept = Map<string, Map<string, unknown>>

/** Opens the journal `file` (none: kept in memory only), goes over it once and writes it anew without what was overwritten. */
export function openStore(file?: string): Store {
  const kept = file === undefined ? new Map<string, Map<string, unknown>>() : readJournal(file)
  if (file !== undefined) rewrite(file, kept)
  const emptied: (() => void)[] = []
  let open: Change[] | undefined

  function write(entry: Change): void {
    if (open) open.push(entry)
    else append(file, [entry])
  }

  function together<T>(changes: () => T): T {
    if (open) return changes()
    const gathered: Change[] = []
    open = gathered
    try {
      return changes()
    } finally {
      open = undefined
      append(file, gathered)
    }
  }

  return {
    together,
    collection: (name, schema) => {
      const things = new Map([...(kept.get(name) ?? [])].map(([id, value]) => [id, schema.parse(value)] as const))
      emptied.push(() => things.clear())
      return collectionOf(name, things, write)
    },
    clear: () => {
      for (const empty of emptied) empty()
      if (file !== undefined) rewrite(file, new Map())
    },
  }
}

function collectionOf<T>(name: string, things: Map<string, T>, write: (entry: Change) => void): Collection<T> {
  return {
    get: (id) => things.get(id),
    all: () => [...things.values()],
    put: (id, value) => {
      things.set(id, value)
      write([name, id, value])
    },
    remove: (id) => {
      things.delete(id)
      write([name, id, null])
    },
  }
}

function apply(kept: Kept, [name, id, value]: Change): void {
  const things = kept.get(name) ?? new Map<string, unknown>()
  kept.set(name, things)
  if (value === null) things.delete(id)
  else things.set(id, value)
}

function append(file: string | undefined, changes: readonly Change[]): void {
  if (file !== undefined && changes.length > 0) appendFileSync(file, `${JSON.stringify(changes)}\n`)
}

function readJournal(file: string): Kept {
  const kept: Kept = new Map()
  if (!existsSync(file)) return kept
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    for (const entry of changesIn(text)) apply(kept, entry)
  }
  return kept
}

/** A line cut off by a kill was never answered to anyone, so it is as if it had not been. */
function changesIn(text: string): readonly Change[] {
  if (text === '') return []
  try {
    return line.parse(JSON.parse(text))
  } catch {
    return []
  }
}

/** Written beside and renamed over, so a kill in between leaves the old one whole. */
function rewrite(file: string, kept: Kept): void {
  mkdirSync(dirname(file), { recursive: true })
  const changes = [...kept].flatMap(([name, things]) => [...things].map(([id, value]) => [name, id, value] as const))
  writeFileSync(`${file}.new`, changes.map((entry) => `${JSON.stringify([entry])}\n`).join(''))
  renameSync(`${file}.new`, file)
}
