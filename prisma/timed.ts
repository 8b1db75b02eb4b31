import type { Prisma } from './client.ts'

/** A workflow whose time can be moved, as PostgreSQL knows it. */
export type Timed = {
  readonly id: string
  /** Office time minus the workflow's own time at its start, in seconds. */
  readonly offsetSeconds: number
  /** The last event known, and what it has looked at; null before the first. Another number than before: something happened in it. */
  readonly lastSeq: number | null
  /** Office instant of its next timer, in milliseconds. */
  readonly nextDueMillis: number | null
}

type Row = {
  readonly id: string
  readonly offsetSeconds: number
  readonly lastSeq: number | null
  readonly nextDueAt: Date | null
}

const asTimed = ({ id, offsetSeconds, lastSeq, nextDueAt }: Row): Timed => ({
  id,
  offsetSeconds,
  lastSeq,
  nextDueMillis: nextDueAt?.getTime() ?? null,
})

/**
 * Everything that still has something to do: cases that are open, and closed ones that still owe somebody a mail; rounds
 * that are not over; batches that are not done; plans that are open. What a case is yet to be told of its round, what a
 * round has yet to settle, and what a plan has yet to look at, is due at once.
 */
export async function openInTime(prisma: Prisma): Promise<readonly Timed[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT f.id, f."offsetSeconds", v."lastSeq" + COALESCE(a.version, 0) AS "lastSeq", LEAST(v."nextDueAt", a."untoldAt") AS "nextDueAt"
    FROM "CaseFile" f LEFT JOIN "CaseView" v ON v."caseId" = f.id
    LEFT JOIN "RoundApplication" a ON a."caseId" = f.id
    WHERE v."caseId" IS NULL OR v.status <> 'closed' OR v."nextDueAt" IS NOT NULL
       OR EXISTS (SELECT 1 FROM "Message" m WHERE m."caseId" = f.id AND m.state = 'queued')
    UNION ALL
    SELECT r."workflowId", r."offsetSeconds", r."lastSeq" + COALESCE(e.settled, 0)::int,
      LEAST(r."nextDueAt", e.unsettled)
    FROM "Round" r LEFT JOIN LATERAL (
      SELECT count(c."settledAt") AS settled, min(c.at) FILTER (WHERE c."settledAt" IS NULL) AS unsettled
      FROM "CascadeEvent" c WHERE c.round = r.code) e ON TRUE
    WHERE r.state NOT IN ('closed', 'cancelled', 'superseded')
    UNION ALL
    SELECT b.id, b."offsetSeconds", b.version, NULL FROM "Batch" b WHERE b.state <> 'done'
    UNION ALL
    SELECT p.id, p."offsetSeconds", v."lastSeq" * 1000 + COALESCE(m.version, 0)::int % 1000, LEAST(v."nextDueAt", m.untold)
    FROM "Plan" p LEFT JOIN "PlanView" v ON v."planId" = p.id LEFT JOIN LATERAL (
      SELECT sum(x.version) AS version, min(x."untoldAt") AS untold FROM "PlanMatter" x WHERE x."planId" = p.id) m ON TRUE
    WHERE v."planId" IS NULL OR v.status <> 'done' OR v."nextDueAt" IS NOT NULL
       OR EXISTS (SELECT 1 FROM "Message" q WHERE q."caseId" = p.id AND q.state = 'queued')`
  return rows.map(asTimed)
}

/** One of them; undefined when there is none of this id. */
export async function findInTime(prisma: Prisma, id: string): Promise<Timed | undefined> {
  const file = await prisma.caseFile.findUnique({ where: { id }, select: { id: true, offsetSeconds: true } })
  if (file !== null) return { ...file, lastSeq: null, nextDueMillis: null }
  const round = await prisma.round.findUnique({ where: { workflowId: id }, select: { offsetSeconds: true } })
  const known = round ?? (await prisma.plan.findUnique({ where: { id }, select: { offsetSeconds: true } }))
  return known === null ? undefined : { id, offsetSeconds: known.offsetSeconds, lastSeq: null, nextDueMillis: null }
}

const unhurried = { maxWait: 3_600_000, timeout: 3_600_000 }

/** Does `work` while nobody does work of this name alone; others may do theirs beside it. */
export async function beside<Result>(prisma: Prisma, name: string, work: () => Promise<Result>): Promise<Result> {
  return await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`
    return await work()
  }, unhurried)
}

/** Does `work` while no other process does work of the same name; however long it takes. */
export async function alone<Result>(prisma: Prisma, name: string, work: () => Promise<Result>): Promise<Result> {
  return await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`
    return await work()
  }, unhurried)
}
