import type { EventType } from '../domain/case/event.ts'
import type { Instant } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import type { Transaction } from './projected-tables.ts'
import { asDate } from './slots.ts'

/** What a plan looks at in a case: its status, its dates, its slots, and what was done in a visit. */
const telling: ReadonlySet<EventType> = new Set<EventType>([
  ...(['submitted', 'moved', 'closed', 'decided', 'task-opened', 'task-closed', 'facts-changed'] as const),
  ...(['clock-started', 'clock-paused', 'clock-resumed', 'clock-extended', 'clock-met', 'clock-breached'] as const),
  ...(['clock-cancelled', 'clock-moved', 'slot-booked', 'slot-moved', 'slot-cancelled', 'slot-lost'] as const),
])

/** Written with the events themselves: the plans that follow this case have something to look at. */
export async function markPlans(
  tx: Transaction,
  caseId: string,
  events: readonly { readonly type: EventType; readonly at: string }[],
): Promise<void> {
  const last = events.findLast(({ type }) => telling.has(type))
  if (last !== undefined) await mark(tx, caseId, new Date(last.at))
}

/** The same where no event says it: a draft was changed, a paper uploaded. */
export const markPlansAt = (prisma: Prisma, caseId: string, at: Instant): Promise<void> =>
  mark(prisma, caseId, asDate(at))

async function mark(tx: Pick<Prisma, '$executeRaw'>, caseId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "PlanMatter" SET "untoldAt" = COALESCE("untoldAt", ${at}), version = version + 1 WHERE "caseId" = ${caseId}`
}

/** The plans that have yet to look at this case, and since when. */
export async function untoldPlans(
  prisma: Prisma,
  caseId: string,
): Promise<readonly { readonly planId: string; readonly untoldAt: Date }[]> {
  const rows = await prisma.planMatter.findMany({ where: { caseId, untoldAt: { not: null } } })
  return rows.flatMap(({ planId, untoldAt }) => (untoldAt === null ? [] : [{ planId, untoldAt }]))
}

/** A plan looks now: what changes from here on is told anew. */
export async function noteLook(prisma: Prisma, planId: string): Promise<void> {
  await prisma.planMatter.updateMany({
    where: { planId, untoldAt: { not: null } },
    data: { untoldAt: null, version: { increment: 1 } },
  })
}

/** A plan follows exactly these cases. */
export async function followCases(tx: Transaction, planId: string, cases: readonly string[]): Promise<void> {
  await tx.planMatter.deleteMany({ where: { planId, caseId: { notIn: [...cases] } } })
  await tx.planMatter.createMany({ data: cases.map((caseId) => ({ planId, caseId })), skipDuplicates: true })
}
