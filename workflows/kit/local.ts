import { type ActivityInterfaceFor, proxyLocalActivities, workflowInfo } from '@temporalio/workflow'
import { nothingOutlivesClosing } from './change.ts'

/** The last local activity that was asked for; it lives as long as the one workflow that loaded this module. */
let last: Promise<unknown> = Promise.resolve()

/** Does work when all that was asked before it is over. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work)
  last = turn.catch(() => undefined)
  return turn
}

/**
 * Seconds of one workflow task that local activities may take together. After eight the worker begins another task to
 * keep this one alive, and a replay need not be told of what comes then in the order in which it came.
 */
const budgetMillis = 7500

/** The workflow task under way, known by the length of the history at its start, and the instant at which it began. */
const task = { historyLength: -1, began: 0 }

/** Milliseconds since the workflow task under way began: each local activity moves the workflow's own time on by what it took. */
function sinceItBegan(): number {
  const { historyLength } = workflowInfo()
  if (historyLength !== task.historyLength) {
    task.historyLength = historyLength
    task.began = Date.now()
  }
  return Date.now() - task.began
}

/** A local activity that the workflow task under way has no time left for. */
export type NoTime = { readonly noTime: true }

/** Whether there is time for one more local activity that may take so long; of a case begun earlier nothing was asked. */
const isTimeFor = (millis: number): boolean => sinceItBegan() + millis <= budgetMillis || !nothingOutlivesClosing()

/**
 * Local activities, one at a time, tried once. What a worker ends at one time a replay is told of at once: were two under
 * way, the process would go on in another order than it did, and its history would not be its own any more.
 */
export function localInTurn<Asked extends object>(millis: number) {
  const options = { startToCloseTimeout: millis, retry: { maximumAttempts: 1 } }
  // A mapped type of an object is one; the compiler does not see it while `Asked` is open.
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the proxy has what was asked for
  const local = proxyLocalActivities<Asked>(options) as ActivityInterfaceFor<Asked> & object
  /** What the question gives, or that the workflow task has no time for it. */
  return <Answer>(question: (of: ActivityInterfaceFor<Asked>) => Promise<Answer>): Promise<Answer | NoTime> => {
    // The task is known from its first question on.
    sinceItBegan()
    return inTurn(async () => (isTimeFor(millis) ? await question(local) : { noTime: true }))
  }
}
