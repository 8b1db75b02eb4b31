import type { WorkflowBundle } from '@temporalio/worker'

/** The parts that run for a centre, and how they are killed. */
export type Running = Readonly<{
  taskQueue: string
  crash: (what: 'worker' | 'api') => Promise<void>
  /** Ends the worker in order and begins another whose processes are another version of the code. */
  renewWorker: (bundle: WorkflowBundle) => Promise<void>
  close: () => Promise<void>
}>
