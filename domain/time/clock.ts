import { calendarOf, tableNames, workingDaysBetween } from './calendar.ts'
import type { CalendarTable } from './calendar-table.ts'
import { type ClockEvent, type ClockRule, type ClockState, isBackward } from './clock-rule.ts'
import { beginStory, type ClockStory, type DateChange, passTime, tellEvent } from './clock-story.ts'
import { secondsRun } from './count-hours.ts'
import { type ClockTerms, countRun, hoursOf } from './count-run.ts'
import type { Count, LedgerEntry } from './ledger.ts'
import { daysBetween, type Instant, instantOf, type LocalDate, localDateOf } from './local-date.ts'
import { type ClockRefusal, refuseEvent } from './refuse-event.ts'
import { type Warning, type WarningKind, warningsOf } from './warnings.ts'

export type { ClockEvent, ClockKind, ClockRule, ClockState } from './clock-rule.ts'
export type { DateChange } from './clock-story.ts'
export type { LedgerEntry } from './ledger.ts'
export type { ClockRefusal } from './refuse-event.ts'
export type { Warning, WarningKind } from './warnings.ts'

/** A clock and all that happened to it. */
export type ClockInput = {
  readonly rule: ClockRule
  /** The event counted from; backward the anchor; of `earliest-hearing` the service. */
  readonly start: Instant
  /** In order of time; at one instant in the order given. */
  readonly events: readonly ClockEvent[]
  /** Holiday tables in force from the start; later ones come by an event. */
  readonly tables: readonly CalendarTable[]
  /** When we look; default the last event, else the start. Never before the last event. */
  readonly asOf?: Instant
  /** Due at this instant at the latest ("never past sealing"). */
  readonly cap?: Instant
  /** Warnings already given in this run; without it, those whose time has come by `asOf`. */
  readonly given?: readonly WarningKind[]
}

/** What a clock says of itself, as of an instant; the fields of the table "Result" of `time.md`, and what is to come. */
export type ClockResult = {
  readonly dueOn: LocalDate | null
  readonly dueAt: Instant | null
  readonly provisional: boolean
  readonly state: ClockState
  readonly startedOn: LocalDate
  readonly endedAt: Instant | null
  /** Days, or seconds of a clock in hours, used up and left. */
  readonly counted: number | null
  readonly remaining: number | null
  readonly ledgerCounted: number
  readonly judgedBy: readonly string[]
  readonly warnings: readonly Warning[]
  readonly changes: readonly DateChange[]
  readonly refusals: readonly { readonly at: Instant; readonly code: ClockRefusal }[]
  readonly ledger: readonly LedgerEntry[]
  /** When a running clock will be breached if nothing happens: the second after it is due. */
  readonly breachAt: Instant | null
  /** Of a running clock, the warnings still to give; one whose `at` has passed is given at once. */
  readonly nextWarnings: readonly Warning[]
}

/** Judges a clock: pure arithmetic, the same for the same input. */
export function judgeClock(input: ClockInput): ClockResult {
  const terms = termsOf(input)
  const asOf = lookedAt(input)
  const told = storyOf(input, terms)
  const story = isJudged(input) ? passTime(told, asOf) : told
  const count = story.state === 'paused' ? countRun(terms, story.run, localDateOf(asOf)) : story.count
  const warnings = warningsOf(terms, story.run, count)
  const running = story.state === 'running'
  return {
    dueOn: count.dueOn,
    dueAt: count.dueAt,
    provisional: count.provisional,
    state: story.state,
    startedOn: localDateOf(story.run.start),
    endedAt: story.endedAt,
    ...usedUp(terms, { ...story, count }, asOf),
    ledgerCounted: count.ledger.filter(({ counted }) => counted).length,
    judgedBy: tableNames(story.run.calendar),
    warnings,
    changes: story.changes,
    refusals: story.refusals,
    ledger: count.ledger,
    breachAt: running && count.dueAt !== null ? instantOf(count.dueAt + 1) : null,
    nextWarnings: running ? warnings.filter((warning) => isToCome(warning, input.given, asOf)) : [],
  }
}

/** The code by which an event would be refused after all that happened; `undefined` if it would be taken. */
export function refusalOf(input: ClockInput, event: ClockEvent): ClockRefusal | undefined {
  const story = passTime(storyOf(input, termsOf(input)), event.at)
  return refuseEvent({ ...story, rule: input.rule }, event)
}

/**
 * How many units late an act is: days counted by the clock's own rule after `dueOn` (an act on the rest day after a
 * last working day is late by 0 working days), begun hours of a clock in hours; 0 if it is in time or nothing is due.
 */
export function unitsLate(input: ClockInput, actAt: Instant): number {
  const { run, count } = passTime(storyOf(input, termsOf(input)), actAt)
  if (count.dueOn === null || count.dueAt === null || actAt <= count.dueAt) return 0
  const { kind } = input.rule
  if (kind === 'hours') return Math.ceil((actAt - count.dueAt) / 3_600)
  const actOn = localDateOf(actAt)
  const inWorkingDays = kind === 'working-days' || kind === 'backward-working-days'
  return inWorkingDays ? workingDaysBetween(run.calendar, count.dueOn, actOn) : daysBetween(count.dueOn, actOn)
}

function termsOf({ rule, cap }: ClockInput): ClockTerms {
  return { rule, cap }
}

function storyOf({ start, events, tables }: ClockInput, terms: ClockTerms): ClockStory {
  const inOrder = events.toSorted((one, other) => one.at - other.at)
  return inOrder.reduce<ClockStory>(
    (story, event) => tellEvent(terms, story, event),
    beginStory(terms, start, calendarOf(tables)),
  )
}

function lookedAt({ start, events, asOf }: ClockInput): Instant {
  const moments = events.map((event) => event.at)
  if (asOf !== undefined) moments.push(asOf)
  return moments.length === 0 ? start : moments.reduce((latest, moment) => (moment > latest ? moment : latest))
}

/** Before its anchor, which lies ahead, a backward count is only looked at if something is said of the present. */
function isJudged({ rule, events, asOf }: ClockInput): boolean {
  return !isBackward(rule) || events.length > 0 || asOf !== undefined
}

function usedUp(terms: ClockTerms, { run, count, endedAt }: ClockStory, asOf: Instant): Used {
  if (count.budget === null) return { counted: null, remaining: null }
  const until = endedAt ?? asOf
  const counted = terms.rule.kind === 'hours' ? secondsUntil(terms, run, until) : daysUntil(count, localDateOf(until))
  return { counted, remaining: count.budget - counted }
}

type Used = { readonly counted: number | null; readonly remaining: number | null }

function secondsUntil(terms: ClockTerms, run: ClockStory['run'], until: Instant): number {
  return secondsRun(hoursOf(terms, run, localDateOf(until)), until)
}

function daysUntil({ ledger }: Count, day: LocalDate): number {
  return ledger.filter(({ counted, date }) => counted && date <= day).length
}

function isToCome({ at, kind }: Warning, given: readonly WarningKind[] | undefined, asOf: Instant): boolean {
  return given === undefined ? at > asOf : !given.includes(kind)
}
