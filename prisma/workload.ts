import { type LocalDate, startOfDay } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'

/** How many clocks of one sort fall due on a day, or ended in a span. */
export type Workload = {
  readonly team: string
  readonly kind: string
  readonly clock: string
  readonly day: string
  readonly clocks: number
}

/** Running clocks that fall due between two days, the second left out. */
export async function dueClocks(prisma: Prisma, from: LocalDate, until: LocalDate): Promise<readonly Workload[]> {
  return await prisma.$queryRaw<Workload[]>`
    SELECT k.team, k.kind, k.code AS clock, to_char(k."dueAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day,
      count(*)::int AS clocks
    FROM "ClockView" k WHERE k.state = 'running' AND k."dueAt" >= ${new Date(startOfDay(from) * 1000)}
      AND k."dueAt" < ${new Date(startOfDay(until) * 1000)} GROUP BY 1, 2, 3, 4`
}

/** Clocks that came out, kept or broken, between two days, both included; of those begun since `begun`. */
export async function endedClocks(
  prisma: Prisma,
  { from, to, begun }: { readonly from: LocalDate; readonly to: LocalDate; readonly begun: LocalDate },
): Promise<readonly Workload[]> {
  return await prisma.$queryRaw<Workload[]>`
    SELECT t.team, t.kind, t.code AS clock, '' AS day, sum(t.clocks)::int AS clocks FROM "ClockTally" t
    WHERE t."startedOn" >= ${begun}::date AND t."endedOn" BETWEEN ${from}::date AND ${to}::date
      AND t.standing IN ('met', 'breached') GROUP BY 1, 2, 3`
}
