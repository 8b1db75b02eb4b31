import type { LocalDate } from '../time/local-date.ts'

/** A day to come: whether the centre works on it, and how many limits of a team fall due. */
export type ComingDay = { readonly day: LocalDate; readonly isWorking: boolean; readonly due: number }

/** The same, with how many of them will be broken if nothing changes. */
export type Forecast = ComingDay & { readonly breach: number }

/**
 * What falls due and what of it will be broken at the pace of late: a team ends so many limits a working day, those due
 * first before the others; what is left of a day's own when the day ends is broken, and still has to be done.
 */
export function forecastDays(days: readonly ComingDay[], perWorkingDay: number): readonly Forecast[] {
  let capacity = 0
  let waiting = 0
  return days.map((day) => {
    capacity += day.isWorking ? perWorkingDay : 0
    waiting += day.due
    const undone = Math.max(0, waiting - Math.floor(capacity + 1e-9))
    return { ...day, breach: Math.min(day.due, undone) }
  })
}
