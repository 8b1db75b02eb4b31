import { createHash } from 'node:crypto'
import { addDays, type Instant, type LocalDate, localDateOf } from '../domain/time/local-date.ts'
import type { Transaction } from './apartments.ts'
import type { Prisma } from './client.ts'
import { asDate } from './slots.ts'

type Leaf = { readonly caseId: string; readonly seq: number; readonly hash: string }

const genesis = ''.padEnd(64, '0')

/** One hash over the root before and the newest link of every chain that has grown since, in the order of their ids. */
function rootOf(day: LocalDate | string, previous: string | null, leaves: readonly Leaf[]): string {
  const hash = createHash('sha256').update(`onevisit-root-v1\n${day}\n${previous ?? genesis}\n`)
  for (const { caseId, seq, hash: link } of leaves) hash.update(`${caseId} ${seq} ${link}\n`)
  return hash.digest('hex')
}

/** Cases whose chain is longer than when they were in a root last. */
const grown = (tx: Transaction) => tx.$queryRaw<Leaf[]>`
  SELECT v."caseId", v."lastSeq" AS seq, v."lastHash" AS hash FROM "CaseView" v
  LEFT JOIN LATERAL (SELECT l.seq FROM "DailyLeaf" l WHERE l."caseId" = v."caseId" ORDER BY l.day DESC LIMIT 1) l ON TRUE
  WHERE l.seq IS NULL OR l.seq < v."lastSeq" ORDER BY v."caseId" COLLATE "C"`

const textOf = (day: Date): string => day.toISOString().slice(0, 10)

/** Makes the root of the day before, once; how many chains are in it. `sign` is the centre's seal over the root. */
export async function makeDailyRoot(
  prisma: Prisma,
  now: Instant,
  sign: (bytes: Buffer) => Promise<string>,
): Promise<number> {
  const day = addDays(localDateOf(now), -1)
  return await prisma.$transaction(
    async (tx) => {
      const last = await tx.dailyRoot.findFirst({ orderBy: { day: 'desc' } })
      if (last !== null && textOf(last.day) >= day) return 0
      const leaves = await grown(tx)
      const root = rootOf(day, last?.root ?? null, leaves)
      const signature = await sign(Buffer.from(root, 'hex'))
      const row = { root, previous: last?.root ?? null, cases: leaves.length, signature, madeAt: asDate(now) }
      await tx.dailyRoot.create({ data: { day: new Date(day), ...row } })
      await tx.dailyLeaf.createMany({ data: leaves.map((leaf) => ({ day: new Date(day), ...leaf })) })
      return leaves.length
    },
    { timeout: 120_000, maxWait: 120_000 },
  )
}

/** What is wrong with the roots or with the record under them: the first such day, and the case where one is to blame. */
export type RootFault = { readonly day: string; readonly case?: string }

/**
 * Checks every root against its signature, the root before it and the record as it stands: also a chain that was
 * rewritten whole, every hash made anew, no longer has the link that was signed.
 */
export async function checkDailyRoots(
  prisma: Prisma,
  isSigned: (bytes: Buffer, signature: string) => boolean,
): Promise<RootFault | undefined> {
  let previous: string | null = null
  for (const row of await prisma.dailyRoot.findMany({ orderBy: { day: 'asc' } })) {
    const day = textOf(row.day)
    const leaves = await leavesOf(prisma, row.day)
    const isOurs = row.previous === previous && rootOf(day, previous, leaves) === row.root
    if (!isOurs || !isSigned(Buffer.from(row.root, 'hex'), row.signature)) return { day }
    const changed = await changedLink(prisma, row.day)
    if (changed !== undefined) return { day, case: changed }
    previous = row.root
  }
  return undefined
}

const leavesOf = (prisma: Prisma, day: Date) => prisma.$queryRaw<Leaf[]>`
  SELECT "caseId", seq, hash FROM "DailyLeaf" WHERE day = ${day} ORDER BY "caseId" COLLATE "C"`

async function changedLink(prisma: Prisma, day: Date): Promise<string | undefined> {
  const rows = await prisma.$queryRaw<{ readonly caseId: string }[]>`
    SELECT l."caseId" FROM "DailyLeaf" l LEFT JOIN "Event" e ON e."caseId" = l."caseId" AND e.seq = l.seq
    WHERE l.day = ${day} AND e.hash IS DISTINCT FROM l.hash ORDER BY l."caseId" LIMIT 1`
  return rows[0]?.caseId
}
