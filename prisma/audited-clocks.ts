import type { AuditedClock } from './audit.ts'
import type { Prisma } from './client.ts'

/** A clock that is not over, of a case that is not closed. */
export type OpenClock = AuditedClock & {
  /** Somebody acts for the applicant and is told too. */
  readonly hasAgent: boolean
}

type Page = { readonly after: string; readonly limit: number }

/** Running and paused clocks of the next open cases, in the order of their numbers. */
export async function openClocks(prisma: Prisma, { after, limit }: Page): Promise<readonly OpenClock[]> {
  return await prisma.$queryRaw<OpenClock[]>`
    SELECT k."caseId", f.number, f.kind, f.track, k.body AS clock, f."agentPersonId" IS NOT NULL AS "hasAgent"
    FROM (SELECT o.id, o.number, o.kind, o.track, o."agentPersonId" FROM "CaseFile" o
      JOIN "CaseView" v ON v."caseId" = o.id AND v.status <> 'closed'
      WHERE o.number > ${after} AND EXISTS (SELECT 1 FROM "ClockView" c WHERE c."caseId" = o.id AND c.state IN ('running', 'paused'))
      ORDER BY o.number LIMIT ${limit}) f
    JOIN "ClockView" k ON k."caseId" = f.id AND k.state IN ('running', 'paused')
    ORDER BY f.number, k.code, k.run`
}

/** Folds together what was counted since the last time, day by day; the sums stay as they are. */
export async function foldTallies(prisma: Prisma): Promise<number> {
  return await prisma.$executeRaw`
    WITH days AS (SELECT DISTINCT "startedOn" FROM "ClockTally" WHERE fresh),
    gone AS (DELETE FROM "ClockTally" t USING days d WHERE t."startedOn" = d."startedOn" RETURNING t.*)
    INSERT INTO "ClockTally" (kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing,
      used, clocks, "centreSeconds", "applicantSeconds", "externalSeconds", fresh)
    SELECT kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing, used,
      sum(clocks), sum("centreSeconds"), sum("applicantSeconds"), sum("externalSeconds"), FALSE
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(clocks) <> 0`
}
