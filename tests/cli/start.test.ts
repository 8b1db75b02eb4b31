import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { freePort } from '../../cli/embedded/ports.ts'
import { isAlive, markOf, runProgram } from '../../cli/embedded/processes.ts'
import { checkBefore } from '../../cli/start/before.ts'
import { keepRunning } from '../../cli/start/keep-running.ts'
import { takeHome } from '../../cli/start/running-file.ts'
import { readSecrets } from '../../cli/start/secrets.ts'
import { readConfig } from '../../config.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'onevisit-start-'))
})
afterEach(async () => await rm(home, { recursive: true, force: true }))

const sleeper = () =>
  runProgram({ file: process.execPath, args: ['-e', 'setTimeout(() => {}, 60000)'], logFile: join(home, 'log') })

test('a second start of the same home is told who runs there', async () => {
  const first = await takeHome(home, 'http://localhost:1')
  await expect(takeHome(home, 'http://localhost:2')).rejects.toThrow(
    `OneVisit already runs here (process ${process.pid}, http://localhost:1)`,
  )
  await first.remove()
  const next = await takeHome(home, 'http://localhost:2')
  expect(next.healed).toEqual([])
  await next.remove()
})

test('what a killed start has left running is ended by the next, and nothing that merely has its number', async () => {
  const script = `
    import { runProgram } from '${join(import.meta.dirname, '../../cli/embedded/processes.ts')}'
    import { takeHome } from '${join(import.meta.dirname, '../../cli/start/running-file.ts')}'
    const home = await takeHome('${home}', 'http://localhost:1')
    const part = await runProgram({ file: process.execPath, args: ['-e', 'setTimeout(() => {}, 60000)'], logFile: '${home}/log' })
    await home.note('worker', part.mark)
    await home.note('api', { pid: ${process.pid}, started: 'another time' })
    console.log(part.mark.pid)
    setTimeout(() => {}, 60000)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const supervisor = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(supervisor.stdout, 'data')
  const part = markOf(Number(line))
  supervisor.kill('SIGKILL')
  await once(supervisor, 'exit')
  expect(part && isAlive(part)).toBe(true)
  const next = await takeHome(home, 'http://localhost:1')
  expect(next.healed).toEqual(['worker'])
  expect(part && isAlive(part)).toBe(false)
  await next.remove()
})

test('a taken port is told with the name of its setting', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const config = readConfig({ PORT: String(port), SANDBOX_PORT: String(await freePort()), ONEVISIT_HOME: home })
  await expect(checkBefore(config)).rejects.toThrow(`Port ${port} is taken by another program: set PORT to a free one.`)
  server.close()
})

test('secrets are made once, kept for their owner only, and used again', async () => {
  const config = readConfig({ ONEVISIT_HOME: home })
  const identity = async () => ({ p12: Buffer.from('p12'), passphrase: 'open' })
  const first = await readSecrets(config, identity)
  const again = await readSecrets(config, () => Promise.reject(new Error('made twice')))
  expect(again).toEqual(first)
  expect(await readFile(first.signingFile, 'utf8')).toBe('p12')
  const modes = await Promise.all(['secrets.json', 'signing.p12'].map((name) => stat(join(home, name))))
  expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600])
})

test('beside a database of somebody else nothing is made up', async () => {
  const config = readConfig({ ONEVISIT_HOME: home, DATABASE_URL: 'postgresql://elsewhere/onevisit' })
  await expect(readSecrets(config, () => Promise.reject(new Error('made')))).rejects.toThrow(
    'CASE_KEYS is not set: it takes a value of your own where DATABASE_URL is set.',
  )
})

test('a part that ends by itself is told in one line and started again; one that is stopped is not', async () => {
  const said: string[] = []
  const pids: number[] = []
  const kept = await keepRunning({
    name: 'worker',
    start: async () => await sleeper(),
    say: (line) => void said.push(line),
    noted: async (_, { pid }) => void pids.push(pid),
  })
  process.kill(pids[0] ?? 0, 'SIGKILL')
  for (let turns = 0; pids.length < 2 && turns < 200; turns++) await wait(25)
  expect(said).toEqual(['worker has ended (SIGKILL) and is started again.'])
  await kept.restart()
  for (let turns = 0; pids.length < 3 && turns < 200; turns++) await wait(25)
  await kept.stop()
  expect({ said: said.length, started: pids.length, left: pids.filter((pid) => markOf(pid)) }).toEqual({
    said: 1,
    started: 3,
    left: [],
  })
})
