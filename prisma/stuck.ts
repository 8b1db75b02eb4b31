import { formatInstant, instantFromMillis } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'

/** A step at an outside system that waits for people. */
export type StuckRow = NonNullable<Awaited<ReturnType<typeof findStuck>>>

/** One of them, rescued or not. */
export const findStuck = (prisma: Prisma, id: string) => prisma.stuckStep.findUnique({ where: { id } })

/** Those still stuck, oldest first, with the number of their case. */
export async function listStuck(
  prisma: Prisma,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const rows = await prisma.stuckStep.findMany({
    where: { rescuedAt: null },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  const files = await prisma.caseFile.findMany({
    where: { id: { in: rows.map(({ caseId }) => caseId) } },
    select: { id: true, number: true },
  })
  const numbers = new Map(files.map(({ id, number }) => [id, number]))
  return rows.map(({ id, caseId, kind, system, step, cause, since }) => ({
    id,
    case: caseId,
    number: numbers.get(caseId) ?? '',
    kind,
    system,
    step,
    cause,
    since: formatInstant(instantFromMillis(since.getTime())),
  }))
}
