import type { ClockSnapshot, StoredClockEvent } from '../case/event.ts'
import type { CalendarTable } from './calendar.ts'
import { type ClockEvent, type ClockInput, judgeClock } from './clock.ts'
import { parseInstant } from './local-date.ts'

/** Holiday tables by their names. */
export type Tables = ReadonlyMap<string, CalendarTable>

/** Names of every holiday table that a clock was ever counted by. */
export const tablesNamed = (clocks: readonly ClockSnapshot[]): readonly string[] => [
  ...new Set(clocks.flatMap(({ tables, events }) => [...tables, ...events.map(({ load }) => load).filter(isText)])),
]

const isText = (value: unknown): value is string => typeof value === 'string'

function eventOf(stored: StoredClockEvent, tables: Tables): readonly ClockEvent[] {
  const at = parseInstant(stored.at)
  if (at === undefined) return []
  const { type } = stored
  if (type === 'pause' || type === 'resume') {
    const reason = stored['reason']
    return [{ type, at, ...(isText(reason) ? { reason } : {}) }]
  }
  if (type === 'extend') return [{ type, at, n: Number(stored['n']) }]
  if (type !== 'calendar') return [{ type, at }]
  const load = tables.get(String(stored['load']))
  return load === undefined ? [] : [{ type, at, load }]
}

/** What a clock's arithmetic needs, from its stored form; tables it names that are gone count as never loaded. */
export function clockInputOf(clock: ClockSnapshot, tables: Tables): ClockInput {
  const start = parseInstant(clock.start)
  if (start === undefined) throw new RangeError('a clock without a start')
  const cap = clock.cap === undefined ? undefined : parseInstant(clock.cap)
  return {
    rule: clock.rule,
    start,
    events: clock.events.flatMap((event) => eventOf(event, tables)),
    tables: clock.tables.map((name) => tables.get(name)).filter((table) => table !== undefined),
    ...(cap === undefined ? {} : { cap }),
  }
}

const secondsAnHour = 3600

/** When it ended: by its record, or when it was done in time after all. */
const endOf = ({ inTime, doneAt, endedAt }: ClockSnapshot) => parseInstant((inTime === true ? doneAt : endedAt) ?? '')

/**
 * Days counted until a clock ended, or hours of one in hours, and what it was late by; null while it runs, and where
 * nothing is counted.
 */
export function unitsUsed(clock: ClockSnapshot, tables: Tables): number | null {
  const asOf = endOf(clock)
  if (asOf === undefined) return null
  const { counted } = judgeClock({ ...clockInputOf(clock, tables), asOf })
  if (counted === null) return null
  const late = clock.late ?? 0
  return late + (clock.rule.kind === 'hours' ? Math.round((10 * counted) / secondsAnHour) / 10 : counted)
}
