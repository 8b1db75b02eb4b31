import { type Forecast, forecastDays } from '../../domain/audit/forecast.ts'
import { type Team, teams } from '../../domain/case/definition.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { calendarOf, workingDaysBetween } from '../../domain/time/calendar.ts'
import { addDays, addMonths, type LocalDate, localDateOf } from '../../domain/time/local-date.ts'
import { tablesInForce } from '../../prisma/calendar-tables.ts'
import { dueClocks, endedClocks, type Workload } from '../../prisma/workload.ts'
import type { Parts } from '../parts.ts'

/** Calendar days ahead. */
const daysAhead = 14
/** Calendar days back by which the pace is taken. */
const daysBack = 28

/** What a team can expect if nothing changes. */
export type TeamForecast = {
  readonly team: Team
  /** Limits ended a working day, lately. */
  readonly pace: number
  readonly days: readonly Forecast[]
}

/** Whose time it is: only the centre's limits are its work. */
const isOurs = ({ kind, clock }: Workload): boolean => definitionOf(kind)?.clocks[clock]?.on === 'centre'

const sumOf = (rows: readonly Workload[]): number => rows.reduce((sum, { clocks }) => sum + clocks, 0)

/** What falls due per day and team, and what of it will be broken at the pace of the last four weeks. */
export async function forecastWork({ prisma, officeTime }: Pick<Parts, 'prisma' | 'officeTime'>) {
  const today = localDateOf(await officeTime.now())
  const calendar = calendarOf(await tablesInForce(prisma))
  const isWorking = (day: LocalDate): boolean => workingDaysBetween(calendar, addDays(day, -1), day) === 1
  const [due, ended] = await Promise.all([
    dueClocks(prisma, today, addDays(today, daysAhead)),
    endedClocks(prisma, { from: addDays(today, -daysBack), to: addDays(today, -1), begun: addMonths(today, -12) }),
  ])
  const worked = Math.max(1, workingDaysBetween(calendar, addDays(today, -daysBack - 1), addDays(today, -1)))
  const days = Array.from({ length: daysAhead }, (_, index) => addDays(today, index))
  return teams.map((team): TeamForecast => {
    const own = due.filter((row) => row.team === team && isOurs(row))
    const pace = sumOf(ended.filter((row) => row.team === team && isOurs(row))) / worked
    const coming = days.map((day) => ({
      day,
      isWorking: isWorking(day),
      due: sumOf(own.filter((row) => row.day === day)),
    }))
    return { team, pace, days: forecastDays(coming, pace) }
  })
}
