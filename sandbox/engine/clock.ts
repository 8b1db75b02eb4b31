import type { ClockSetting } from './state.ts'
import type { Collection } from './store.ts'

/** The office time of the outside: it runs with machine time plus an offset, or stands still. */
export interface OfficeClock {
  readonly now: () => number
  readonly held: () => boolean
  readonly holdAt: (instant: number) => void
  readonly runFrom: (instant: number) => void
}

export function createOfficeClock(setting: Collection<ClockSetting>): OfficeClock {
  const current = (): ClockSetting => setting.get('office') ?? { offset: 0, heldAt: null }
  return {
    now: () => current().heldAt ?? Date.now() + current().offset,
    held: () => current().heldAt !== null,
    holdAt: (instant) => setting.put('office', { offset: current().offset, heldAt: instant }),
    runFrom: (instant) => setting.put('office', { offset: instant - Date.now(), heldAt: null }),
  }
}

/** RFC 3339 in Shanghai's offset (no summer time since 1991). */
export function instantText(millis: number): string {
  return `${new Date(millis + 8 * 3_600_000).toISOString().replace('.000Z', '').replace('Z', '')}+08:00`
}
