import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migratedSchemaFile, migrationsFolder, schemaFile, sqlBetween } from '../prisma/migrate.ts'
import { freePort } from './embedded/ports.ts'
import { startPostgres } from './embedded/postgres.ts'

/**
 * npm run new-migration -- NAME: writes the step from the schema of the last migration to today's. Both are files; the
 * engine all the same wants a server to speak to, so an empty one is started and thrown away. What a schema cannot say
 * (triggers, checks) is added to the SQL by hand.
 */
async function newMigration(name: string): Promise<string> {
  const sql = await withEmptyServer(async (url) => {
    const from = existsSync(migratedSchemaFile) ? await readFile(migratedSchemaFile, 'utf8') : undefined
    return await sqlBetween(url, from, await readFile(schemaFile, 'utf8'))
  })
  await copyFile(schemaFile, migratedSchemaFile)
  if (!sql) return 'The tables are as the last migration left them: nothing to write.'
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const file = join(migrationsFolder, `${stamp}_${name}`, 'migration.sql')
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, sql)
  return `Wrote ${file}: read it before you commit it.`
}

async function withEmptyServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'onevisit-schema-'))
  const server = await startPostgres({ dir: join(folder, 'data'), port: await freePort(), durable: false })
  try {
    return await work(server.url)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const [name] = process.argv.slice(2)
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in lower case: npm run new-migration -- add_rounds')
  process.exit(1)
}
console.log(await newMigration(name))
