import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createDatabase } from '../../cli/embedded/databases.ts'
import { freePort } from '../../cli/embedded/ports.ts'
import { type Postgres, startPostgres } from '../../cli/embedded/postgres.ts'
import { createPrisma } from '../../prisma/client.ts'
import { migrate, readMigrations, schemaFile, schemaHasMoved, sqlBetween } from '../../prisma/migrate.ts'

let folder: string
let port: number
let server: Postgres

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onevisit-database-'))
  port = await freePort()
  server = await startPostgres({ dir: join(folder, 'data'), port })
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const named = (name: string, sql: string) => ({ name, sql })
const good = named('20260101000000_note', 'CREATE TABLE note (id int PRIMARY KEY); INSERT INTO note VALUES (1);')

test('a server that was killed starts again on its data', async () => {
  const url = await createDatabase(server.url, 'survivor')
  await migrate(url, [good])
  await server.kill()
  server = await startPostgres({ dir: join(folder, 'data'), port })
  const prisma = createPrisma(url)
  expect(await prisma.$queryRaw`SELECT id FROM note`).toEqual([{ id: 1 }])
  await prisma.$disconnect()
})

test('a server left behind by a killed supervisor makes way for the next', async () => {
  const next = await startPostgres({ dir: join(folder, 'data'), port })
  expect(await server.exited).toBe('code 0')
  server = next
})

test('migrations are applied once, also when several processes begin at once', async () => {
  const url = await createDatabase(server.url, 'at_once')
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url, [good])))
  expect(applied.flat()).toEqual([good.name])
})

test('a migration that fails leaves nothing, is told in the words of the database, and is applied once mended', async () => {
  const url = await createDatabase(server.url, 'broken')
  const broken = named('20260101000001_half', 'CREATE TABLE half (id int); SELECT 1 / 0;')
  await expect(migrate(url, [good, broken])).rejects.toThrow(/20260101000001_half failed: .*division by zero/)
  const mended = named(broken.name, 'CREATE TABLE half (id int);')
  expect(await migrate(url, [good, mended])).toEqual([broken.name])
})

test('a migration that was edited after it was applied is refused by name', async () => {
  const url = await createDatabase(server.url, 'edited')
  await migrate(url, [good])
  await expect(migrate(url, [named(good.name, `${good.sql} -- once more`)])).rejects.toThrow(`applied: ${good.name}`)
})

test('the migrations lead to the schema, and the last one is of today', async () => {
  expect(await schemaHasMoved()).toBe(false)
  const url = await createDatabase(server.url, 'whole')
  expect(await migrate(url)).toEqual((await readMigrations()).map(({ name }) => name))
  const schema = await readFile(schemaFile, 'utf8')
  expect(await sqlBetween(server.url, schema, schema)).toBe('')
})
