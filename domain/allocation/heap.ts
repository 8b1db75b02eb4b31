/** A binary heap: the entry that comes first is found at once, and taken or added in logarithmic time. */
export type Heap<Entry> = {
  readonly size: () => number
  readonly push: (entry: Entry) => void
  readonly pop: () => Entry | undefined
}

/** An empty heap in which the entry with the highest value comes first. */
export function createHeap<Entry>(heightOf: (entry: Entry) => number): Heap<Entry> {
  const entries: Entry[] = []
  return {
    size: () => entries.length,
    push: (entry) => {
      entries.push(entry)
      rise(entries, heightOf)
    },
    pop: () => {
      const top = entries[0]
      const last = entries.pop()
      if (last !== undefined && entries.length > 0) {
        entries[0] = last
        sink(entries, heightOf)
      }
      return top
    },
  }
}

function rise<Entry>(entries: Entry[], heightOf: (entry: Entry) => number): void {
  let at = entries.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (valueAt(entries, parent, heightOf) >= valueAt(entries, at, heightOf)) return
    exchange(entries, at, parent)
    at = parent
  }
}

function sink<Entry>(entries: Entry[], heightOf: (entry: Entry) => number): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const higher = valueAt(entries, left + 1, heightOf) > valueAt(entries, left, heightOf) ? left + 1 : left
    if (valueAt(entries, higher, heightOf) <= valueAt(entries, at, heightOf)) return
    exchange(entries, at, higher)
    at = higher
  }
}

function valueAt<Entry>(entries: readonly Entry[], index: number, heightOf: (entry: Entry) => number): number {
  const entry = entries[index]
  return entry === undefined ? Number.NEGATIVE_INFINITY : heightOf(entry)
}

function exchange<Entry>(entries: Entry[], one: number, other: number): void {
  const kept = entries[one]
  const moved = entries[other]
  if (kept === undefined || moved === undefined) return
  entries[one] = moved
  entries[other] = kept
}
