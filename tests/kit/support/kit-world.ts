import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { freePort } from '../../../cli/embedded/ports.ts'
import { startTemporal } from '../../../cli/embedded/temporal.ts'
import { findTemporalCli } from '../../../cli/embedded/temporal-cli.ts'
import { caseId, personId } from '../../../domain/case/codes.ts'
import type { CaseEvent } from '../../../domain/case/event.ts'
import type { Closing } from '../../../domain/case/outcome.ts'
import { formatInstant, instantFromMillis } from '../../../domain/time/local-date.ts'
import { createTemporalClient } from '../../../temporal/connection.ts'
import { fastForward } from '../../../temporal/fast-forward.ts'
import { act, type CaseInput, decide, rescue, sharedChanged } from '../../../workflows/kit/messages.ts'
import { rememberingActivities } from './remembering.ts'

const taskQueue = 'kit'
const officer = personId('officer')

/** Until something holds, or the test's own time is over. */
async function until<Found>(look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await wait(20)
  }
}

/** A real server and worker for the processes of `workflows.ts`; what the kit asks of the world is answered from memory, so that it can fail in every way. */
export async function openKit() {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const folder = await mkdtemp(join(tmpdir(), 'onevisit-kit-'))
  const cacheFolder = fileURLToPath(new URL('../../../.cache', import.meta.url))
  const cli = await findTemporalCli({ named: process.env['TEMPORAL_CLI'], cacheFolder })
  const dbFile = join(folder, 'temporal.db')
  const server = await startTemporal({ cli, port: await freePort(), dbFile, durable: false })
  const client = await createTemporalClient(server)
  const connection = await NativeConnection.connect({ address: server.address })
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url))
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })
  const memory = rememberingActivities()
  const { activities } = memory
  const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities })
  const running = worker.run()
  return {
    client,
    workflowBundle,
    newId: () => `case-${randomUUID()}`,
    /** Answers an activity of one case otherwise from now on. */
    answer: memory.answer,
    asked: memory.asked,
    begin: async (type: string, id: string) => begin({ client, memory }, type, id),
    stop: async () => {
      worker.shutdown()
      await running
      await connection.close()
      await client.connection.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

export type Kit = Awaited<ReturnType<typeof openKit>>

type Parts = { readonly client: Client; readonly memory: ReturnType<typeof rememberingActivities> }

const inputOf = (id: string): CaseInput => ({
  ...{ caseId: caseId(id), number: id, kind: 'trial', track: 'usual', channel: 'web', openedBy: personId('applicant') },
  ...{ openedAt: formatInstant(instantFromMillis(Date.now())), basedOn: null, parties: [personId('applicant')] },
  ...{ hasAgent: false, tables: [], offsetSeconds: 0 },
})

/** A case that was submitted, as people reach it. */
async function begin({ client, memory }: Parts, type: string, id: string) {
  const args: [CaseInput] = [inputOf(id)]
  const handle = await client.workflow.start<(input: CaseInput) => Promise<Closing>>(type, {
    workflowId: id,
    taskQueue,
    args,
  })
  const now = () => formatInstant(instantFromMillis(Date.now()))
  const events = (): readonly CaseEvent[] => memory.eventsOf(id)
  const named = (type: CaseEvent['type']) => events().filter((event) => event.type === type)
  const done = { data: {}, note: null, touched: [], facts: null }
  const opened = (task: string) =>
    until(() => events().find((event) => event.type === 'task-opened' && event.data.task === task && isOpen(event)))
  const isOpen = (event: CaseEvent) =>
    !events().some(
      ({ type, data }) =>
        (type === 'decided' || type === 'task-closed') && 'id' in event.data && data.id === event.data.id,
    )
  const taskId = async (task: string): Promise<string> => {
    const { data } = await opened(task)
    return 'id' in data ? data.id : ''
  }
  const acting = (action: string, more: object = {}) => {
    const request = { ...done, action, by: personId('applicant'), at: now(), ...more }
    return handle.executeUpdate(act, { args: [request] })
  }
  // As the api does: a case is told nothing before its first event is carried.
  await until(() => events()[0])
  await acting('submit')
  return {
    id,
    handle,
    now,
    events,
    named,
    act: acting,
    decide: async (task: string, outcome: string, more: object = {}) => {
      const signed = { reasons: [], data: {}, note: null, insteadOf: null, by: officer, at: now() }
      const request = { ...signed, taskId: await taskId(task), outcome, ...more }
      return await handle.executeUpdate(decide, { args: [request] })
    },
    rescue: async (how: 'retry' | 'resolve') => {
      const request = { stuckId: await taskId('rescue'), how, answer: null, source: null, by: officer, at: now() }
      return await handle.executeUpdate(rescue, { args: [request] })
    },
    opened,
    tell: () => handle.signal(sharedChanged, { at: now() }),
    forward: (seconds: number) => fastForward(client, id, seconds),
    until: (type: CaseEvent['type']) => until(() => named(type)[0]),
    /** How it ended. */
    end: () => handle.result(),
    attempts: async () => (await handle.describe()).raw.pendingWorkflowTask?.attempt ?? 0,
  }
}

/** Waits until something holds. */
export { until }
