import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Client } from '@temporalio/client'
import { fastForward } from '../../temporal/fast-forward.ts'
import { startServer } from './support/server.ts'
import { ask, close, diary, relay, stubborn } from './support/workflows.ts'

const hour = 3600
const day = 24 * hour

let client: Client
let stop: () => Promise<void>

beforeAll(async () => {
  const server = await startServer()
  client = server.client
  stop = server.stop
}, 60_000)

afterAll(async () => await stop?.())

const start = async <Args extends unknown[], Result>(
  process: (...args: Args) => Promise<Result>,
  workflowId: string,
  args: Args,
) => await client.workflow.start<(...args: Args) => Promise<Result>>(process, { taskQueue: 'test', workflowId, args })

/** Hours between two instants told by a process. */
const hoursBetween = (from: string | undefined, to: string | undefined) =>
  Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000)

const instantIn = (answer: string) => answer.replace('Hello at ', '')

test('every timer on the way fires at its own instant, and time stops at the target', async () => {
  const handle = await start(diary, 'diary', [30])
  const before = instantIn(await handle.executeUpdate(ask))
  await fastForward(client, 'diary', 30 * day + hour)
  const after = instantIn(await handle.executeUpdate(ask))
  expect(hoursBetween(before, after)).toBe(30 * 24 + 1)
  await handle.signal(close)
  const entries = await handle.result()
  expect(entries.map((entry) => hoursBetween(before, entry))).toEqual(entries.map((_, index) => 24 * (index + 1)))
})

test('several processes are moved at once, and each answers with its own time', async () => {
  const names = ['one', 'two', 'three', 'four']
  const handles = await Promise.all(names.map((name) => start(diary, name, [3])))
  const before = await Promise.all(handles.map((handle) => handle.executeUpdate(ask)))
  await Promise.all(names.map((name, index) => fastForward(client, name, (index + 1) * day)))
  const after = await Promise.all(handles.map((handle) => handle.executeUpdate(ask)))
  const hours = after.map((answer, index) => hoursBetween(instantIn(before[index] ?? ''), instantIn(answer)))
  expect(hours).toEqual([24, 48, 72, 96])
})

test('a step that fails is tried again without waiting, and a process that closes on the way is no error', async () => {
  const handle = await start(stubborn, 'stubborn', [])
  await fastForward(client, 'stubborn', 10 * 60)
  expect(await handle.result()).toBe(8)
  await fastForward(client, 'stubborn', hour)
})

test('a process that begins anew on the way keeps its timers', async () => {
  const handle = await start(relay, 'relay', [3])
  await fastForward(client, 'relay', 25 * day)
  expect((await handle.describe()).status.name).toBe('RUNNING')
  await fastForward(client, 'relay', 16 * day)
  const { status, historyLength } = await handle.describe()
  expect({ status: status.name, short: historyLength < 20 }).toEqual({ status: 'COMPLETED', short: true })
})
