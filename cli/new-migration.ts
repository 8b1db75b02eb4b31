import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migratedSchemaFile, migrationsFolder, schemaFile, sqlBetween } from '../prisma/migrate.ts'

/**
 * npm run new-migration -- NAME: writes the step from the schema of the last migration to today's. No database is
 * asked: both schemas are files. What a schema cannot say (triggers, checks) is added to the SQL by hand.
 */
async function newMigration(name: string): Promise<string> {
  const from = existsSync(migratedSchemaFile) ? await readFile(migratedSchemaFile, 'utf8') : undefined
  const sql = await sqlBetween('postgresql://localhost/none', from, await readFile(schemaFile, 'utf8'))
  if (!sql) return 'The schema says what the last migration says: nothing to write.'
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), sql)
  await copyFile(schemaFile, migratedSchemaFile)
  return `Wrote ${folder}/migration.sql; read it before you commit it.`
}

const [name] = process.argv.slice(2)
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in lower case: npm run new-migration -- add_rounds')
  process.exit(1)
}
console.log(await newMigration(name))
