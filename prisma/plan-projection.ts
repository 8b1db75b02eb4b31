import { foldPlan, unmade } from '../domain/plan/fold-plan.ts'
import type { PlanEvent, PlanState } from '../domain/plan/plan-events.ts'
import { chain, chained, genesis } from './chain.ts'
import type { Prisma } from './client.ts'
import { fromColumn, toColumn } from './json-column.ts'
import { followCases } from './plan-matters.ts'
import type { Transaction } from './projected-tables.ts'
import { localOf } from './projection.ts'

export type PlanBatch = {
  readonly planId: string
  readonly events: readonly PlanEvent[]
  readonly nextDueAt: string | null
}

/** Applies a plan's events to the tables: in order, once, in one transaction. Nothing else writes them. */
export async function projectPlan(prisma: Prisma, batch: PlanBatch): Promise<void> {
  await prisma.$transaction((tx) => follow(tx, batch))
}

async function follow(tx: Transaction, { planId, nextDueAt: next, events: sent }: PlanBatch): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${planId}, 0))`
  const known = await tx.planView.findUnique({ where: { planId } })
  const lastSeq = known?.lastSeq ?? 0
  // A batch that comes again after later ones knows nothing new of what is due.
  if ((sent.at(-1)?.seq ?? lastSeq) < lastSeq) return
  const nextDueAt = next === null ? null : new Date(next)
  const events = sent.filter(({ seq }) => seq > lastSeq)
  if (events.length === 0) return void (await tx.planView.updateMany({ where: { planId }, data: { nextDueAt } }))
  if (events[0]?.seq !== lastSeq + 1) throw new Error('record-gap')
  const before = known === null ? unmade : fromColumn<PlanState>(known.view)
  await append(tx, planId, { events, hash: known?.lastHash ?? genesis, before, nextDueAt })
}

type Appending = {
  readonly events: readonly PlanEvent[]
  readonly hash: string
  readonly before: PlanState
  readonly nextDueAt: Date | null
}

async function append(tx: Transaction, planId: string, { events, hash, before, nextDueAt }: Appending): Promise<void> {
  const { rows, lastHash } = chained(events, hash)
  await tx.planEvent.createMany({ data: rows.map((row) => ({ planId, ...row })) })
  const state = events.reduce(foldPlan, before)
  const closedAt = state.closedAt === null ? null : new Date(state.closedAt)
  const row = { status: state.status, closedAt, lastSeq: state.lastSeq, lastHash, view: toColumn(state), nextDueAt }
  await tx.planView.upsert({ where: { planId }, create: { planId, ...row }, update: row })
  // A plan that is done follows nobody.
  await followCases(tx, planId, state.status === 'done' ? [] : state.matters.map((chosen) => chosen.case))
}

/**
 * Throws the projection of a plan away and folds its events anew.
 * @throws Error `record-changed` when an event is not what its hash says; then everything stays as it was.
 */
export async function rebuildPlan(prisma: Prisma, planId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const known = await tx.planView.findUnique({ where: { planId }, select: { nextDueAt: true } })
    await tx.$executeRaw`SET LOCAL onevisit.rebuilding = 'on'`
    const rows = await tx.planEvent.findMany({ where: { planId }, orderBy: { seq: 'asc' } })
    const events = rows.map((row) => planEventOf(row))
    if (events.reduce(chain, genesis) !== (rows.at(-1)?.hash ?? genesis)) throw new Error(`record-changed: ${planId}`)
    await tx.planEvent.deleteMany({ where: { planId } })
    await tx.planView.deleteMany({ where: { planId } })
    if (events.length > 0)
      await append(tx, planId, { events, hash: genesis, before: unmade, nextDueAt: known?.nextDueAt ?? null })
  })
}

type Row = {
  readonly seq: number
  readonly at: Date
  readonly type: string
  readonly actor: string | null
  readonly data: unknown
}

/** An event as it was recorded. */
const planEventOf = ({ seq, at, type, actor, data }: Row): PlanEvent =>
  fromColumn<PlanEvent>({ seq, at: localOf(at), actor, type, data })
