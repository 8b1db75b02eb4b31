import { Context } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { isStoreAway } from '../prisma/is-store-away.ts'

/** With the pauses between them, about six minutes. */
const mostTries = 12

/** What nobody foresaw: no failure that names itself, and no store that will come back. */
const isUnforeseen = (failure: unknown): failure is Error =>
  failure instanceof Error && !(failure instanceof ApplicationFailure) && !isStoreAway(failure)

/**
 * Work that people see to when no number of tries does it: an error that nobody foresaw is tried a dozen times, then it is
 * said to be final. Its name goes on, never its words.
 */
export const seenTo =
  <Request, Answer>(work: (request: Request) => Promise<Answer>) =>
  async (request: Request): Promise<Answer> => {
    try {
      return await work(request)
    } catch (failure) {
      if (isUnforeseen(failure) && Context.current().info.attempt >= mostTries)
        throw ApplicationFailure.nonRetryable(failure.name, failure.name)
      throw failure
    }
  }
