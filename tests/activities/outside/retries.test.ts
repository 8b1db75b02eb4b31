import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { findTemporalCli } from '../../../cli/embedded/temporal-cli.ts'
import { failureOf, type Outside, startOutside } from './support/outside.ts'
import { job } from './support/people.ts'
import { oneStep } from './support/workflows.ts'

let outside: Outside
let server: TestWorkflowEnvironment
let worker: Worker
let running: Promise<void>
const asked: number[] = []

beforeAll(async () => {
  outside = await startOutside()
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const path = await findTemporalCli({
    named: process.env.TEMPORAL_CLI,
    cacheFolder: join(tmpdir(), 'onevisit-temporal'),
  })
  server = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      extraArgs: ['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'],
    },
  })
  const workflowsPath = fileURLToPath(new URL('./support/workflows.ts', import.meta.url))
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') })
  const bureau = outside.systems['work-permit-bureau']
  const askOutside = async (): Promise<string> => {
    asked.push(Date.now())
    const answer = await bureau.register({ key: 'k', caseNumber: 'WP-2026-000001', ...job })
    return 'refused' in answer ? answer.refused : answer.permitNumber
  }
  worker = await Worker.create({
    connection: server.nativeConnection,
    taskQueue: 'outside',
    workflowBundle,
    activities: { askOutside },
  })
  running = worker.run()
}, 60_000)

afterAll(async () => {
  worker?.shutdown()
  await running
  await server?.teardown()
  await outside.close()
})

/** Runs the step with the pauses between its attempts skipped, and tells how it ended and after how many attempts. */
async function run(workflowId: string, answers: object) {
  await outside.control('POST', '/reset', {})
  await outside.control('PUT', '/outside/work-permit-bureau/answers', answers)
  asked.length = 0
  const handle = await server.client.workflow.start(oneStep, { workflowId, taskQueue: 'outside' })
  await server.client.connection.workflowService.updateWorkflowExecutionOptions({
    namespace: server.namespace ?? 'default',
    workflowExecution: { workflowId },
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
    updateMask: { paths: ['time_skipping_config'] },
  })
  const ended = await handle.result().then(
    (value) => ({ value, failure: undefined }),
    (failure) => ({ value: undefined, failure: failureOf(failure.cause.cause) }),
  )
  return { ...ended, attempts: asked.length }
}

test('a system that is down for good is asked fifteen times in ten minutes, then the step gives up', async () => {
  const { failure, attempts } = await run('down', { answers: [], always: 'unavailable' })
  expect(failure).toMatchObject({ type: 'Unavailable' })
  expect(attempts).toBe(15)
}, 60_000)

test('the server remembers the nonsense between attempts: the third is the last', async () => {
  const { failure, attempts } = await run('nonsense', { answers: ['nonsense', 'unavailable'], always: 'nonsense' })
  expect(failure).toMatchObject({ type: 'Nonsense', nonRetryable: true })
  expect(attempts).toBe(4)
}, 60_000)

test('what is only away for a while is answered as if nothing had been', async () => {
  const { value, attempts } = await run('away', { answers: ['time-out', 'rate-limited', 'lost', 'nonsense'] })
  expect(value).toMatch(/^19310000/)
  expect(attempts).toBe(5)
  expect(await outside.control('GET', '/outside/work-permit-bureau/calls')).toMatchObject({ made: 1 })
}, 60_000)
