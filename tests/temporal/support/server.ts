import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PayloadCodec } from '@temporalio/common'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { freePort } from '../../../cli/embedded/ports.ts'
import { startTemporal } from '../../../cli/embedded/temporal.ts'
import { findTemporalCli } from '../../../cli/embedded/temporal-cli.ts'
import { createTemporalClient, dataConverterOf } from '../../../temporal/connection.ts'
import { activities } from './activities.ts'

/** A real server on a file of its own, a client, and a worker for the processes beside this file. */
export async function startServer(codec?: PayloadCodec) {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const folder = await mkdtemp(join(tmpdir(), 'onevisit-temporal-'))
  const cacheFolder = fileURLToPath(new URL('../../../.cache', import.meta.url))
  const cli = await findTemporalCli({ named: process.env['TEMPORAL_CLI'], cacheFolder })
  const server = await startTemporal({
    cli,
    port: await freePort(),
    dbFile: join(folder, 'temporal.db'),
    durable: false,
  })
  const client = await createTemporalClient(server, codec)
  const connection = await NativeConnection.connect({ address: server.address })
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url))
  const dataConverter = dataConverterOf(codec)
  const worker = await Worker.create({ connection, taskQueue: 'test', workflowsPath, activities, dataConverter })
  const running = worker.run()
  const stop = async () => {
    worker.shutdown()
    await running
    await connection.close()
    await client.connection.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { client, stop }
}
