import { type CaseId, caseId } from '../domain/case/codes.ts'
import { definitions } from '../domain/kinds/index.ts'
import { addMonths, type Instant, localDateOf, startOfDay } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'

const monthsInAYear = 12

type Row = { readonly caseId: string }

/**
 * Closed cases whose key has no reason to be kept any more: drafts that were left alone, and cases kept for as long as
 * their kind says (`domain/README.md`, Keeping and forgetting). At most a hundred of a kind at a time.
 */
export async function forgettable(prisma: Prisma, now: Instant): Promise<readonly CaseId[]> {
  const found: Row[] = []
  for (const { kind, keepYears } of definitions) {
    const before = new Date(startOfDay(addMonths(localDateOf(now), -monthsInAYear * keepYears)) * 1000)
    const rows = await prisma.$queryRaw<Row[]>`
      SELECT v."caseId" FROM "CaseView" v JOIN "CaseKey" k ON k."caseId" = v."caseId"
      WHERE v."kind" = ${kind} AND v."status" = 'closed'
        AND (v."view"->'reasons' @> '["draft-expired"]'::jsonb OR v."closedAt" < ${before})
      ORDER BY v."closedAt" LIMIT 100`
    found.push(...rows)
  }
  return found.map((row) => caseId(row.caseId))
}
