import type { Prisma } from './client.ts'

type Act = { readonly caseId: string | null }

/** Acts that were taken in, not long ago by machine time, and have no answer yet: something is still to come of them. */
export const actsOnTheirWay = (prisma: Prisma, since: Date): Promise<readonly Act[]> =>
  prisma.command.findMany({ where: { answeredAt: null, createdAt: { gt: since } }, select: { caseId: true } })
