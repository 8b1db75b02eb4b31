import { type Instant, instantFromMillis } from '../../domain/time/local-date.ts'
import type { OfficeTime } from '../../prisma/office-time.ts'

/** Office time of one story at a time, in memory: it stands where it is put, and everybody's stays where it is. */
export type OwnTime = OfficeTime & {
  /** Another story begins, weeks before the end of the last. */
  begin(at: Instant): void
}

export function createOwnTime(): OwnTime {
  const state = { now: instantFromMillis(0), held: true }
  const read = async () => ({ ...state, offsetSeconds: state.now - instantFromMillis(Date.now()) })
  return {
    read,
    now: async () => state.now,
    move: async (to, hold) => {
      state.now = to
      state.held = hold
    },
    begin: (at) => {
      state.now = at
      state.held = true
    },
  }
}
