import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export type Prisma = PrismaClient

/** A client on the given database; nothing is opened before the first query. `$disconnect()` it at the end. */
export function createPrisma(url: string, connections = 10): Prisma {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) })
}
