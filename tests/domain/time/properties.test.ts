import { describe, expect, test } from '@jest/globals'
import { type Calendar, calendarOf, isWorkingDay } from '../../../domain/time/calendar.ts'
import {
  type ClockEvent,
  type ClockInput,
  type ClockKind,
  type ClockResult,
  type ClockRule,
  judgeClock,
  refusalOf,
} from '../../../domain/time/clock.ts'
import { addDays, type Instant, instantOf, localDateOf, startOfDay } from '../../../domain/time/local-date.ts'
import { publishedTable, publishedTables } from './tables.ts'
import { moment } from './told-clock.ts'

const LOADABLE = ['cn-2026@1', 'cn-2026@2', 'cn-2026@3', 'cn-2027@1'].map(publishedTable)
const FORWARD: readonly ClockKind[] = ['working-days', 'calendar-days', 'months']
const KINDS: readonly ClockKind[] = [...FORWARD, 'hours', 'backward-days', 'backward-working-days', 'earliest-hearing']
const ROUNDS = 1_500

describe('Whatever happens to a clock', () => {
  const told = Array.from({ length: ROUNDS }, (_, seed) => inventedClock(chance(seed)))
  const forward = told.filter(({ rule }) => FORWARD.includes(rule.kind))

  test('the same input gives the same result, also after a journey as JSON', () => {
    expectNone(told, (clock) => !same(judgeClock(JSON.parse(JSON.stringify(clock))), judgeClock(clock)))
  })

  test('a due date counted forward never falls on a rest day nor on a paused one', () => {
    expectNone(forward, (clock) => {
      const { dueOn, ledger, judgedBy } = judgeClock(clock)
      if (dueOn === null) return false
      const last = ledger.at(-1)
      return !isWorkingDay(calendarBy(judgedBy), dueOn) || last?.date !== dueOn || last.why === 'paused'
    })
  })

  test('the ledger explains every day once, in order', () => {
    expectNone(told, (clock) => {
      const step = isBackward(clock) ? -1 : 1
      const { ledger } = judgeClock(clock)
      return ledger.some(({ date }, index) => date !== addDays(ledger[0]?.date ?? date, index * step))
    })
  })

  test('the count of a ledger grows by one with each day that counts, and only then', () => {
    expectNone(told, (clock) => {
      const { ledger, ledgerCounted } = judgeClock(clock)
      const counts = ledger.map((_, index) => ledger.slice(0, index + 1).filter(({ counted }) => counted).length)
      if (clock.rule.kind === 'hours') return ledgerCounted !== (counts.at(-1) ?? 0)
      return ledger.some(({ n }, index) => n !== counts[index]) || ledgerCounted !== (counts.at(-1) ?? 0)
    })
  })

  test('a clock with a due date has counted its whole budget: what is used and what is left make it up', () => {
    expectNone(forward, (clock) => {
      const { dueOn, counted, remaining, ledgerCounted } = judgeClock(clock)
      return dueOn !== null && (counted ?? 0) + (remaining ?? 0) !== ledgerCounted
    })
  })

  test('no table breaches a clock that was running: it is due on the day of the change or later', () => {
    const running = told.filter(({ events, rule }) => events.length > 0 && rule.kind !== 'earliest-hearing')
    expectNone(running, (clock) => {
      if (judgeClock(clock).state !== 'running') return false
      const at = lastInstant(clock)
      const after = LOADABLE.map((load) =>
        judgeClock({ ...clock, events: [...clock.events, { type: 'calendar', at, load }] }),
      )
      return after.some(({ state, dueOn }) => state !== 'running' || (dueOn ?? '') < localDateOf(at))
    })
  })

  test('an event is refused when it is told exactly if it would have been before', () => {
    expectNone(told, (clock) => {
      const last = clock.events.at(-1)
      if (last === undefined) return false
      const before = { ...clock, events: clock.events.slice(0, -1) }
      const refused = judgeClock(clock).refusals.length > judgeClock(before).refusals.length
      return refused !== (refusalOf(before, last) !== undefined)
    })
  })

  test('a restart counts as a new clock does', () => {
    expectNone(told, (clock) => {
      const at = lastInstant(clock)
      const again = judgeClock({ ...clock, events: [...clock.events, { type: 'restart', at }], asOf: at })
      const loaded = clock.events.flatMap((one) => (one.type === 'calendar' ? [one.load] : []))
      const anew = { rule: clock.rule, start: at, events: [], tables: [...clock.tables, ...loaded], asOf: at }
      return !same({ ...again, changes: [], refusals: [] }, judgeClock(anew))
    })
  })

  test('warnings come in order, each once, and never after the due instant', () => {
    expectNone(told, (clock) => {
      const { warnings, dueAt } = judgeClock(clock)
      const kinds = new Set(warnings.map(({ kind }) => kind))
      return (
        kinds.size !== warnings.length || warnings.some(({ at }, index) => at > (warnings[index + 1]?.at ?? dueAt ?? 0))
      )
    })
  })
})

test('Ten thousand clocks with sixty days and a few events are counted in seconds', () => {
  const clocks = Array.from({ length: 10_000 }, (_, index): ClockInput => {
    const start = instantOf(moment('2026-01-05 10:00') + index * 1_800)
    const on = (days: number) => instantOf(start + days * 86_400)
    const events: readonly ClockEvent[] = [
      { type: 'pause', at: on(5) },
      { type: 'resume', at: on(9) },
      { type: 'extend', at: on(12), n: 15 },
    ]
    return { rule: { kind: 'calendar-days', n: 45, extension: { max: 15 } }, start, events, tables: publishedTables }
  })
  const due = clocks.map((clock) => judgeClock(clock).dueOn)
  expect(due.filter((dueOn) => dueOn !== null)).toHaveLength(10_000)
})

/** A small generator of its own, so that a failing clock can be found again by its seed. */
function chance(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) % 4_294_967_296
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * below)
  }
}

function inventedClock(next: (below: number) => number): ClockInput {
  const kind = KINDS[next(KINDS.length)] ?? 'working-days'
  const n = kind === 'months' ? 1 + next(3) : 1 + next(kind === 'hours' ? 72 : 30)
  const rule: ClockRule = {
    kind,
    n,
    ...(next(2) === 0 ? { anchor: 'end-of-day' as const } : {}),
    ...(next(2) === 0 ? { roll: 'none' as const } : {}),
    ...(next(2) === 0 ? { extension: { max: 10 } } : {}),
  }
  const start = instantOf(moment('2026-01-01 00:00') + next(400) * 86_400 + next(86_400))
  const begun = kind.startsWith('backward') ? startOfDay(addDays(localDateOf(start), -60)) : start
  return { rule, start, events: inventedEvents(next, begun), tables: publishedTables.slice(next(2)) }
}

function inventedEvents(next: (below: number) => number, begun: Instant): readonly ClockEvent[] {
  let at = begun
  return Array.from({ length: next(7) }, () => {
    at = instantOf(at + next(8) * 86_400 + (next(4) === 0 ? 0 : next(86_400)))
    return inventedEvent(next, at)
  })
}

function inventedEvent(next: (below: number) => number, at: Instant): ClockEvent {
  const reason = next(3) === 0 ? { reason: 'visit' } : {}
  const events: readonly ClockEvent[] = [
    { type: 'pause', at, ...reason },
    { type: 'resume', at, ...reason },
    { type: 'pause', at },
    { type: 'resume', at },
    { type: 'extend', at, n: 1 + next(12) },
    { type: 'restart', at },
    ...LOADABLE.map((load) => ({ type: 'calendar' as const, at, load })),
    { type: next(2) === 0 ? 'met' : 'cancel', at },
  ]
  return events[next(events.length)] ?? { type: 'met', at }
}

/** None of the clocks breaks the rule; the first that does is shown. */
function expectNone(clocks: readonly ClockInput[], breaks: (clock: ClockInput) => boolean): void {
  expect(clocks.length).toBeGreaterThan(100)
  expect(clocks.find(breaks)).toBeUndefined()
}

function same(one: ClockResult, other: ClockResult): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isBackward({ rule }: ClockInput): boolean {
  return rule.kind === 'backward-days' || rule.kind === 'backward-working-days'
}

function calendarBy(judgedBy: readonly string[]): Calendar {
  return calendarOf([...publishedTables, ...LOADABLE].filter(({ name }) => judgedBy.includes(name)))
}

function lastInstant({ events, start }: ClockInput): Instant {
  return events.at(-1)?.at ?? start
}
