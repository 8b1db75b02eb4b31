import type { AuditedClock } from './audit.ts'
import type { Prisma } from './client.ts'

/** A clock that is not over, of a case that is not closed. */
export type OpenClock = AuditedClock

/** All running and paused clocks of open cases. */
export async function openClocks(prisma: Prisma): Promise<readonly OpenClock[]> {
  return await prisma.$queryRaw<OpenClock[]>`
    SELECT k."caseId", f.number, f.kind, f.track, k.body AS clock FROM "ClockView" k
    JOIN "CaseFile" f ON f.id = k."caseId" JOIN "CaseView" v ON v."caseId" = k."caseId"
    WHERE k.state IN ('running', 'paused') AND v.status <> 'closed' ORDER BY f.number, k.code, k.run`
}

/** Folds together what was counted since the last time, day by day; the sums stay as they are. */
export async function foldTallies(prisma: Prisma): Promise<void> {
  await prisma.$executeRaw`
    WITH days AS (SELECT DISTINCT "startedOn" FROM "ClockTally" WHERE fresh),
    gone AS (DELETE FROM "ClockTally" t USING days d WHERE t."startedOn" = d."startedOn" RETURNING t.*)
    INSERT INTO "ClockTally" (kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing,
      used, clocks, "centreSeconds", "applicantSeconds", "externalSeconds", fresh)
    SELECT kind, team, code, basis, "legalBasis", stage, "startedOn", "knownOn", "endedOn", standing, used,
      sum(clocks), sum("centreSeconds"), sum("applicantSeconds"), sum("externalSeconds"), FALSE
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 HAVING sum(clocks) <> 0`
}
