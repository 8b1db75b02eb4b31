import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client, Connection } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { createTimeMachine } from '../../../api/time-machine/time-machine.ts'
import { createDatabase } from '../../../cli/embedded/databases.ts'
import { caseId } from '../../../domain/case/codes.ts'
import { formatInstant, type Instant, parseInstant } from '../../../domain/time/local-date.ts'
import { createPrisma } from '../../../prisma/client.ts'
import { migrate } from '../../../prisma/migrate.ts'
import { createOfficeTime } from '../../../prisma/office-time.ts'
import { project } from '../../../prisma/projection.ts'
import { createSandbox } from '../../../sandbox/create-sandbox.ts'
import { testServers } from '../../support/servers.ts'
import { told } from './story-workflow.ts'

const instant = (text: string): Instant => {
  const found = parseInstant(text)
  if (found === undefined) throw new Error(`not an instant: ${text}`)
  return found
}

async function openWorld() {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const servers = await testServers()
  const url = await createDatabase(servers.databaseUrl, 'time_machine')
  await migrate(url)
  const prisma = createPrisma(url)
  const connection = await Connection.connect({ address: servers.temporalAddress })
  const client = new Client({ connection })
  const native = await NativeConnection.connect({ address: servers.temporalAddress })
  const officeTime = createOfficeTime(prisma)
  const asked: { id: string; at: string }[] = []
  const failing = new Map<string, number>()
  const worker = await Worker.create({
    connection: native,
    taskQueue: 'stories',
    workflowsPath: fileURLToPath(new URL('./story-workflow.ts', import.meta.url)),
    activities: {
      project: (batch: Parameters<typeof project>[1]) => project(prisma, batch),
      askBureau: async (id: string) => {
        asked.push({ id, at: formatInstant(await officeTime.now()) })
        const left = failing.get(id) ?? 0
        failing.set(id, left - 1)
        if (left > 0) throw new Error('the bureau is down')
      },
    },
  })
  const running = worker.run()
  const sandbox = await createSandbox({
    port: 0,
    callBackUrl: () => 'http://127.0.0.1:1',
    secrets: {},
    timeOutMillis: 500,
  })
  const machine = createTimeMachine({ prisma, client, officeTime, sandboxUrl: sandbox.url })

  const begin = async (id: string, at: readonly string[], asks = false) => {
    const offsetSeconds = (await officeTime.now()) - Math.floor(Date.now() / 1000)
    const file = {
      id,
      number: id,
      kind: 'work-permit',
      track: 'new',
      channel: 'web',
      openedById: 'p',
      offsetSeconds,
      openedAt: new Date(),
    }
    await prisma.caseFile.create({ data: file })
    await client.workflow.start('story', {
      workflowId: id,
      taskQueue: 'stories',
      args: [{ caseId: id, offsetSeconds, at, asks }],
    })
  }
  const happened = async (id: string) => {
    const rows = await prisma.event.findMany({ where: { caseId: id }, orderBy: { seq: 'asc' } })
    // When it was begun is read by no act: a slow machine shows in it.
    return rows.slice(1).map(({ type, at }) => `${type} ${formatInstant(instant(at.toISOString()))}`)
  }
  const close = async () => {
    worker.shutdown()
    await running
    await sandbox.close()
    await native.close()
    await connection.close()
    await prisma.$disconnect()
    await servers.close()
  }
  return { prisma, client, officeTime, machine, sandbox, begin, happened, asked, failing, close }
}

let world: Awaited<ReturnType<typeof openWorld>>

beforeAll(async () => {
  world = await openWorld()
  const { officeTime, prisma, sandbox } = world
  await prisma.officeTime.create({ data: { id: 1, offsetSeconds: 0, heldAt: new Date('2026-02-02T09:00:00+08:00') } })
  const body = JSON.stringify({ to: '2026-02-02T09:00:00+08:00', hold: true })
  await fetch(`${sandbox.url}/reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(formatInstant(await officeTime.now())).toBe('2026-02-02T09:00:00+08:00')
}, 60_000)

afterAll(() => world.close())

const moveTo = (text: string, hold = true) => world.machine.move(instant(text), hold)

describe('Moving office time', () => {
  test('lets each timer of each case fire at its own instant, over the Spring Festival', async () => {
    const { begin, happened } = world
    await begin('one', [
      '2026-02-03T09:00:00+08:00',
      '2026-02-24T00:00:00+08:00',
      '2026-02-24T00:00:00+08:00',
      '2026-03-05T09:00:00+08:00',
    ])
    await begin('two', ['2026-02-14T17:59:59+08:00', '2026-02-24T00:00:00+08:00'])
    expect(await moveTo('2026-02-24T10:00:00+08:00')).toBe('moved')
    expect(await happened('one')).toEqual([
      'reminded 2026-02-03T09:00:00+08:00',
      'reminded 2026-02-24T00:00:00+08:00',
      'reminded 2026-02-24T00:00:00+08:00',
    ])
    expect(await happened('two')).toEqual(['reminded 2026-02-14T17:59:59+08:00', 'reminded 2026-02-24T00:00:00+08:00'])
    expect(formatInstant(await world.officeTime.now())).toBe('2026-02-24T10:00:00+08:00')
  })

  test('does not let a timer fire that is due a second later', async () => {
    const { begin, happened } = world
    await begin('edge', ['2026-02-25T00:00:00+08:00'])
    await moveTo('2026-02-24T23:59:59+08:00')
    expect(await happened('edge')).toEqual([])
    await moveTo('2026-02-25T00:00:00+08:00')
    expect(await happened('edge')).toEqual(['reminded 2026-02-25T00:00:00+08:00'])
  })

  test('passes the pauses between retries, and the sandbox is at the same instant as each attempt', async () => {
    const { begin, happened, asked, failing } = world
    failing.set('patient', 5)
    await begin('patient', ['2026-02-25T10:00:00+08:00'], true)
    await moveTo('2026-02-25T12:00:00+08:00')
    expect(asked.filter(({ id }) => id === 'patient').map(({ at }) => at.slice(11, 16))).toEqual([
      '10:00',
      '10:00',
      '10:00',
      '10:00',
      '10:00',
      '10:00',
    ])
    expect((await happened('patient')).at(-1)).toMatch(/^step-answered 2026-02-25T10:00:[345][0-9]/)
  })

  test('lets a step give up after its ten minutes of office time, in moments of machine time', async () => {
    const { begin, happened, failing } = world
    failing.set('hopeless', 100)
    await begin('hopeless', ['2026-02-25T13:00:00+08:00'], true)
    await moveTo('2026-02-25T14:00:00+08:00')
    expect((await happened('hopeless')).at(-1)).toMatch(/^step-stuck 2026-02-25T13:0[89]:/)
  })

  test('brings an idle case to office time before it is told something', async () => {
    const { machine, client, happened, officeTime } = world
    await moveTo('2026-03-01T10:00:00+08:00')
    await Promise.all([machine.catchUp(caseId('edge')), machine.catchUp(caseId('edge'))])
    await client.workflow.getHandle('edge').signal(told, { at: formatInstant(await officeTime.now()) })
    await moveTo('2026-03-01T10:00:00+08:00')
    expect((await happened('edge')).slice(-2)).toEqual([
      'reminded 2026-03-01T10:00:00+08:00',
      'closed 2026-03-01T10:00:00+08:00',
    ])
  })

  test('never moves it back', async () => {
    expect(await moveTo('2026-02-28T10:00:00+08:00')).toBe('past')
  })

  test('lets it run on from there, with every case at the same instant, unless it is held', async () => {
    const { happened, officeTime } = world
    await moveTo('2026-03-05T08:59:58+08:00', false)
    expect((await officeTime.read()).held).toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 3500))
    expect((await happened('one')).at(-1)).toBe('reminded 2026-03-05T09:00:00+08:00')
  })
})
