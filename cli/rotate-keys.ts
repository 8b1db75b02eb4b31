import { readConfig } from '../config.ts'
import { createPrisma } from '../prisma/client.ts'
import { createVault } from '../prisma/vault.ts'

/** npm run rotate-keys: wraps every case's key of DATABASE_URL anew under the first of CASE_KEYS. */
async function rotateKeys(): Promise<string> {
  const { databaseUrl, caseKeys } = readConfig(process.env)
  if (!databaseUrl || !caseKeys)
    throw new Error('DATABASE_URL and CASE_KEYS are needed: name the database and its keys.')
  const prisma = createPrisma(databaseUrl, 2)
  try {
    const rotated = await createVault({ prisma, keys: caseKeys }).rotate()
    return rotated > 0 ? `${rotated} keys wrapped anew.` : 'Nothing to do: every key is under the newest.'
  } finally {
    await prisma.$disconnect()
  }
}

try {
  console.log(await rotateKeys())
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
