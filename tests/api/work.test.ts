import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { createSignBytes } from '../../activities/sign-bytes.ts'
import type { Door } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { createPrisma, type Prisma } from '../../prisma/client.ts'
import { checkDailyRoots } from '../../prisma/daily-roots.ts'
import { createTemporalClient } from '../../temporal/connection.ts'
import { keepSchedules, recurNow } from '../../temporal/schedules.ts'
import { openWorld, type World } from '../support/world.ts'

const opened = z.looseObject({ id: z.string() })
const batch = z.looseObject({ id: z.string(), state: z.string(), done: z.number(), total: z.number() })
const batches = z.object({ items: z.array(batch) })
const problem = z.looseObject({ type: z.string() })
const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)

let world: World
let admin: Door
let prisma: Prisma

const drafts = 60

/** A centre with more open cases than one few; each is a draft, told of a new holiday table like any other. */
beforeAll(async () => {
  world = await openWorld({ at: '2026-02-10T10:00:00+08:00' })
  prisma = createPrisma(world.centre.settings.config.databaseUrl, 2)
  admin = await world.as('admin')
  const applicant = await world.as('applicant')
  for (let made = 0; made < drafts; made += 1)
    opened.parse((await applicant.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body)
}, 180_000)
afterAll(async () => {
  await prisma.$disconnect()
  await world.close()
}, 60_000)

const newest = async () => {
  const [found] = batches.parse((await admin.get('/api/v1/batches')).body).items
  if (found === undefined) throw new Error('no batch')
  return found
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; !(await holds()); ) {
    if (performance.now() > end) throw new Error('it does not come to be')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('A change for all open cases', () => {
  test('is paused and resumed, and reaches every case once', async () => {
    const supervisor = await world.as('supervisor')
    await admin.send('POST', '/api/v1/calendars', { table: 'cn-2026@2' })
    const confirming = supervisor.send('POST', '/api/v1/calendars/cn-2026@2/confirm', {})
    await until(async () => (await prisma.batch.count()) > 0)
    const { id } = await newest()
    const paused = await admin.send('POST', `/api/v1/batches/${id}/pause`, {})
    expect([paused.status, batch.parse(paused.body).state]).toEqual([200, 'paused'])
    const twice = await admin.send('POST', `/api/v1/batches/${id}/pause`, {})
    expect([twice.status, codeOf(twice.body)]).toEqual([409, 'not-open'])
    await confirming
    // The few under way when it was paused are told to the end: how many, the machine decides.
    const { done, total } = await newest()
    expect(total).toBe(drafts)
    expect((await admin.get('/api/v1/calendars/cn-2026@2')).body).toMatchObject({
      told: { of: drafts, all: done === drafts, batch: { state: 'paused' } },
    })
    expect((await admin.send('POST', `/api/v1/batches/${id}/resume`, {})).status).toBe(200)
    await until(async () => (await newest()).state === 'done')
    expect(await newest()).toMatchObject({ done: drafts, total: drafts })
    const late = await admin.send('POST', `/api/v1/batches/${id}/pause`, {})
    expect([late.status, codeOf(late.body)]).toEqual([409, 'not-open'])
  }, 120_000)

  test('begun again is harmless: no case records anything', async () => {
    const before = await prisma.event.count()
    const { id } = await newest()
    await prisma.batch.update({ where: { id }, data: { state: 'running', upTo: null, done: 0 } })
    const { config } = world.centre.settings
    const client = await createTemporalClient(config.temporal)
    await client.workflow.start('calendarBatch', {
      workflowId: `${id}-again`,
      taskQueue: world.centre.taskQueue,
      args: [{ batch: id, paused: false }],
    })
    await until(async () => (await newest()).state === 'done')
    expect((await newest()).done).toBe(drafts)
    expect(await prisma.event.count()).toBe(before)
    await client.connection.close()
  }, 120_000)

  test('is watched and paused by those who run the office only', async () => {
    const officer = await world.as('officer.a')
    expect((await officer.get('/api/v1/batches')).status).toBe(403)
    const { id } = await newest()
    expect((await officer.send('POST', `/api/v1/batches/${id}/pause`, {})).status).toBe(403)
  })
})

describe('What recurs', () => {
  const works = z.object({
    items: z.array(z.looseObject({ name: z.string(), runs: z.number(), nextAt: z.string().nullable() })),
  })
  const place = async () => {
    const client = await createTemporalClient(world.centre.settings.config.temporal)
    return { client, taskQueue: world.centre.taskQueue }
  }

  test('is kept by schedules, created as often as a worker starts, and done when its time comes', async () => {
    const at = await place()
    await Promise.all([keepSchedules(at), keepSchedules(at)])
    await keepSchedules(at)
    const { items } = works.parse((await admin.get('/api/v1/recurring-work')).body)
    expect(items.map(({ name }) => name)).toEqual([
      'begin-absences',
      'reach-calendars',
      'fold-tallies',
      'forget-cases',
      'daily-root',
    ])
    expect(items.every(({ nextAt }) => nextAt !== null)).toBe(true)
    await recurNow(at)
    await until(async () => (await prisma.recurringWork.count()) === 5)
    await at.client.connection.close()
  }, 60_000)

  test('a batch whose workflow is not there is begun again', async () => {
    const at = await place()
    const { id } = await newest()
    const row = await prisma.batch.findUniqueOrThrow({ where: { id } })
    const lost = { ...row, id: 'batch-lost', order: row.order + 100, state: 'running', done: 0, upTo: null }
    await prisma.batch.create({ data: lost })
    await recurNow(at)
    await until(async () => (await prisma.batch.findUniqueOrThrow({ where: { id: lost.id } })).state === 'done')
    await at.client.connection.close()
  }, 60_000)

  test('the root of a day is signed, and shows even a chain that was made anew from end to end', async () => {
    const { signing } = world.centre.settings.config
    const { isSigned } = createSignBytes(await readFile(signing.file), signing.passphrase ?? '')
    expect(await prisma.dailyRoot.count()).toBe(1)
    expect(await checkDailyRoots(prisma, isSigned)).toBeUndefined()
    const leaf = await prisma.dailyLeaf.findFirstOrThrow({ orderBy: { caseId: 'asc' } })
    const key = { caseId_seq: { caseId: leaf.caseId, seq: leaf.seq } }
    await prisma.$executeRaw`SET session_replication_role = replica`
    await prisma.event.update({ where: key, data: { hash: ''.padEnd(64, 'a') } })
    expect(await checkDailyRoots(prisma, isSigned)).toEqual({ day: '2026-02-09', case: leaf.caseId })
    await prisma.event.update({ where: key, data: { hash: leaf.hash } })
    expect(await checkDailyRoots(prisma, () => false)).toEqual({ day: '2026-02-09' })
  })
})
