import { type Instant, localDateOf } from '../time/local-date.ts'

/** A step of a visit at the counter takes its slot; between two of them nobody waits longer than this (A). */
const longestWaitMinutes = 30

export type Taken = { readonly at: Instant; readonly minutes: number }

/** Whether slots make one visit: on one day, one after the other at one counter sequence. */
export function isOneVisit(slots: readonly Taken[]): boolean {
  const sorted = slots.toSorted((one, other) => one.at - other.at)
  return sorted.every((slot, index) => {
    const before = sorted[index - 1]
    if (before === undefined) return true
    const ends = before.at + before.minutes * 60
    return (
      localDateOf(before.at) === localDateOf(slot.at) && slot.at >= ends && slot.at - ends <= longestWaitMinutes * 60
    )
  })
}
