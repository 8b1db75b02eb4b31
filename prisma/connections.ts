import type { Prisma } from './client.ts'

/** What is waiting for an outside system: steps that gave up, and since when. */
export type Waiting = {
  readonly system: string
  readonly steps: number
  readonly cases: number
  readonly since: Date
}

/** The outside systems for which steps wait, each with how many. */
export async function waitingBySystem(prisma: Prisma): Promise<readonly Waiting[]> {
  return await prisma.$queryRaw<Waiting[]>`
    SELECT system, count(*)::int AS steps, count(DISTINCT "caseId")::int AS cases, min(since) AS since
    FROM "StuckStep" WHERE "rescuedAt" IS NULL GROUP BY 1`
}
