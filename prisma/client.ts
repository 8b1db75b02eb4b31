import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export type Prisma = PrismaClient

/** Milliseconds. A busy machine takes longer than the library's own five seconds; whoever calls has a limit of their own. */
const transactionOptions = { maxWait: 20_000, timeout: 30_000 }

/** A client on the given database; nothing is opened before the first query. `$disconnect()` it at the end. */
export function createPrisma(url: string, connections = 10): Prisma {
  const adapter = new PrismaPg({ connectionString: url, max: connections })
  return new PrismaClient({ adapter, transactionOptions })
}
