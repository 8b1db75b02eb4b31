import type { CaseState } from '../../domain/case/case-view.ts'
import type { ClockEvent } from '../../domain/time/clock.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import type { ClockStart } from './clock-snapshot.ts'

/** What a clock has lived through, taken along into the next run. */
export type ClockLife = {
  readonly events: readonly ClockEvent[]
  readonly breachedAt: Instant | null
  readonly warningsGiven: readonly string[]
}

/**
 * What a case takes along when it begins a new run at rest: its folded state, and what the kit counts beside it. What
 * was to be undone stays behind: a stage that begins anew stands on what was done for good.
 */
export type Carried = {
  /** The stage with which the new run goes on. */
  readonly stage: string
  readonly state: CaseState
  readonly seq: number
  /** How often something was issued: makes the keys by which a repeat is found. */
  readonly breaths: number
  /** How often each outside step was ordered. */
  readonly turns: readonly (readonly [string, number])[]
  /** Answers by call-back that the process has gone on by. */
  readonly answers: readonly (readonly [string, string])[]
  /** Clocks that still run. */
  readonly clocks: readonly { readonly given: ClockStart; readonly life: ClockLife }[]
}

/** The process is through with a long part of its way and goes on with a stage in a new run. */
export type Onward = { readonly goesOn: string }

export const goesOn = (stage: string): Onward => ({ goesOn: stage })
