import type { CaseState } from '../domain/case/case-view.ts'
import type { CaseEvent } from '../domain/case/event.ts'
import { fold, unopened } from '../domain/case/fold.ts'
import { chain, chained, genesis } from './chain.ts'
import type { Prisma } from './client.ts'
import { fromColumn } from './json-column.ts'
import { markPlans } from './plan-matters.ts'
import { writeClocks } from './projected-clocks.ts'
import { type Transaction, writeCase, writeStuck, writeTargets, writeTasks } from './projected-tables.ts'

export type Batch = {
  readonly caseId: string
  readonly events: readonly CaseEvent[]
  readonly nextDueAt: string | null
}

/** A batch that does not follow the last event known: an earlier one has not come yet. */
class Gap extends Error {
  constructor() {
    super('record-gap')
  }
}

/** Applies events to the tables: in order, once, in one transaction. Nothing else writes them. */
export async function project(prisma: Prisma, batch: Batch): Promise<void> {
  await prisma.$transaction((tx) => follow(tx, batch))
}

async function follow(tx: Transaction, { caseId, ...batch }: Batch): Promise<void> {
  const nextDueAt = batch.nextDueAt === null ? null : new Date(batch.nextDueAt)
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${caseId}, 0))`
  const known = await knownOf(tx, caseId)
  const events = batch.events.filter(({ seq }) => seq > known.lastSeq)
  // A batch that comes again after later ones (its first sending outlived its patience) knows nothing new of what is due.
  if ((batch.events.at(-1)?.seq ?? known.lastSeq) < known.lastSeq) return
  if (events.length === 0) await tx.caseView.updateMany({ where: { caseId }, data: { nextDueAt } })
  else if (events[0]?.seq === known.lastSeq + 1) await append(tx, caseId, { ...known, events, nextDueAt })
  else throw new Gap()
}

type Known = { readonly lastSeq: number; readonly hash: string; readonly before: CaseState }

/** How far the tables are; a case not yet known has nothing before it. */
async function knownOf(tx: Transaction, caseId: string): Promise<Known> {
  const select = { lastSeq: true, lastHash: true, view: true }
  const row = await tx.caseView.findUnique({ where: { caseId }, select })
  if (row === null) return { lastSeq: 0, hash: genesis, before: unopened }
  return { lastSeq: row.lastSeq, hash: row.lastHash, before: fromColumn<CaseState>(row.view) }
}

type Appending = {
  readonly events: readonly CaseEvent[]
  readonly hash: string
  readonly before: CaseState
  readonly nextDueAt: Date | null
}

async function append(tx: Transaction, caseId: string, { events, hash, before, nextDueAt }: Appending): Promise<void> {
  const { rows, lastHash } = chained(events, hash)
  await tx.event.createMany({ data: rows.map((row) => ({ caseId, ...row })) })
  const state = events.reduce(fold, before)
  const lastSeq = events.at(-1)?.seq ?? 0
  await writeCase(tx, caseId, { state, lastSeq, lastHash, nextDueAt })
  await writeTasks(tx, caseId, { state, events })
  await writeClocks(tx, caseId, { state, events })
  await writeTargets(tx, { state, events })
  await writeStuck(tx, caseId, { state, events })
  await markPlans(tx, caseId, events)
  await tx.$executeRaw`SELECT pg_notify('case_events', ${JSON.stringify({ case: caseId, seq: lastSeq })})`
}

/**
 * Throws the projection of a case away and folds its events anew.
 * @throws Error `record-changed` when an event is not what its hash says; then everything stays as it was.
 */
export async function rebuild(prisma: Prisma, caseId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const known = await tx.caseView.findUnique({ where: { caseId }, select: { nextDueAt: true } })
    await tx.$executeRaw`SET LOCAL onevisit.rebuilding = 'on'`
    const rows = await tx.event.findMany({ where: { caseId }, orderBy: { seq: 'asc' } })
    await tx.event.deleteMany({ where: { caseId } })
    await tx.caseView.deleteMany({ where: { caseId } })
    await tx.taskView.deleteMany({ where: { caseId } })
    await tx.clockView.deleteMany({ where: { caseId } })
    await tx.stuckStep.deleteMany({ where: { caseId } })
    const events = rows.map((row) => eventOf(row))
    if (events.reduce(chain, genesis) !== (rows.at(-1)?.hash ?? genesis)) throw new Error(`record-changed: ${caseId}`)
    if (events.length > 0)
      await append(tx, caseId, { events, hash: genesis, before: unopened, nextDueAt: known?.nextDueAt ?? null })
  })
}

type EventRow = {
  readonly seq: number
  readonly at: Date
  readonly type: string
  readonly actor: string | null
  readonly data: unknown
}

/** An event as it was recorded; PostgreSQL keeps its instant, the record its local form. */
export function eventOf({ seq, at, type, actor, data }: EventRow): CaseEvent {
  return fromColumn<CaseEvent>({ seq, at: localOf(at), actor, type, data })
}

/** An instant as records write it: in the centre's own zone. */
export const localOf = (at: Date): string =>
  `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
