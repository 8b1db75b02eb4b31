import { Context } from '@temporalio/activity'
import { z } from 'zod'
import { outsideFailure } from './failures.ts'

/** How many answers that do not fit the contract are taken as bad luck. */
const nonsenseAllowed = 3

const kept = z.object({ nonsense: z.number().int() })

/**
 * The failure for an answer that does not fit the contract: tried again until the third such answer, whatever other
 * failures came between. The count is kept in the heartbeat's details, which outlive the attempt.
 */
export function nonsenseFailure(code: string): Error {
  const context = Context.current()
  const before = kept.safeParse(context.info.heartbeatDetails)
  const nonsense = (before.success ? before.data.nonsense : 0) + 1
  context.heartbeat({ nonsense })
  return outsideFailure('Nonsense', { code, final: nonsense >= nonsenseAllowed })
}
