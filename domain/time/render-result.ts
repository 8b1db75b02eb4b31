import type { ClockResult } from './clock.ts'
import { formatInstant, type Instant } from './local-date.ts'

/** A result with its instants as text, in the form of the contract and of the oracles. */
export function renderResult(result: ClockResult) {
  const { dueAt, endedAt, breachAt, warnings, nextWarnings, changes, refusals } = result
  return {
    ...result,
    dueAt: textOf(dueAt),
    endedAt: textOf(endedAt),
    breachAt: textOf(breachAt),
    warnings: warnings.map(dated),
    nextWarnings: nextWarnings.map(dated),
    changes: changes.map(dated),
    refusals: refusals.map(dated),
  }
}

function textOf(instant: Instant | null): string | null {
  return instant === null ? null : formatInstant(instant)
}

function dated<T extends { readonly at: Instant }>(entry: T): Omit<T, 'at'> & { readonly at: string } {
  return { ...entry, at: formatInstant(entry.at) }
}
