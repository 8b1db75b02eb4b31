import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deliverChange, untilFresh } from '../../api/commands/deliver-change.ts'
import { createDatabase, dropDatabase } from '../../cli/embedded/databases.ts'
import { caseId } from '../../domain/case/codes.ts'
import type { Draft } from '../../domain/case/form.ts'
import { createPrisma, type Prisma } from '../../prisma/client.ts'
import { migrate } from '../../prisma/migrate.ts'
import { createVault, type Vault } from '../../prisma/vault.ts'
import type { Sent } from '../../temporal/cases.ts'
import { type Answer, act } from '../../workflows/kit/messages.ts'
import { testServers } from '../support/servers.ts'

const id = caseId('case-of-two-acts')
const name = 'deliver_change'
const world: { prisma?: Prisma; vault?: Vault; close?: () => Promise<void> } = {}

beforeAll(async () => {
  const servers = await testServers()
  const url = await createDatabase(servers.databaseUrl, name)
  await migrate(url)
  const prisma = createPrisma(url, 4)
  world.prisma = prisma
  world.vault = createVault({ prisma, keys: [{ id: 'k', key: randomBytes(32) }] })
  world.close = async () => {
    await prisma.$disconnect()
    await dropDatabase(servers.databaseUrl, name)
    await servers.close()
  }
}, 120_000)
afterAll(() => world.close?.())

/** A case with a form, and a door to its workflow that answers as told. */
async function begin(form: Draft, answer: () => Promise<Sent<Answer>>) {
  const { prisma, vault } = world
  if (prisma === undefined || vault === undefined) throw new Error('no world')
  await prisma.caseFile.deleteMany({ where: { id } })
  await prisma.caseFile.create({
    data: {
      ...{ id, number: 'X-1', kind: 'work-permit', track: 'new', channel: 'web', openedById: 'p', offsetSeconds: 0 },
      openedAt: new Date(),
    },
  })
  await vault.openCase(prisma, id)
  await vault.saveForm(prisma, id, { form, changedAt: new Date() })
  // oxlint-disable-next-line typescript/consistent-type-assertions -- only one kind of Update is sent here, and it is answered so
  const update = (async () => await answer()) as never
  const cases = { start: async () => 'started' as const, signal: async () => 'sent' as const, update }
  const parts = { prisma, vault, cases, catchUp: async () => undefined }
  const change = async (field: string, updateId: string, between: () => Promise<unknown> = async () => undefined) =>
    await untilFresh(async () => {
      const saved = await vault.form(id)
      const before = saved?.form ?? {}
      const after = { ...before, [field]: updateId }
      await between()
      const changed = { before, after, changedAt: new Date(), version: saved?.version ?? 0 }
      const argument = { by: 'p', at: '', action: 'x', data: {}, note: null, touched: [], facts: null } as never
      return await deliverChange(parts, act, { caseId: id, updateId, argument, change: changed })
    })
  return { change, form: async () => (await vault.form(id))?.form }
}

const answered = async () => ({ how: 'answered' as const, answer: { seq: 1 } })

test('of two acts that read the form at one time neither takes away what the other has changed', async () => {
  const { change, form } = await begin({ person: 'p' }, answered)
  const once = { done: false }
  await change('employer', 'first', async () => {
    if (once.done) return
    once.done = true
    await change('contract', 'second')
  })
  expect(await form()).toEqual({ person: 'p', employer: 'first', contract: 'second' })
})

test('refused, it leaves what a faster one changed, and nothing of its own', async () => {
  const answers = [await answered(), { how: 'refused' as const, code: 'not-open', detail: {} }]
  const { change, form } = await begin({ person: 'p' }, async () => answers.shift() ?? (await answered()))
  const once = { done: false }
  await change('employer', 'first', async () => {
    if (once.done) return
    once.done = true
    await change('contract', 'second')
  })
  expect(await form()).toEqual({ person: 'p', contract: 'second' })
})
