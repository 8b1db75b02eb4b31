import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Client } from '@temporalio/client'
import { defaultPayloadConverter } from '@temporalio/common'
import { createPayloadCodec } from '../../temporal/codec.ts'
import { startServer } from './support/server.ts'
import { ask, close, diary } from './support/workflows.ts'

const keys = new Map<string, Buffer>()

const codec = createPayloadCodec({
  keyFor: async (workflowId = 'rotating') => {
    const key = keys.get(workflowId) ?? randomBytes(32)
    keys.set(workflowId, key)
    return { id: workflowId, key }
  },
  keyById: async (id) => keys.get(id),
})

let client: Client
let stop: () => Promise<void>

beforeAll(async () => {
  const server = await startServer(codec)
  client = server.client
  stop = server.stop
}, 60_000)

afterAll(async () => await stop?.())

test('every payload of a process is sealed by its own key, and none lies open at the server', async () => {
  const handle = await client.workflow.start(diary, { taskQueue: 'test', workflowId: 'case-1', args: [0] })
  expect(await handle.executeUpdate(ask)).toContain('Hello at')
  await handle.signal(close)
  await handle.result()
  const bare = new Client({ connection: client.connection })
  const history = JSON.stringify(await bare.workflow.getHandle('case-1').fetchHistory())
  const data = [...history.matchAll(/"data":"([^"]+)"/g)].map(([, text = '']) => Buffer.from(text, 'base64').toString())
  expect(data.filter((text) => text.includes('Hello at'))).toEqual([])
  // What the SDK itself notes of a local activity lies open: its name and times.
  expect(data.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text).activity_type)).toEqual(['greet'])
  expect([...keys.keys()]).toEqual(['case-1'])
})

test('a payload is read by its own key only, and is dark once the key is dropped', async () => {
  const [sealed] = await codec.encode([defaultPayloadConverter.toPayload({ months: 12 })])
  const [open] = await codec.decode(sealed ? [sealed] : [])
  expect(open && defaultPayloadConverter.fromPayload(open)).toEqual({ months: 12 })
  keys.set('rotating', randomBytes(32))
  await expect(codec.decode(sealed ? [sealed] : [])).rejects.toThrow()
  keys.delete('rotating')
  await expect(codec.decode(sealed ? [sealed] : [])).rejects.toThrow('payload-key-gone: rotating')
})

test('what was never sealed is read as it is', async () => {
  const plain = defaultPayloadConverter.toPayload('open')
  expect(await codec.decode(plain ? [plain] : [])).toEqual([plain])
})
