import { readConfig } from '../config.ts'
import { migrate } from '../prisma/migrate.ts'

/** npm run migrate: brings the database of DATABASE_URL to the newest migration. */
async function migrateDatabase(): Promise<string> {
  const { databaseUrl } = readConfig(process.env)
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: npm start migrates its own database by itself.')
  const applied = await migrate(databaseUrl)
  return applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Nothing to apply: the database is up to date.'
}

try {
  console.log(await migrateDatabase())
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
