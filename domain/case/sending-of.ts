import { type Definition, type Status, taskOf } from './definition.ts'
import type { Sending } from './sending.ts'

type Signed = { readonly task: string; readonly outcome: string }
type SignedIn = { readonly track: string; readonly status: Status }

/** What this outcome sends at once in a case as it stands; undefined where other steps come first. */
export function sendingOf(
  definition: Definition,
  { task, outcome }: Signed,
  { track, status }: SignedIn,
): Sending | undefined {
  const sends = taskOf(definition, task).outcomes[outcome]?.sends
  if (sends?.tracks?.includes(track) === false) return undefined
  return sends?.status === undefined || sends.status === status ? sends : undefined
}
