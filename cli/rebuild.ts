import { readConfig } from '../config.ts'
import { createPrisma } from '../prisma/client.ts'
import { rebuild } from '../prisma/projection.ts'

/**
 * npm run rebuild [-- CASE…]: throws the projection of DATABASE_URL away and folds it anew from the events, all cases or
 * the ones named by id. A case whose record is not what its hashes say is left as it is and named; exit 1.
 */
const { databaseUrl } = readConfig(process.env)
if (!databaseUrl) throw new Error('DATABASE_URL is not set: name the database whose projection is to be built anew.')
const prisma = createPrisma(databaseUrl, 2)
const named = process.argv.slice(2)
const cases = await prisma.caseFile.findMany({
  ...(named.length > 0 ? { where: { id: { in: named } } } : {}),
  select: { id: true },
})
const changed: string[] = []
for (const { id } of cases)
  await rebuild(prisma, id).catch((failure: unknown) => {
    if (!(failure instanceof Error) || !failure.message.startsWith('record-changed')) throw failure
    changed.push(id)
  })
await prisma.$disconnect()
console.log(`${cases.length - changed.length} cases folded anew.`)
for (const id of changed) console.error(`The record of case ${id} is not what its hashes say: left as it is.`)
process.exitCode = changed.length > 0 ? 1 : 0
