import type { CalendarTable } from '../../../domain/time/calendar.ts'
import { type ClockEvent, type ClockInput, type ClockRule, judgeClock } from '../../../domain/time/clock.ts'
import { type Instant, type LocalDate, parseInstant, parseLocalDate } from '../../../domain/time/local-date.ts'
import { renderResult } from '../../../domain/time/render-result.ts'
import { publishedTable, publishedTables } from './tables.ts'

/** A clock as a test tells it: instants as `2026-03-02 10:00` in Shanghai, events as `pause`, `pause:visit`, `extend:10`, `calendar:cn-2027@1`. */
export type ToldClock = {
  readonly rule: ClockRule
  readonly start: string
  readonly events?: readonly (readonly [string, string])[]
  readonly asOf?: string
  readonly cap?: string
  readonly given?: ClockInput['given']
  readonly tables?: readonly CalendarTable[]
}

/** The instant of `2026-03-02 10:00` or `2026-03-02 10:00:30` in Shanghai. */
export function moment(text: string): Instant {
  const instant = parseInstant(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+08:00`)
  if (instant === undefined) throw new Error(`no instant: ${text}`)
  return instant
}

export function day(text: string): LocalDate {
  const found = parseLocalDate(text)
  if (found === undefined) throw new Error(`no day: ${text}`)
  return found
}

export function event([when, what]: readonly [string, string]): ClockEvent {
  const [type = '', detail = ''] = what.split(':')
  const read = EVENTS[type]
  if (read === undefined) throw new Error(`no event: ${what}`)
  return read(moment(when), detail)
}

const EVENTS: Readonly<Record<string, (at: Instant, detail: string) => ClockEvent>> = {
  pause: (at, reason) => (reason === '' ? { type: 'pause', at } : { type: 'pause', at, reason }),
  resume: (at, reason) => (reason === '' ? { type: 'resume', at } : { type: 'resume', at, reason }),
  extend: (at, n) => ({ type: 'extend', at, n: Number(n), by: 'supervisor', why: 'expert opinion late' }),
  calendar: (at, name) => ({ type: 'calendar', at, load: publishedTable(name) }),
  restart: (at) => ({ type: 'restart', at }),
  met: (at) => ({ type: 'met', at }),
  cancel: (at) => ({ type: 'cancel', at }),
}

export function input({ rule, start, events = [], asOf, cap, given, tables = publishedTables }: ToldClock): ClockInput {
  return {
    rule,
    start: moment(start),
    events: events.map(event),
    tables,
    ...(asOf === undefined ? {} : { asOf: moment(asOf) }),
    ...(cap === undefined ? {} : { cap: moment(cap) }),
    ...(given === undefined ? {} : { given }),
  }
}

/** The judged clock with instants as text, `2026-03-11 23:59:59`, and the ledger as lines, `03-03 working-day 1`. */
export function judged(told: ToldClock) {
  const result = renderResult(judgeClock(input(told)))
  return {
    ...result,
    dueAt: short(result.dueAt),
    endedAt: short(result.endedAt),
    breachAt: short(result.breachAt),
    warnings: result.warnings.map(({ at, kind }) => `${short(at)} ${kind}`),
    nextWarnings: result.nextWarnings.map(({ at, kind }) => `${short(at)} ${kind}`),
    changes: result.changes.map(({ at, from, to }) => `${short(at)}: ${from} to ${to}`),
    refusals: result.refusals.map(({ code }) => code),
    ledger: result.ledger.map((entry) =>
      [entry.date.slice(5), entry.why, entry.n, ...(entry.note === undefined ? [] : [`(${entry.note})`])].join(' '),
    ),
  }
}

function short(instant: string | null): string | null {
  return instant?.replace('T', ' ').replace('+08:00', '') ?? null
}
