import type { Instant } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { asDate } from './slots.ts'

/** What recurs, and when it was done last. */
export const listRecurring = (prisma: Prisma) => prisma.recurringWork.findMany()

/** It was done, and there was so much to do. */
export async function noteRecurred(
  prisma: Prisma,
  name: string,
  { at, done }: { readonly at: Instant; readonly done: number },
): Promise<void> {
  const figures = { ranAt: asDate(at), done }
  await prisma.recurringWork.upsert({
    where: { name },
    create: { name, ...figures },
    update: { ...figures, runs: { increment: 1 } },
  })
}
