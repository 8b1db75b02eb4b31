import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nothingExternal, openSchemaEngine, type SchemaEngine } from './schema-engine.ts'

/** One step of the database's history: its folder's name and its SQL. */
export type Migration = Readonly<{ name: string; sql: string }>

const prismaFolder = fileURLToPath(new URL('.', import.meta.url))
export const migrationsFolder = join(prismaFolder, 'migrations')
export const schemaFile = join(prismaFolder, 'schema.prisma')
/** The schema as the last migration left it; `npm run new-migration` takes the next step from here. */
export const migratedSchemaFile = join(migrationsFolder, 'schema.prisma')

/**
 * Brings a database to the newest migration and answers the names of those applied now (none when it was there).
 * Several processes may call it at once: one applies, the others wait. A migration that failed earlier left nothing
 * behind, so it is tried again. Throws with PostgreSQL's own words when one fails, or was edited after it was applied.
 */
export async function migrate(url: string, migrations?: readonly Migration[]): Promise<readonly string[]> {
  const list = listOf(migrations ?? (await readMigrations()))
  const opened = await openSchemaEngine(url, await readFile(schemaFile, 'utf8'))
  try {
    return await apply(opened, list)
  } finally {
    await opened.close()
  }
}

async function apply({ engine }: SchemaEngine, migrationsList: ReturnType<typeof listOf>): Promise<readonly string[]> {
  const input = { migrationsList, optInToShadowDatabase: false, filters: nothingExternal }
  const seen = await engine.diagnoseMigrationHistory(input)
  const edited = seen.editedMigrationNames.filter((name) => !seen.failedMigrationNames.includes(name))
  if (edited.length > 0) throw new Error(`Migrations were edited after they had been applied: ${edited.join(', ')}.`)
  for (const migrationName of seen.failedMigrationNames) {
    // Another process may have been first, and then the engine knows of no failure: applying tells if there is still one.
    await engine.markMigrationRolledBack({ migrationName }).catch(() => {})
  }
  const applied = await engine.applyMigrations({ migrationsList, filters: nothingExternal }).catch(inPlainWords)
  return applied.appliedMigrationNames
}

/** The engine adds where in its own source it stood; kept are PostgreSQL's words and the migration's name. */
function inPlainWords(error: unknown): never {
  const words = error instanceof Error ? error.message : String(error)
  const name = /migration_name="([^"]+)"/.exec(words)?.[1]
  const [first = words] = words.split(/\n\s+0: /)
  throw new Error(`${name ? `Migration ${name} failed: ` : ''}${first.replace('external connector error\n', '')}`)
}

/** The migrations of this project, oldest first. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const read = async (name: string) => ({
    name,
    sql: await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8'),
  })
  return await Promise.all(names.sort().map(read))
}

function listOf(migrations: readonly Migration[]) {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
}

/** The SQL that leads from one schema to another (`undefined`: from nothing); empty when they say the same. */
export async function sqlBetween(url: string, from: string | undefined, to: string): Promise<string> {
  const { engine, close } = await openSchemaEngine(url, to)
  const asTarget = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  })
  try {
    const found = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : asTarget(from),
      to: asTarget(to),
      script: true,
      exitCode: true,
      filters: nothingExternal,
    })
    return found.exitCode === 2 ? (found.stdout ?? '') : ''
  } finally {
    await close()
  }
}

/** Whether the schema has changed since the last migration was made. */
export async function schemaHasMoved(): Promise<boolean> {
  if (!existsSync(migratedSchemaFile)) return true
  const [now, then] = await Promise.all([readFile(schemaFile, 'utf8'), readFile(migratedSchemaFile, 'utf8')])
  return now !== then
}
