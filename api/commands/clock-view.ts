import type { ClockSnapshot, StoredClockEvent } from '../../domain/case/event.ts'
import type { CalendarTable } from '../../domain/time/calendar.ts'
import { type ClockEvent, type ClockInput, judgeClock } from '../../domain/time/clock.ts'
import { type Instant, parseInstant } from '../../domain/time/local-date.ts'

type Tables = ReadonlyMap<string, CalendarTable>

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

/**
 * A clock as people read it: state, due date and end are what the record says, never compared here; the ledger and what
 * is used up are arithmetic on its rule, its start and what happened to it.
 */
export function clockView(clock: ClockSnapshot, tables: Tables, now: Instant) {
  const asOf = clock.endedAt === null ? now : (parseInstant(clock.endedAt) ?? now)
  const judged = judgeClock({ ...clockInputOf(clock, tables), asOf })
  const { code, run, basis, rule, legalBasis, startedOn, dueOn, dueAt, endedAt, state, provisional } = clock
  const { counted, remaining, ledger } = judged
  const late = clock.late === undefined ? {} : { late: clock.late }
  return {
    code,
    run,
    basis,
    rule,
    startedAt: clock.start,
    startedOn,
    dueOn,
    dueAt,
    endedAt,
    counted,
    remaining,
    state,
    provisional,
    legalBasis,
    ...late,
    ledger,
  }
}

export type ClockView = ReturnType<typeof clockView>
