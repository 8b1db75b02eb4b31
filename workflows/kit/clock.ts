import { patched } from '@temporalio/workflow'
import type { ClockDefinition } from '../../domain/case/definition.ts'
import type { ClockSnapshot, EventBody } from '../../domain/case/event.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import type { CalendarTable } from '../../domain/time/calendar.ts'
import {
  type ClockEvent,
  type ClockInput,
  type ClockResult,
  judgeClock,
  refusalOf,
  unitsLate,
} from '../../domain/time/clock.ts'
import { isBackward } from '../../domain/time/clock-rule.ts'
import { type Instant, instantOf, type LocalDate } from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import type { ClockLife } from './carried.ts'
import { nothingOutlivesClosing } from './change.ts'
import { type ClockStart, type DoneLate, openReasons, snapshotOf, thisRun } from './clock-snapshot.ts'
import type { CaseRecord } from './record.ts'

export type ClockParts = {
  readonly record: CaseRecord
  readonly agenda: Agenda
  /** Asks whether anything taken in by this instant is still on its way to the case. */
  readonly onItsWay: (until: Instant) => Promise<boolean>
  readonly warned: (clock: Clock, warning: 'third' | 'last-day') => void
  readonly breached: (clock: Clock) => void
}

/** How long to let an act come that was taken in before the due instant, before asking again. */
const onItsWayPauseSeconds = 2

type ClockChange =
  | 'clock-started'
  | 'clock-paused'
  | 'clock-resumed'
  | 'clock-extended'
  | 'clock-met'
  | 'clock-breached'
  | 'clock-cancelled'
  | 'clock-done-late'

/** A running clock: arithmetic in `domain/time`, one durable timer here. It tells its breach, nobody works it out. */
export class Clock {
  readonly #parts: ClockParts
  readonly #given: ClockStart
  #done: DoneLate | undefined
  #events: readonly ClockEvent[] = []
  #breachedAt: Instant | null = null
  #version = 0
  #warningsGiven = new Set<string>()

  constructor(given: ClockStart, parts: ClockParts, life?: ClockLife) {
    this.#given = given
    this.#parts = parts
    if (life !== undefined) {
      // Taken along into a new run: it was recorded as started in an earlier one.
      this.#events = life.events
      this.#breachedAt = life.breachedAt
      this.#warningsGiven = new Set(life.warningsGiven)
      return
    }
    // A count back has its anchor ahead, but it is known from now on.
    const isAhead = given.start > parts.record.now() && !isBackward(given.rule)
    this.#record('clock-started', isAhead ? given.start : parts.record.now())
  }

  get code(): string {
    return this.#given.code
  }

  get definition(): ClockDefinition {
    return this.#given.definition
  }

  /** Recorded, not compared: true from the event `clock-breached` on. */
  get isBreached(): boolean {
    return this.#breachedAt !== null
  }

  get isOver(): boolean {
    return this.isBreached || thisRun(this.#events).some(({ type }) => type === 'met' || type === 'cancel')
  }

  get dueOn(): LocalDate | null {
    return this.result().dueOn
  }

  /** The clock by all it has lived through, seen at `asOf` (default: now). */
  result(asOf: Instant = this.#parts.record.now()): ClockResult {
    return judgeClock({ ...this.#input(), asOf: this.#notBeforeLastEvent(asOf) })
  }

  /** Stops as met by an act of instant `at`; after the due instant it stays breached and the record says how late. */
  met(at: Instant = this.#parts.record.now()): void {
    this.#end('met', at)
  }

  cancel(at: Instant = this.#parts.record.now()): void {
    this.#end('cancel', at)
  }

  pause(reason: string, at: Instant = this.#parts.record.now()): void {
    this.#unlessRefused({ type: 'pause', at, reason }, 'clock-paused')
  }

  resume(reason: string, at: Instant = this.#parts.record.now()): void {
    this.#unlessRefused({ type: 'resume', at, reason }, 'clock-resumed')
  }

  /** A new run from the day of an act (RH 46). It forgets earlier pauses, but a reason still open goes on holding it up. */
  restart(at: Instant = this.#parts.record.now()): void {
    const stillOpen = openReasons(this.#events).map((reason): ClockEvent => ({ type: 'pause', at, reason }))
    this.#breachedAt = null
    this.#done = undefined
    this.#warningsGiven = new Set()
    this.#events = [...this.#events, { type: 'restart', at }, ...stillOpen]
    this.#version += 1
    this.#record('clock-started', at)
  }

  /** Why an extension by `n` would be refused now, if it would. */
  refusesExtension(n: number, at: Instant): Refusal | undefined {
    if (this.definition.basis !== 'statutory') return refuse('not-extendable')
    const refused = refusalOf(this.#input(), { type: 'extend', at, n, by: 'supervisor', why: 'sealed' })
    if (refused === undefined) return undefined
    return refuse(
      refused === 'already-extended' || refused === 'extension-too-long' || refused === 'clock-over'
        ? refused
        : 'not-extendable',
    )
  }

  extend(n: number, by: string, why: string): void {
    this.#apply({ type: 'extend', at: this.#parts.record.now(), n, by, why }, 'clock-extended')
  }

  /** Counts anew with a table that came into force; what moved, or undefined. */
  recalculate(table: CalendarTable): { readonly from: LocalDate | null; readonly to: LocalDate | null } | undefined {
    if (this.isOver) return undefined
    const from = this.dueOn
    this.#events = [...this.#events, { type: 'calendar', at: this.#parts.record.now(), load: table }]
    this.#version += 1
    const to = this.dueOn
    if (from === to) return undefined
    this.#parts.record.append({ type: 'clock-moved', data: { code: this.code, clock: this.snapshot(), from, to } })
    return { from, to }
  }

  /** Runs until the clock is over: gives its warnings and, at the due instant, its breach. */
  async run(): Promise<void> {
    while (!this.isOver) {
      const version = this.#version
      const next = this.#next()
      const changed = await this.#parts.agenda.wait(next, () => this.#version !== version)
      if (!changed) await this.#reach(next)
    }
  }

  /** All that a new run needs to let it run on. */
  carried(): { readonly given: ClockStart; readonly life: ClockLife } {
    const life = { events: this.#events, breachedAt: this.#breachedAt, warningsGiven: [...this.#warningsGiven] }
    return { given: this.#given, life }
  }

  snapshot(): ClockSnapshot {
    const ended = this.isOver ? (this.#breachedAt ?? this.result().endedAt) : null
    return snapshotOf({
      ...this.#given,
      events: this.#events,
      result: this.result(),
      state: this.#state(),
      ended,
      done: this.#done,
    })
  }

  /** A breach is what was recorded: before its timer fired, a clock past its due instant still runs. */
  #state(): ClockSnapshot['state'] {
    if (this.isBreached) return 'breached'
    const { state } = this.result()
    return state === 'breached' ? 'running' : state
  }

  #input(): ClockInput {
    const { rule, start, tables, cap } = this.#given
    return { rule, start, tables, events: this.#events, ...(cap === undefined ? {} : { cap }) }
  }

  #notBeforeLastEvent(asOf: Instant): Instant {
    const { rule, start } = this.#given
    const last = this.#events.at(-1)?.at ?? (isBackward(rule) ? asOf : start)
    return asOf > last ? asOf : last
  }

  #next(): Instant | null {
    const result = this.result()
    const warning = result.warnings.find(
      ({ at, kind }) => !this.#warningsGiven.has(`${kind}`) && at >= this.#given.start,
    )
    const breachAt = this.#breachInstant(result)
    if (warning === undefined) return breachAt
    return breachAt === null || warning.at < breachAt ? warning.at : breachAt
  }

  /** One second after the due instant: the next local midnight, for limits in days. */
  #breachInstant(result: ClockResult): Instant | null {
    return result.breachAt ?? (result.state === 'breached' ? result.endedAt : null)
  }

  async #reach(next: Instant | null): Promise<void> {
    if (this.isOver) return
    const result = this.result()
    const breachAt = this.#breachInstant(result)
    if (breachAt !== null && next === breachAt) return await this.#judge(breachAt)
    const warning = result.warnings.find(({ at, kind }) => at === next && !this.#warningsGiven.has(kind))
    if (warning !== undefined) this.#warn(warning.kind)
  }

  /** The due instant is over; an act that was taken in before it and is still on its way, whoever's it is, comes first. */
  async #judge(breachAt: Instant): Promise<void> {
    const version = this.#version
    const isChanged = () => this.#version !== version
    const waits = this.#mayBeOvertaken() && (await this.#parts.onItsWay(breachAt))
    if (waits) await this.#parts.agenda.pause(onItsWayPauseSeconds, isChanged)
    else if (!isChanged() && !this.isOver) this.#breach(breachAt)
  }

  /** An officer's signature counts by the instant it was taken in as well: silence accepts nothing that was decided in time. */
  #mayBeOvertaken(): boolean {
    return this.definition.on === 'applicant' || patched('2026-11-acts-of-officers')
  }

  #warn(kind: 'third' | 'last-day'): void {
    this.#warningsGiven.add(kind)
    this.#parts.record.append({ type: 'clock-warned', data: { code: this.code, warning: kind } })
    this.#parts.warned(this, kind)
  }

  /** What the law lets nobody breach simply ends there. */
  #breach(at: Instant): void {
    if (this.definition.atDue === 'cancelled') this.#apply({ type: 'cancel', at: lastSecond(at) }, 'clock-cancelled')
    else this.#breached(at)
  }

  #breached(at: Instant): void {
    this.#breachedAt = at
    this.#version += 1
    this.#record('clock-breached', at)
    this.#parts.breached(this)
  }

  #end(type: 'met' | 'cancel', at: Instant): void {
    const breachAt = this.isOver ? null : this.#breachInstant(this.result(at))
    if (breachAt !== null && at >= breachAt) this.#breach(breachAt)
    if (!this.isOver) this.#apply({ type, at }, type === 'met' ? 'clock-met' : 'clock-cancelled')
    else if (this.isBreached && type === 'met' && nothingOutlivesClosing()) this.#doneLate(at)
  }

  /** Done after the breach, or before it and learnt of after: it stays breached, and the record says when, once. */
  #doneLate(at: Instant): void {
    if (this.#done !== undefined || this.#breachedAt === null) return
    this.#done = { at, late: unitsLate(this.#input(), at), inTime: at < this.#breachedAt }
    this.#record('clock-done-late', this.#parts.record.now())
  }

  /** What the law does not let happen to this clock (over, not paused) does not happen to it. */
  #unlessRefused(event: ClockEvent, change: ClockChange): void {
    if (!this.isOver && refusalOf(this.#input(), event) === undefined) this.#apply(event, change)
  }

  #apply(event: ClockEvent, change: ClockChange): void {
    this.#events = [...this.#events, event]
    this.#version += 1
    this.#record(change, event.at)
  }

  #record(type: ClockChange, at: Instant): void {
    const body: EventBody = { type, data: { code: this.code, clock: this.snapshot() } }
    this.#parts.record.append(body, { at })
  }
}

/** The second before a breach: the due instant itself. */
const lastSecond = (breachAt: Instant): Instant => instantOf(breachAt - 1)
