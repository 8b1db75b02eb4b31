import { readConfig } from '../config.ts'
import { migrate } from '../prisma/migrate.ts'

/** npm run migrate: brings the database of DATABASE_URL to the newest migration. */
const { databaseUrl } = readConfig(process.env)
if (!databaseUrl) throw new Error('DATABASE_URL is not set: npm start migrates its own database by itself.')
const applied = await migrate(databaseUrl)
console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Nothing to apply: the database is up to date.')
