import type { Prisma } from './client.ts'

/** How many acts were taken in, not long ago by machine time, and have no answer yet: something is still to come of them. */
export const actsOnTheirWay = (prisma: Prisma, since: Date): Promise<number> =>
  prisma.command.count({ where: { answeredAt: null, createdAt: { gt: since } } })
