import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type OurServer, startOurServer } from './support/our-server.ts'
import { controlAt, systemsAt } from './support/outside.ts'
import { application, job } from './support/people.ts'

const shared = 'a secret of sixteen and more'
let folder: string
let ours: OurServer
let child: ChildProcess | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  ours = await startOurServer(shared)
})
afterEach(async () => {
  await kill()
  await ours.close()
  await rm(folder, { recursive: true })
})

async function start(): Promise<string> {
  const env = {
    ...process.env,
    SANDBOX_PORT: '0',
    ONEVISIT_URL: ours.url,
    SANDBOX_STATE: folder,
    SANDBOX_SECRET: shared,
  }
  const started = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  const line = await new Promise<string>((resolve) => started.stdout.once('data', (text) => resolve(String(text))))
  return JSON.parse(line).url
}

async function kill(): Promise<void> {
  const dying = child
  if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
  const gone = new Promise((resolve) => dying.once('exit', resolve))
  dying.kill('SIGKILL')
  await gone
}

test('killed at once, it goes on with its book, its answers, its time and the call-backs it owes', async () => {
  let url = await start()
  const control = (method: string, path: string, body?: object) =>
    controlAt(url, { method, path, ...(body ? { body } : {}) })
  await control('POST', '/reset', { to: '2026-03-06T09:10:00+08:00', hold: true })
  const asked = { key: 'C-1 register', caseNumber: 'C-1' }
  const before = await systemsAt(url, 5000, shared)['work-permit-bureau'].register({ ...asked, ...job })
  await systemsAt(url, 5000, shared)['exit-entry-bureau'].apply({ key: 'C-1 apply', caseNumber: 'C-1', ...application })
  await control('PUT', '/outside/work-permit-bureau/answers', { answers: ['ok', { refusal: 'quota-exhausted' }] })
  await kill()
  url = await start()
  const after = systemsAt(url, 5000, shared)
  expect(await after['work-permit-bureau'].register({ ...asked, ...job })).toEqual(before)
  expect(await after['work-permit-bureau'].register({ ...asked, key: 'C-1 register 2', ...job })).toEqual({
    refused: 'quota-exhausted',
  })
  expect((await control('GET', '/outside/calls')).calls).toMatchObject([
    { operation: 'register' },
    { operation: 'apply' },
  ])
  expect(await control('GET', '/time')).toEqual({
    now: '2026-03-06T09:10:00+08:00',
    nextCallBackAt: '2026-03-07T09:10:00+08:00',
    held: true,
  })
  await control('POST', '/time', { to: '2026-03-08T00:00:00+08:00', hold: true })
  expect(ours.taken).toMatchObject([{ body: { case: 'C-1', result: 'approved' } }])
}, 60_000)
