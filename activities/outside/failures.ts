import { ApplicationFailure } from '@temporalio/common'

/** How asking an outside system can fail; what is not said here is tried again by `outsideRetry`. */
export type OutsideFailure = 'Unavailable' | 'RateLimited' | 'Unauthorized' | 'Unexpected' | 'Nonsense'

interface Fault {
  /** A code such as `http-503`: never a word of what was asked or answered. */
  readonly code: string
  readonly final?: boolean
  /** Milliseconds until the next attempt, where the other side said so. */
  readonly after?: number
}

/** A failure as Temporal retries it, told apart by its type; its message is a code. */
export function outsideFailure(type: OutsideFailure, { code, final = false, after }: Fault): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: code,
    nonRetryable: final,
    ...(after === undefined ? {} : { nextRetryDelay: after }),
  })
}
