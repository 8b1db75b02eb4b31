import type { DatedChange } from './plan-events.ts'

/** What moves from one place to another, and so can move on. */
const moving: ReadonlySet<string> = new Set(['date-moved', 'slot-moved', 'visits-changed', 'plan-date-moved'])
const ending: ReadonlySet<string> = new Set(['matter-closed', 'matter-dropped'])

const isSame = (one: DatedChange, other: DatedChange): boolean => one.what === other.what && one.case === other.case

/**
 * Changes as somebody wants to hear of them: what moved several times has moved once, what is back where it was has not
 * moved, and of a matter that ended nobody is told where it was expected before.
 */
export function mergeChanges(changes: readonly DatedChange[]): readonly DatedChange[] {
  let told: readonly DatedChange[] = []
  for (const change of changes) told = withChange(told, change)
  return told
}

function withChange(told: readonly DatedChange[], change: DatedChange): readonly DatedChange[] {
  if (ending.has(change.what)) return [...told.filter((each) => !isMoveOf(each, change)), change]
  const earlier = moving.has(change.what) ? told.find((each) => isSame(each, change)) : undefined
  if (earlier === undefined) return [...told, change]
  if (earlier.from === change.to) return told.filter((each) => each !== earlier)
  // It keeps its place and its instant: since then there has been something to tell.
  return told.map((each) => (each === earlier ? { ...change, from: earlier.from, at: earlier.at } : each))
}

const isMoveOf = ({ what, case: id }: DatedChange, { case: ended }: DatedChange): boolean =>
  id === ended && moving.has(what)

/** The same for a list that goes on: what happened at one instant is merged, what came earlier stays as it was told. */
export function appendChanges(known: readonly DatedChange[], more: readonly DatedChange[]): readonly DatedChange[] {
  const at = more[0]?.at
  const earlier = known.filter((change) => change.at !== at)
  return [...earlier, ...mergeChanges([...known.filter((change) => change.at === at), ...more])]
}
