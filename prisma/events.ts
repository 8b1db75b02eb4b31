import type { Prisma } from './client.ts'
import { eventOf } from './projection.ts'

/** The record of a case from after `seq` on, each line with its hash. */
export async function eventsAfter(
  prisma: Prisma,
  caseId: string,
  { seq, limit }: { readonly seq: number; readonly limit: number },
) {
  const rows = await prisma.event.findMany({
    where: { caseId, seq: { gt: seq } },
    orderBy: { seq: 'asc' },
    take: limit,
  })
  return rows.map((row) => ({ ...eventOf(row), hash: row.hash }))
}
