import { type Instant, instantOf } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

/** What must never be lost: a case, its timer, an act taken in, a message, a slot, an apartment, the first line of a record. */
export const watched = ['owner', 'timer', 'act', 'message', 'slot', 'apartment', 'record'] as const
export type Watched = (typeof watched)[number]

/** One thing that nobody looks after. */
export type Exception = {
  readonly watched: Watched
  readonly caseId: string
  readonly number: string | null
  readonly kind: string | null
  /** Code of the message, purpose of the slot, operation of the act; empty where the case itself is meant. */
  readonly what: string
  readonly since: Date
}

const asDate = (instant: Instant): Date => new Date(instant * 1000)
const ago = (now: Instant, seconds: number): Date => asDate(instantOf(now - seconds))
const hour = 3600
/** Mail is tried for 24 hours; then it must have come to an end. */
const mailSeconds = 25 * hour
/** Machine time in which an act must have been answered, or be under way again. */
const actMinutes = 10

const ofCase = Sql.sql`LEFT JOIN "CaseFile" f ON f.id = x."caseId"`
const isOpen = Sql.sql`v.status <> 'closed'`
const hasTask = Sql.sql`EXISTS (SELECT 1 FROM "TaskView" t WHERE t."caseId" = v."caseId" AND t.state = 'open')`
const isFailed = Sql.sql`m.state IN ('refused', 'bounced', 'failed')`

/** Everything of a sort that is neither owned nor timed nor ended, by the sort. */
const lost = (now: Instant): Readonly<Record<Watched, Sql.Sql>> => ({
  owner: Sql.sql`SELECT v."caseId", '' AS what, v."openedAt" AS since FROM "CaseView" v
    WHERE ${isOpen} AND v."nextDueAt" IS NULL AND NOT ${hasTask}`,
  timer: Sql.sql`SELECT v."caseId", '' AS what, v."nextDueAt" AS since FROM "CaseView" v
    WHERE ${isOpen} AND v."nextDueAt" < ${ago(now, hour)}`,
  act: Sql.sql`SELECT COALESCE(c."caseId", '') AS "caseId", c.operation AS what, c."takenInAt" AS since FROM "Command" c
    WHERE c."answeredAt" IS NULL AND c."createdAt" < now() - make_interval(mins => ${actMinutes})`,
  message: Sql.sql`SELECT m."caseId", m.code AS what, m."changedAt" AS since FROM "Message" m
    WHERE (m.state = 'queued' AND m."queuedAt" < ${ago(now, mailSeconds)}) OR (${isFailed} AND NOT EXISTS (
      SELECT 1 FROM "TaskView" t WHERE t."caseId" = m."caseId" AND t.task = 'undelivered-message'
      AND t."openedAt" >= m."queuedAt"))`,
  slot: Sql.sql`SELECT b."caseId", b.purpose AS what, b."startsAt" AS since FROM "Booking" b
    LEFT JOIN "CaseView" v ON v."caseId" = b."caseId" WHERE b.state IN ('held', 'offered', 'booked')
    AND (v."caseId" IS NULL OR NOT ${isOpen} OR b."heldUntil" < ${ago(now, hour)})`,
  apartment: Sql.sql`SELECT p."caseId", p.sort AS what, p."from" AS since FROM "ApartmentPromise" p
    LEFT JOIN "CaseView" v ON v."caseId" = p."caseId" WHERE p."endedAt" IS NULL AND p.sort IN ('hold', 'offer')
    AND (v."caseId" IS NULL OR NOT ${isOpen})`,
  record: Sql.sql`SELECT f.id AS "caseId", '' AS what, f."openedAt" AS since FROM "CaseFile" f
    WHERE f."openedAt" < ${ago(now, hour)} AND NOT EXISTS (SELECT 1 FROM "CaseView" v WHERE v."caseId" = f.id)`,
})

/** How many there are of each sort that could be lost. */
const all: Readonly<Record<Watched, Sql.Sql>> = {
  owner: Sql.sql`SELECT count(*)::int AS n FROM "CaseView" v WHERE ${isOpen}`,
  timer: Sql.sql`SELECT count(*)::int AS n FROM "CaseView" v WHERE ${isOpen} AND v."nextDueAt" IS NOT NULL`,
  act: Sql.sql`SELECT count(*)::int AS n FROM "Command" c`,
  message: Sql.sql`SELECT count(*)::int AS n FROM "Message" m`,
  slot: Sql.sql`SELECT count(*)::int AS n FROM "Booking" b WHERE b.state IN ('held', 'offered', 'booked')`,
  apartment: Sql.sql`SELECT count(*)::int AS n FROM "ApartmentPromise" p WHERE p."endedAt" IS NULL`,
  record: Sql.sql`SELECT count(*)::int AS n FROM "CaseFile" f`,
}

export type WatchReport = {
  readonly watched: Watched
  readonly looked: number
  readonly lost: number
  /** The oldest of them. */
  readonly exceptions: readonly Exception[]
}

/** Looks after one sort of thing: how many there are, and which of them nobody looks after. */
export async function watchOver(
  prisma: Prisma,
  sort: Watched,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<WatchReport> {
  const exceptions = await prisma.$queryRaw<(Exception & { readonly total: number })[]>`
    SELECT ${sort} AS watched, x."caseId", x.what, x.since, f.number, f.kind, count(*) OVER ()::int AS total
    FROM (${lost(now)[sort]}) x ${ofCase} ORDER BY x.since LIMIT ${limit}`
  const [counted] = await prisma.$queryRaw<{ readonly n: number }[]>(all[sort])
  return { watched: sort, looked: counted?.n ?? 0, lost: exceptions[0]?.total ?? 0, exceptions }
}
