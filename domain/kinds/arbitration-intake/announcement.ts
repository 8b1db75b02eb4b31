import type { CalendarTable } from '../../time/calendar.ts'
import { judgeClock } from '../../time/clock.ts'
import type { Instant } from '../../time/local-date.ts'
import { announcementDays } from './parameters.ts'

/** The last second of the day on which an announcement counts as served: the thirtieth, rolled forward (R). */
export function announcementEnds(announced: Instant, tables: readonly CalendarTable[]): Instant {
  const rule = { kind: 'calendar-days', n: announcementDays } as const
  return judgeClock({ rule, start: announced, events: [], tables }).dueAt ?? announced
}
