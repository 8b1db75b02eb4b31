// Batches have a table of their own: how far work over ten thousand cases is must be seen without asking its workflow.
import { randomUUID } from 'node:crypto'
import type { BatchState } from '../domain/case/batch.ts'
import { type CalendarTable, readTable } from '../domain/time/calendar.ts'
import { type Instant, instantFromMillis } from '../domain/time/local-date.ts'
import type { Transaction } from './apartments.ts'
import type { Prisma } from './client.ts'
import { asDate } from './slots.ts'

export type BatchRow = NonNullable<Awaited<ReturnType<Prisma['batch']['findUnique']>>>

const states: readonly BatchState[] = ['running', 'paused', 'done']

/** Where a batch is. @throws for a word that is none: a defect. */
export function batchStateOf({ state }: Pick<BatchRow, 'state'>): BatchState {
  const found = states.find((known) => known === state)
  if (found === undefined) throw new RangeError('no state of a batch')
  return found
}

type NewBatch = {
  readonly sort: 'calendar'
  readonly subject: string
  readonly order: number
  readonly by: string
  readonly at: Instant
}

/** Writes a batch over all open cases; its workflow is started by its id. */
export async function writeBatch(tx: Transaction, { by, at, ...batch }: NewBatch): Promise<string> {
  const [counted] = await tx.$queryRaw<{ readonly total: number }[]>`
    SELECT count(*)::int AS total FROM "CaseFile" f LEFT JOIN "CaseView" v ON v."caseId" = f.id
    WHERE v.status IS NULL OR v.status <> 'closed'`
  const id = `batch-${randomUUID()}`
  const offsetSeconds = at - instantFromMillis(Date.now())
  const began = { state: 'running', startedBy: by, startedAt: asDate(at), changedAt: asDate(at), offsetSeconds }
  await tx.batch.create({ data: { id, ...batch, ...began, total: counted?.total ?? 0 } })
  return id
}

export const findBatch = (prisma: Prisma, id: string) => prisma.batch.findUnique({ where: { id } })

/** The batch that tells open cases of a holiday table; of one that came into force again, the last. */
export const batchOfCalendar = (prisma: Prisma, name: string) =>
  prisma.batch.findFirst({ where: { sort: 'calendar', subject: name }, orderBy: { order: 'desc' } })

/** Batches, the newest first. */
export const listBatches = (prisma: Prisma, { limit, offset }: { readonly limit: number; readonly offset: number }) =>
  prisma.batch.findMany({ orderBy: [{ startedAt: 'desc' }, { order: 'desc' }], take: limit, skip: offset })

/** Batches that are not done: their workflows are there, or are started anew. */
export const openBatches = (prisma: Prisma) =>
  prisma.batch.findMany({ where: { state: { not: 'done' } }, select: { id: true, state: true } })

export type CalendarTelling = {
  readonly batch: BatchRow
  readonly table: CalendarTable
}

/** A batch with the table it tells of. @throws when there is none: a defect. */
export async function calendarTelling(prisma: Prisma, id: string): Promise<CalendarTelling> {
  const batch = await prisma.batch.findUniqueOrThrow({ where: { id } })
  const { body } = await prisma.calendarTable.findUniqueOrThrow({ where: { name: batch.subject } })
  const table = readTable(body)
  if ('malformed' in table) throw new Error(`a kept holiday table is malformed at ${table.malformed}`)
  return { batch, table }
}

/** The next open cases after one, in the order of their ids. */
export async function openCasesAfter(prisma: Prisma, after: string | null, count: number): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT f.id FROM "CaseFile" f LEFT JOIN "CaseView" v ON v."caseId" = f.id
    WHERE f.id > ${after ?? ''} AND (v.status IS NULL OR v.status <> 'closed') ORDER BY f.id LIMIT ${count}`
  return rows.map(({ id }) => id)
}

type Progress = { readonly upTo: string; readonly done: number; readonly left: readonly string[] }

/** How far it has come; false when it was paused meanwhile. */
export async function noteProgress(prisma: Prisma, id: string, { upTo, done, left }: Progress): Promise<boolean> {
  const push = left.length === 0 ? {} : { left: { push: [...left] } }
  const { state } = await prisma.batch.update({
    where: { id },
    data: { upTo, done: { increment: done }, version: { increment: 1 }, ...push },
    select: { state: true },
  })
  return state === 'running'
}

/** One of those that were left has answered. */
export async function noteLate(prisma: Prisma, id: string, answered: readonly string[]): Promise<readonly string[]> {
  return await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Batch" WHERE id = ${id} FOR UPDATE`
    const { left } = await tx.batch.findUniqueOrThrow({ where: { id }, select: { left: true } })
    const still = left.filter((each) => !answered.includes(each))
    const done = { increment: left.length - still.length }
    await tx.batch.update({ where: { id }, data: { left: still, done, version: { increment: 1 } } })
    return still
  })
}

type Change = { readonly state: BatchState; readonly by: string | null; readonly at: Instant }

/** It goes on, stands still, or is done. Again: the same. */
export async function changeBatch(prisma: Prisma, id: string, { state, by, at }: Change): Promise<void> {
  const finished = state === 'done' ? { finishedAt: asDate(at), total: await totalDone(prisma, id) } : {}
  const changed = { changedAt: asDate(at), ...(by === null ? {} : { changedBy: by }) }
  await prisma.batch.updateMany({
    where: { id, state: { not: 'done' } },
    data: { state, ...changed, ...finished, version: { increment: 1 } },
  })
}

/** Cases opened since are done with the others, cases closed since are not: what was done is what there was. */
async function totalDone(prisma: Prisma, id: string): Promise<number> {
  const { done } = await prisma.batch.findUniqueOrThrow({ where: { id }, select: { done: true } })
  return done
}
