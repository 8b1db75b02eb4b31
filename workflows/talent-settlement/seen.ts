import { type Facts, factsAt } from '../../domain/case/facts.ts'
import { findings, type Seen } from '../../domain/kinds/talent-settlement/rules.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import type { Decision } from '../kit/index.ts'

/** The originals were seen: when, what of them in the call if there was one, and whether they match. */
export type Verified = {
  readonly at: Instant
  readonly seen: Seen
  readonly call: Decision | undefined
  readonly counter: Decision | undefined
  readonly matches: boolean
}

/** What an officer's decision says of each original. */
export function seenIn({ data }: { readonly data: Facts }): Seen {
  const { documents } = data
  if (typeof documents !== 'object' || documents === null || Array.isArray(documents)) return {}
  return Object.fromEntries(
    Object.entries(documents).flatMap(([original, said]) => {
      const finding = findings.find((known) => known === said)
      return finding === undefined ? [] : [[original, finding] as const]
    }),
  )
}

/** How many still images an officer took of the originals. */
export function stillsIn({ data }: { readonly data: Facts }): number {
  const lists = Object.values(factsAt(data, 'stills'))
  return lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0)
}
