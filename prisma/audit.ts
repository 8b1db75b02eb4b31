import type { ClockSnapshot } from '../domain/case/event.ts'
import type { Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

/** One run of a clock of a case, as it stood at an instant. */
export type AuditedClock = {
  readonly caseId: string
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly clock: ClockSnapshot
}

export type AuditQuestion = {
  /** Clocks started from here. */
  readonly from: Date
  /** Clocks started before this. */
  readonly until: Date
  readonly kinds: readonly string[]
  /** As it was known then, by what had been recorded; without it, as it is known now. */
  readonly asOf: Date | undefined
}

/** Every run of a clock that was started in a span of time: the newest of its events, by what was recorded until `asOf`. */
export async function auditedClocks(prisma: Prisma, question: AuditQuestion): Promise<readonly AuditedClock[]> {
  const { from, until, kinds, asOf } = question
  const known = asOf === undefined ? Sql.empty : Sql.sql`AND e.at <= ${asOf}`
  return await prisma.$queryRaw<AuditedClock[]>`
    SELECT k."caseId", f.number, f.kind, f.track, k.clock FROM (
      SELECT DISTINCT ON (e."caseId", e.data->'clock'->>'code', e.data->'clock'->>'run')
        e."caseId", e.data->'clock' AS clock
      FROM "Event" e WHERE e.type LIKE 'clock-%' AND e.data ? 'clock' ${known}
        AND e."caseId" IN (SELECT v."caseId" FROM "ClockView" v WHERE v."startedAt" >= ${from} AND v."startedAt" < ${until})
      ORDER BY e."caseId", e.data->'clock'->>'code', e.data->'clock'->>'run', e.seq DESC
    ) k JOIN "CaseFile" f ON f.id = k."caseId"
    WHERE f.kind = ANY(${[...kinds]})
      AND (k.clock->>'start')::timestamptz >= ${from} AND (k.clock->>'start')::timestamptz < ${until}
    ORDER BY k.clock->>'start', k."caseId", k.clock->>'code', k.clock->>'run'`
}

/** A clock that is not over, of a case that is not closed. */
export type OpenClock = AuditedClock

/** All running and paused clocks of open cases. */
export async function openClocks(prisma: Prisma): Promise<readonly OpenClock[]> {
  return await prisma.$queryRaw<OpenClock[]>`
    SELECT k."caseId", f.number, f.kind, f.track, k.body AS clock FROM "ClockView" k
    JOIN "CaseFile" f ON f.id = k."caseId" JOIN "CaseView" v ON v."caseId" = k."caseId"
    WHERE k.state IN ('running', 'paused') AND v.status <> 'closed' ORDER BY f.number, k.code, k.run`
}
