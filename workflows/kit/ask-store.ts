import type { ActivityOptions } from '@temporalio/common'
import { type ActivityInterfaceFor, isCancellation, proxyActivities } from '@temporalio/workflow'
import { causeOf, isFinal } from './cause.ts'
import { localInTurn } from './local.ts'

/** For what only waits until our own store is there: as long as it takes. */
const untilThere = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const satisfies ActivityOptions

export type Patience = {
  /** How long a local activity may take before an ordinary one is asked instead. */
  readonly millis?: number
  readonly options?: ActivityOptions
}

/**
 * Asks our own store: at once, by a local activity; what does not answer in time, or finds no time left in its workflow
 * task, is asked of an ordinary one as long as it takes. What was called off, or is useless to try again, is thrown on.
 */
export function askPatiently<Asked extends object>({ millis = 2000, options = untilThere }: Patience = {}) {
  const atOnce = localInTurn<Asked>(millis)
  const patiently = proxyActivities<Asked>(options)
  return async <Answer>(question: (of: ActivityInterfaceFor<Asked>) => Promise<Answer>): Promise<Answer> => {
    try {
      const answer = await atOnce(question)
      if (!isNoTime(answer)) return answer
    } catch (failure) {
      if (isCancellation(failure) || isFinal(failure)) throw failure
    }
    return await question(patiently)
  }
}

const isNoTime = (answer: unknown): answer is { readonly noTime: true } =>
  typeof answer === 'object' && answer !== null && 'noTime' in answer

/**
 * The same for what cannot fail but by a mistake of ours.
 * @throws Error for what is useless to try again: a defect, which stops the workflow's task and waits for the repair.
 */
export function askStore<Asked extends object>(patience?: Patience) {
  const ask = askPatiently<Asked>(patience)
  return <Answer>(question: (of: ActivityInterfaceFor<Asked>) => Promise<Answer>): Promise<Answer> =>
    ask(question).catch(asDefect)
}

/** A failure that no person is asked about is a defect: the workflow's task fails, never the case. */
function asDefect(failure: unknown): never {
  if (isCancellation(failure) || !isFinal(failure)) throw failure
  throw new Error(causeOf(failure))
}
