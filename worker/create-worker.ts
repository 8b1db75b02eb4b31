import type { DataConverter } from '@temporalio/common'
import { NativeConnection, type NativeConnectionOptions, Worker, type WorkflowBundle } from '@temporalio/worker'

import type { Activities } from '../activities/contract.ts'
import { connectionOptions, type TemporalSettings } from '../temporal/connection.ts'

export type WorkerParts = {
  readonly connection: NativeConnection
  readonly namespace: string
  readonly taskQueue: string
  readonly activities: Activities
  readonly bundle: WorkflowBundle
  readonly dataConverter?: DataConverter
}

/** The worker's own connection; ends with `close()`. */
export async function connectWorker(settings: TemporalSettings): Promise<NativeConnection> {
  const { address, apiKey, tls } = await connectionOptions(settings)
  const options: NativeConnectionOptions = {}
  if (address !== undefined) options.address = address
  if (typeof apiKey === 'string') options.apiKey = apiKey
  if (tls !== undefined && tls !== null) options.tls = tls
  return await NativeConnection.connect(options)
}

/** A worker for the processes and everything they ask of the world. */
export const createWorker = ({
  connection,
  namespace,
  taskQueue,
  activities,
  bundle,
  dataConverter,
}: WorkerParts): Promise<Worker> =>
  Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: bundle,
    activities,
    maxConcurrentActivityTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    // Cases sleep for weeks: few need to be kept warm.
    maxCachedWorkflows: 500,
    shutdownGraceTime: '5 seconds',
    ...(dataConverter === undefined ? {} : { dataConverter }),
  })
