import { type Calendar, isWorkingDay } from './calendar.ts'
import { at, type Instant, localDateOf } from './local-date.ts'

/**
 * Whether the centre is open: 09:00 to 17:00 on working days, both ends included (A). An officer who enters another
 * hour for an act at the counter is refused `outside-centre-hours`; web and kiosk never close.
 */
export function isCentreOpen(calendar: Calendar, when: Instant): boolean {
  const day = localDateOf(when)
  return isWorkingDay(calendar, day) && at(day, '09:00') <= when && when <= at(day, '17:00')
}
