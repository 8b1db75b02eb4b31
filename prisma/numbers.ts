import type { Prisma } from './client.ts'

type Counting = Pick<Prisma, 'counter'>

/**
 * The next number of a name and year, from 1, gapless: it is taken in the transaction that writes what bears it, so that
 * a number is never taken for nothing.
 */
export async function nextNumber(tx: Counting, name: string, year: number): Promise<number> {
  const { last } = await tx.counter.upsert({
    where: { name_year: { name, year } },
    create: { name, year, last: 1 },
    update: { last: { increment: 1 } },
  })
  return last
}

/** The next number of a paper: prefix, year, six digits. */
export const nextPaperNumber = async (tx: Counting, prefix: string, year: number): Promise<string> =>
  `${prefix}-${year}-${String(await nextNumber(tx, prefix, year)).padStart(6, '0')}`
