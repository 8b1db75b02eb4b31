import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker'
import type { Servers } from '../centre/servers.ts'
import { workerConnection } from '../centre/shared-parts.ts'
import type { Counts } from './bare-workflow.ts'

const workflowsPath = fileURLToPath(new URL('bare-workflow.ts', import.meta.url))
const taskQueue = 'bare'

/** Finished bare workflows a second, as many at a time as cases are, on the same server. */
export async function barePerSecond(servers: Servers, counts: Counts, atOnce: number): Promise<number> {
  const connection = await Connection.connect({ address: servers.temporalAddress })
  const client = new Client({ connection })
  const worker = await Worker.create({
    connection: await workerConnection(servers),
    taskQueue,
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }),
    activities: { noOp: async () => undefined },
  })
  return await worker.runUntil(async () => {
    await finish(client, counts, 'warming')
    const began = performance.now()
    await Promise.all(Array.from({ length: atOnce }, (_, index) => finish(client, counts, String(index))))
    const seconds = (performance.now() - began) / 1000
    await connection.close()
    return atOnce / seconds
  })
}

async function finish(client: Client, counts: Counts, name: string): Promise<void> {
  const workflowId = `bare-${name}`
  const handle = await client.workflow.start('bareWorkflow', { taskQueue, workflowId, args: [counts] })
  for (let update = 0; update < counts.updates; update += 1) await handle.executeUpdate('step')
  await handle.result()
}
