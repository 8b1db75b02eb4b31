import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'

/** Timers, and pauses between retries, that one move may pass: the server's own limit of 200 is for endless retries. */
const mostSkips = 100_000
/** Machine time after which a move is given up: no worker is there, or an activity hangs. */
const patience = 10 * 60_000
const restPause = 5
const notFound = 5
/** FastForwardPollingResult: the target is reached. */
const completed = 2
/** A workflow task that failed this often waits for a repair of our code, not for time: it holds up no other. */
const broken = 8

/**
 * Moves one execution's own time forward by `seconds` and returns when it is there and at rest: each timer on the way
 * fires at its own instant, activities run to their end (in machine time), pauses between retries are passed. An
 * execution that closes on the way, or has closed, is no error. Needs a server with time skipping, and a worker: a move
 * that is not done after ten minutes throws, as does one that another move has taken the place of.
 */
export async function fastForward(client: Client, workflowId: string, seconds: number): Promise<void> {
  if (seconds <= 0) return
  const move: Move = { client, workflowId, id: randomUUID(), until: performance.now() + patience }
  try {
    // Server 1.32 skips to the next timer, however far, when work ends in the moment after the target has passed by itself:
    // only one that is at rest is moved, for it is at its target at once.
    await untilAtRest(move)
    await begin(move, seconds)
    while (!(await isThere(move))) inTime(move)
    await untilAtRest(move)
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== notFound) throw error // it has closed: nothing is left to move
  }
}

type Move = Readonly<{ client: Client; workflowId: string; id: string; until: number }>

const execution = ({ client, workflowId }: Pick<Move, 'client' | 'workflowId'>) => ({
  namespace: client.options.namespace,
  workflowExecution: { workflowId },
})

async function begin(move: Move, seconds: number): Promise<void> {
  const fastForwardConfig = { id: move.id, duration: msToTs(seconds * 1000) }
  await move.client.workflowService.updateWorkflowExecutionOptions({
    ...execution(move),
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig, maxSessionSkipCount: mostSkips },
    },
    updateMask: { paths: ['time_skipping_config'] },
  })
}

/** One long poll; the server answers as soon as the move is done, or says after a while that it is not. */
async function isThere(move: Move): Promise<boolean> {
  const request = { ...execution(move), fastForwardId: move.id }
  const answer = await move.client.workflowService.pollWorkflowExecutionTimeSkipping(request)
  if (answer.fastForwardPollingResult === completed) return true
  return await hasEnded(move)
}

/** A run that begins anew carries the move on; one that closes ends it. */
async function hasEnded({ client, workflowId, id }: Move): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(workflowId).describe()
  if (raw.workflowExecutionInfo?.closeTime || (raw.pendingWorkflowTask?.attempt ?? 0) >= broken) return true
  const skipping = raw.workflowExtendedInfo?.timeSkippingInfo
  const current = skipping?.effectiveConfig?.fastForwardConfig?.id
  if (current !== id)
    throw new Error(`The move of ${workflowId} was replaced by another: move one execution at a time.`)
  return skipping?.effectiveConfig?.enabled !== true
}

async function untilAtRest(move: Move): Promise<void> {
  while (!(await isAtRest(move.client, move.workflowId))) {
    inTime(move)
    await wait(restPause)
  }
}

/**
 * Whether an execution waits for nothing but time and people: no workflow task is pending, and every activity, if any,
 * is in a pause between two attempts.
 */
async function isAtRest(client: Client, workflowId: string): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(workflowId).describe()
  if (raw.workflowExecutionInfo?.closeTime) return true
  if (raw.pendingWorkflowTask) return (raw.pendingWorkflowTask.attempt ?? 0) >= broken
  return (raw.pendingActivities ?? []).every((activity) => Boolean(activity.nextAttemptScheduleTime))
}

function inTime({ workflowId, until }: Move): void {
  if (performance.now() > until) throw new Error(`${workflowId} cannot be moved: it was not at rest after ten minutes.`)
}
