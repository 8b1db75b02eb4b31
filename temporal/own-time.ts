import { type Client, isGrpcServiceError } from '@temporalio/client'

/** How a workflow stands in its own time. */
export type Standing =
  | { readonly how: 'closed' }
  /** Something is being worked on, or is just about to be. */
  | { readonly how: 'busy'; readonly ownMillis: number }
  /** Nothing will happen before a timer of it fires, a step of it is tried again, or somebody tells it something. */
  | { readonly how: 'resting'; readonly ownMillis: number; readonly nextAttemptMillis: number | null }

type Described = Awaited<ReturnType<Client['workflowService']['describeWorkflowExecution']>>
type Pending = NonNullable<Described['pendingActivities']>[number]
type Moment = { readonly seconds?: unknown; readonly nanos?: number | null }

/** `RUNNING` and `SCHEDULED` as the server writes them. */
const running = 1
const scheduled = 1
/** gRPC's `NOT_FOUND`. */
const notFound = 5
/** A workflow task that failed this often waits for a repair of our code, not for time. */
const broken = 8

const millisOf = (moment: Moment | null | undefined): number | null =>
  moment === null || moment === undefined ? null : Number(moment.seconds ?? 0) * 1000 + (moment.nanos ?? 0) / 1e6

/** Asks the server how a workflow stands; one it does not know is closed. */
export async function standingOf(client: Client, workflowId: string): Promise<Standing> {
  try {
    const { namespace } = client.options
    return standing(await client.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } }))
  } catch (failure) {
    if (isGrpcServiceError(failure) && failure.code === notFound) return { how: 'closed' }
    throw failure
  }
}

function standing({ workflowExecutionInfo, workflowExtendedInfo, ...pending }: Described): Standing {
  if (workflowExecutionInfo?.status !== running) return { how: 'closed' }
  // Without a skip so far its own time is the machine's.
  const ownMillis = millisOf(workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? Date.now()
  const attempts = (pending.pendingActivities ?? []).map((activity) => nextAttempt(activity, ownMillis))
  const later = attempts.filter((attempt) => attempt !== 'now')
  if (isDeciding(pending) || later.length < attempts.length) return { how: 'busy', ownMillis }
  return { how: 'resting', ownMillis, nextAttemptMillis: later.length === 0 ? null : Math.min(...later) }
}

/** Whether the workflow's own code is at work, or waits for a worker. */
const isDeciding = ({ pendingWorkflowTask }: Pick<Described, 'pendingWorkflowTask'>): boolean =>
  pendingWorkflowTask !== null && pendingWorkflowTask !== undefined && (pendingWorkflowTask.attempt ?? 0) < broken

/** When an activity is tried again, in the workflow's own time; `now` while it runs or is about to. */
function nextAttempt({ state, nextAttemptScheduleTime }: Pending, ownMillis: number): number | 'now' {
  const next = millisOf(nextAttemptScheduleTime)
  return state === scheduled && next !== null && next > ownMillis ? next : 'now'
}
