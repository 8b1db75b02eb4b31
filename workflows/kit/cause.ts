import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow'

const causeIn = (failure: unknown): unknown => (failure instanceof ActivityFailure ? failure.cause : failure)

/** A failure's own code: its type, never its words. */
export function causeOf(failure: unknown): string {
  const cause = causeIn(failure)
  return cause instanceof ApplicationFailure ? (cause.type ?? 'Fault') : 'Unavailable'
}

/** Whether an activity has said that trying again by itself is useless. */
export function isFinal(failure: unknown): boolean {
  const cause = causeIn(failure)
  return cause instanceof ApplicationFailure && cause.nonRetryable === true
}
