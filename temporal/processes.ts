import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { standingOf } from './own-time.ts'

const patienceMillis = 20_000

/** How activities reach workflows: by names, tried again by the activity's own retries. */
export function createProcesses(client: Client, taskQueue: string) {
  return {
    /** Tells it something; one that is closed needs to know nothing. */
    async signal(workflowId: string, name: string, argument: object): Promise<void> {
      try {
        await client.workflow.getHandle(workflowId).signal(name, argument)
      } catch (failure) {
        if (!(failure instanceof WorkflowNotFoundError)) throw failure
      }
    },
    /** Has it do something once, and waits for its answer; one that is closed, or closes meanwhile, has nothing to do. */
    async update(
      workflowId: string,
      name: string,
      { updateId, argument }: { readonly updateId: string; readonly argument: object },
    ): Promise<void> {
      try {
        await client.connection.withDeadline(Date.now() + patienceMillis, () =>
          client.workflow.getHandle(workflowId).executeUpdate(name, { args: [argument], updateId }),
        )
      } catch (failure) {
        const isOver = failure instanceof WorkflowNotFoundError || failure instanceof WorkflowUpdateFailedError
        if (!isOver) throw failure
      }
    },
    /** Starts it; one that runs is left as it is, one that was broken off begins anew. */
    async start(type: string, workflowId: string, argument: object): Promise<void> {
      try {
        const workflowIdReusePolicy = 'ALLOW_DUPLICATE_FAILED_ONLY'
        await client.workflow.start(type, { workflowId, taskQueue, args: [argument], workflowIdReusePolicy })
      } catch (failure) {
        if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure
      }
    },
    isClosed: async (workflowId: string): Promise<boolean> => (await standingOf(client, workflowId)).how === 'closed',
  }
}
