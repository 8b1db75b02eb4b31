import type { ClockDefinition } from '../../domain/case/definition.ts'
import type { ClockSnapshot, StoredClockEvent } from '../../domain/case/event.ts'
import type { CalendarTable } from '../../domain/time/calendar.ts'
import type { ClockEvent, ClockInput, ClockResult } from '../../domain/time/clock.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'

export type ClockStart = {
  readonly code: string
  readonly run: number
  readonly definition: ClockDefinition
  readonly rule: ClockInput['rule']
  readonly start: Instant
  readonly tables: readonly CalendarTable[]
  readonly cap?: Instant
}

/** When what a breached clock waited for was done, how many units late, and whether it had been in time. */
export type DoneLate = { readonly at: Instant; readonly late: number; readonly inTime: boolean }

/** A clock with all it has lived through. */
export type ClockAsItStands = ClockStart & {
  readonly events: readonly ClockEvent[]
  readonly result: ClockResult
  readonly state: ClockSnapshot['state']
  readonly ended: Instant | null
  readonly done: DoneLate | undefined
}

const stored = (event: ClockEvent): StoredClockEvent => {
  const { at, type, ...rest } = event
  const fields = Object.entries(rest).flatMap(([name, value]): [string, string | number][] => {
    if (typeof value === 'string' || typeof value === 'number') return [[name, value]]
    return typeof value === 'object' && value !== null && 'name' in value ? [[name, String(value.name)]] : []
  })
  return { ...Object.fromEntries(fields), at: formatInstant(at), type }
}

const text = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant))

/** A clock as an event keeps it: dates as text, tables by name. */
export function snapshotOf({
  definition,
  result,
  events,
  tables,
  cap,
  done,
  ...clock
}: ClockAsItStands): ClockSnapshot {
  return {
    code: clock.code,
    run: clock.run,
    basis: definition.basis,
    rule: clock.rule,
    legalBasis: definition.legalBasis,
    start: formatInstant(clock.start),
    startedOn: result.startedOn,
    dueOn: result.dueOn,
    dueAt: text(result.dueAt),
    endedAt: text(clock.ended),
    state: clock.state,
    provisional: result.provisional,
    tables: tables.map(({ name }) => name),
    events: events.map(stored),
    ...(cap === undefined ? {} : { cap: formatInstant(cap) }),
    ...(done === undefined ? {} : doneLate(done)),
  }
}

const doneLate = ({ at, late, inTime }: DoneLate) => ({
  doneAt: formatInstant(at),
  late,
  ...(inTime ? { inTime } : {}),
})

/** What happened since the clock was started or, last, started anew. */
export const thisRun = (events: readonly ClockEvent[]): readonly ClockEvent[] =>
  events.slice(events.findLastIndex(({ type }) => type === 'restart') + 1)

/** The reasons for which it stands still now. */
export function openReasons(events: readonly ClockEvent[]): readonly string[] {
  const open = new Set<string>()
  for (const event of thisRun(events)) {
    if (event.type === 'pause') open.add(event.reason ?? 'pause')
    if (event.type === 'resume') open.delete(event.reason ?? 'pause')
  }
  return [...open]
}
