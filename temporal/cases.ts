import {
  type Client,
  isGrpcServiceError,
  type UpdateDefinition,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure, type SignalDefinition } from '@temporalio/common'
import { searchAttributes } from './names.ts'

export type TemporalClient = Client

/** An Update as it is sent: one argument in, an answer out. */
export type CaseUpdate<Answer, Argument> = UpdateDefinition<Answer, [Argument]>

/** What became of a command sent to a workflow. */
export type Sent<Answer> =
  | { readonly how: 'answered'; readonly answer: Answer }
  | {
      readonly how: 'refused'
      readonly code: string
      readonly detail: Readonly<Record<string, string | number>>
    }
  /** The workflow is closed, or the server has forgotten it. */
  | { readonly how: 'closed' }
  /** Nobody answered in time; it may have been done, and is asked again under the same id. */
  | { readonly how: 'unanswered' }

export type ToSend<Argument> = {
  readonly workflowId: string
  readonly argument: Argument
  /** The same id is done once, however often it is sent. */
  readonly updateId: string
  /** Machine time to wait for the answer. */
  readonly patienceMillis: number
}

export type ToStart = {
  readonly workflowId: string
  /** kebab-case; the workflow's type is the same word in camelCase. */
  readonly type: string
  readonly argument: object
  readonly kind: string
}

const camelCase = (text: string): string => text.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** gRPC codes after which nobody knows whether the server has taken the request. */
const unknownOutcome: ReadonlySet<number> = new Set([1, 4, 8, 10, 13, 14])

const isUnanswered = (failure: unknown): boolean => {
  if (isGrpcServiceError(failure)) return unknownOutcome.has(failure.code)
  if (!(failure instanceof Error)) return false
  return failure.name === 'WorkflowUpdateRPCTimeoutOrCancelledError' || isUnanswered(failure.cause)
}

const detailOf = (failure: ApplicationFailure): Readonly<Record<string, string | number>> => {
  const [detail] = failure.details ?? []
  if (typeof detail !== 'object' || detail === null) return {}
  return Object.fromEntries(
    Object.entries(detail).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
}

type NotDone = Exclude<Sent<never>, { how: 'answered' }>

/** What the workflow itself said: a refusal, or that it ended between taking the Update in and answering it. */
function saidByWorkflow({ cause }: WorkflowUpdateFailedError): NotDone | undefined {
  if (!(cause instanceof ApplicationFailure)) return undefined
  if (cause.type === 'Refusal') return { how: 'refused', code: cause.message, detail: detailOf(cause) }
  return cause.type === 'AcceptedUpdateCompletedWorkflow' ? { how: 'closed' } : undefined
}

/** Tells a refusal from a lost answer; anything else is a defect and is thrown on. */
function asNotDone(failure: unknown): NotDone {
  if (failure instanceof WorkflowNotFoundError) return { how: 'closed' }
  const said = failure instanceof WorkflowUpdateFailedError ? saidByWorkflow(failure) : undefined
  if (said !== undefined) return said
  if (isUnanswered(failure)) return { how: 'unanswered' }
  throw failure
}

const start =
  (client: Client, taskQueue: string) =>
  async ({ workflowId, type, argument, kind }: ToStart): Promise<'started' | 'unanswered'> => {
    try {
      await client.workflow.start(camelCase(type), {
        workflowId,
        taskQueue,
        args: [argument],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        searchAttributes: { [searchAttributes.kind]: [kind] },
      })
      return 'started'
    } catch (failure) {
      if (failure instanceof WorkflowExecutionAlreadyStartedError) return 'started'
      if (isUnanswered(failure)) return 'unanswered'
      throw failure
    }
  }

/** The way from commands to workflows; it knows Temporal, they need not. */
export function createCaseDoor(client: Client, taskQueue: string) {
  return {
    /** Starts a workflow; one that was started before under this id is left as it is. */
    start: start(client, taskQueue),

    async update<Answer, Argument>(
      update: CaseUpdate<Answer, Argument>,
      { workflowId, argument, updateId, patienceMillis }: ToSend<Argument>,
    ): Promise<Sent<Answer>> {
      try {
        const answer = await client.connection.withDeadline(Date.now() + patienceMillis, () =>
          client.workflow.getHandle(workflowId).executeUpdate(update, { args: [argument], updateId }),
        )
        return { how: 'answered', answer }
      } catch (failure) {
        return asNotDone(failure)
      }
    },

    async signal<Arguments extends unknown[]>(
      workflowId: string,
      signal: SignalDefinition<Arguments> | string,
      args: Arguments,
    ): Promise<'sent' | 'closed' | 'unanswered'> {
      try {
        await client.workflow.getHandle(workflowId).signal(signal, ...args)
        return 'sent'
      } catch (failure) {
        const { how } = asNotDone(failure)
        return how === 'closed' ? 'closed' : 'unanswered'
      }
    },
  }
}

export type CaseDoor = ReturnType<typeof createCaseDoor>
