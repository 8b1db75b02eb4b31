import { ActivityFailure, ApplicationFailure, TemporalFailure } from '@temporalio/workflow'

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

/**
 * What a workflow gives; no failure that reaches its end may end it.
 * @throws Error instead: a defect, which stops the workflow's task and waits for the repair.
 */
export async function unlessFailed<Result>(life: Promise<Result>): Promise<Result> {
  try {
    return await life
  } catch (failure) {
    if (failure instanceof TemporalFailure) throw new Error(causeOf(failure))
    throw failure
  }
}
