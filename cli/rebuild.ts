import { readFile } from 'node:fs/promises'
import { createSignBytes } from '../activities/sign-bytes.ts'
import { readConfig } from '../config.ts'
import { createPrisma } from '../prisma/client.ts'
import { checkDailyRoots, type RootFault } from '../prisma/daily-roots.ts'
import { rebuildPlan } from '../prisma/plan-projection.ts'
import { rebuild } from '../prisma/projection.ts'

/**
 * npm run rebuild [-- ID…]: throws the projection of DATABASE_URL away and folds it anew from the events, all cases and plans
 * or the ones named by id. One whose record is not what its hashes say is left as it is and named; so is the first day
 * whose signed root is not over this record, where SIGNING_P12 tells by whom it was signed. Then exit 1.
 */
const { databaseUrl, signing } = readConfig(process.env)
if (!databaseUrl) throw new Error('DATABASE_URL is not set: name the database whose projection is to be built anew.')
const prisma = createPrisma(databaseUrl, 2)
const named = process.argv.slice(2)
const wanted = { ...(named.length > 0 ? { where: { id: { in: named } } } : {}), select: { id: true } }
const cases = await prisma.caseFile.findMany(wanted)
const plans = await prisma.plan.findMany(wanted)
const changed: string[] = []
const keep = (id: string) => (failure: unknown) => {
  if (!(failure instanceof Error) || !failure.message.startsWith('record-changed')) throw failure
  changed.push(id)
}
for (const { id } of cases) await rebuild(prisma, id).catch(keep(id))
for (const { id } of plans) await rebuildPlan(prisma, id).catch(keep(id))

/** What is wrong with the roots of days, as far as anybody can tell without the key. */
async function faultOfRoots(): Promise<RootFault | undefined> {
  if (signing === undefined) return undefined
  const { isSigned } = createSignBytes(await readFile(signing.file), signing.passphrase ?? '')
  return await checkDailyRoots(prisma, isSigned)
}

const root = await faultOfRoots()
await prisma.$disconnect()
console.log(`${cases.length + plans.length - changed.length} cases and plans folded anew.`)
for (const id of changed) console.error(`The record of ${id} is not what its hashes say: left as it is.`)
if (root !== undefined)
  console.error(`The signed root of ${root.day} is not over this record (case ${root.case ?? 'unknown'}).`)
process.exitCode = changed.length > 0 || root !== undefined ? 1 : 0
