import { createHash } from 'node:crypto'
import type { CaseState } from '../domain/case/case-view.ts'
import type { CaseEvent, ClockSnapshot } from '../domain/case/event.ts'
import { fold, unopened } from '../domain/case/fold.ts'
import { definitionOf } from '../domain/kinds/index.ts'
import type { Prisma } from './client.ts'
import type { Prisma as Sql } from './generated/client.ts'

type Transaction = Omit<Prisma, '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'>

export type Batch = {
  readonly caseId: string
  readonly events: readonly CaseEvent[]
  readonly nextDueAt: string | null
}

/** A batch that does not follow the last event known: an earlier one has not come yet. */
export class Gap extends Error {
  constructor() {
    super('record-gap')
  }
}

const genesis = ''.padEnd(64, '0')

/** The same value always in the same bytes: keys in order, so that PostgreSQL's own order does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${sorted.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}

/** Hash of an event over the one before it: a line cannot be changed, left out or added without every later one showing it. */
export const chain = (before: string, event: CaseEvent): string =>
  createHash('sha256').update(before).update('\n').update(canonical(event)).digest('hex')

/** Applies events to the tables: in order, once, in one transaction. Nothing else writes them. */
export async function project(prisma: Prisma, batch: Batch): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${batch.caseId}, 0))`
    const known = await tx.caseView.findUnique({
      where: { caseId: batch.caseId },
      select: { lastSeq: true, lastHash: true, view: true },
    })
    const lastSeq = known?.lastSeq ?? 0
    const fresh = batch.events.filter(({ seq }) => seq > lastSeq)
    const nextDueAt = batch.nextDueAt === null ? null : new Date(batch.nextDueAt)
    if (fresh.length === 0) {
      if (known !== null) await tx.caseView.update({ where: { caseId: batch.caseId }, data: { nextDueAt } })
      return
    }
    if (fresh[0]?.seq !== lastSeq + 1) throw new Gap()
    // The view is what this function folded and wrote; JSON gives it back as it was.
    const before = known === null ? unopened : (known.view as unknown as CaseState)
    await append(tx, batch.caseId, { events: fresh, hash: known?.lastHash ?? genesis, before, nextDueAt })
  })
}

type Appending = {
  readonly events: readonly CaseEvent[]
  readonly hash: string
  readonly before: CaseState
  readonly nextDueAt: Date | null
}

async function append(tx: Transaction, caseId: string, { events, hash, before, nextDueAt }: Appending): Promise<void> {
  let lastHash = hash
  const rows = events.map((event) => {
    lastHash = chain(lastHash, event)
    const { seq, at, type, actor, data } = event
    return { caseId, seq, at: new Date(at), type, actor, data: data as Sql.InputJsonValue, hash: lastHash }
  })
  await tx.event.createMany({ data: rows })
  const state = events.reduce(fold, before)
  const lastSeq = events.at(-1)?.seq ?? 0
  await writeCase(tx, caseId, { state, lastSeq, lastHash, nextDueAt })
  await writeTasks(tx, caseId, { state, events })
  await writeClocks(tx, caseId, { state, events })
  await writeStuck(tx, caseId, { state, events })
  await tx.$executeRaw`SELECT pg_notify('case_events', ${JSON.stringify({ case: caseId, seq: lastSeq })})`
}

type Written = {
  readonly state: CaseState
  readonly lastSeq: number
  readonly lastHash: string
  readonly nextDueAt: Date | null
}

async function writeCase(
  tx: Transaction,
  caseId: string,
  { state, lastSeq, lastHash, nextDueAt }: Written,
): Promise<void> {
  const { kind, track, status, stage, waitingFor, outcome, openedAt, closedAt } = state
  const row = {
    kind,
    track,
    status,
    stage,
    waitingFor,
    outcome,
    openedAt: new Date(openedAt),
    closedAt: closedAt === null ? null : new Date(closedAt),
    lastSeq,
    lastHash,
    nextDueAt,
    view: state as unknown as Sql.InputJsonValue,
  }
  await tx.caseView.upsert({ where: { caseId }, create: { caseId, ...row }, update: row })
}

type Changed = { readonly state: CaseState; readonly events: readonly CaseEvent[] }

const taskEvents: ReadonlySet<string> = new Set([
  'task-opened',
  'task-claimed',
  'task-released',
  'task-assigned',
  'task-outcomes-changed',
  'decided',
  'task-closed',
])

async function writeTasks(tx: Transaction, caseId: string, { state, events }: Changed): Promise<void> {
  const touched = events.filter(({ type }) => taskEvents.has(type))
  if (touched.length === 0) return
  for (const event of touched) {
    if (event.type === 'decided' || event.type === 'task-closed') {
      const closed = { state: event.type === 'decided' ? 'decided' : event.data.why, closedAt: new Date(event.at) }
      await tx.taskView.updateMany({ where: { id: event.data.id }, data: closed })
    } else if (event.type === 'task-opened') {
      const { id, task, team, targetAt, targetClock, assignee } = event.data
      const opened = {
        task,
        team,
        targetClock,
        targetAt: targetAt === null ? null : new Date(targetAt),
        assigneeId: assignee,
      }
      const row = { ...opened, caseId, kind: state.kind, state: 'open', openedAt: new Date(event.at) }
      await tx.taskView.upsert({ where: { id }, create: { id, ...row }, update: row })
    } else if (event.type === 'task-claimed' || event.type === 'task-assigned') {
      await tx.taskView.updateMany({ where: { id: event.data.id }, data: { assigneeId: event.data.assignee } })
    } else if (event.type === 'task-released') {
      await tx.taskView.updateMany({ where: { id: event.data.id }, data: { assigneeId: null } })
    }
  }
}

const clockRow = (state: CaseState, clock: ClockSnapshot) => ({
  kind: state.kind,
  team: definitionOf(state.kind)?.team ?? '',
  basis: clock.basis,
  state: clock.state,
  startedAt: new Date(clock.start),
  dueAt: clock.dueAt === null ? null : new Date(clock.dueAt),
  endedAt: clock.endedAt === null ? null : new Date(clock.endedAt),
  body: clock as unknown as Sql.InputJsonValue,
})

async function writeClocks(tx: Transaction, caseId: string, { state, events }: Changed): Promise<void> {
  const changed = new Map<string, ClockSnapshot>()
  for (const { data } of events) if ('clock' in data) changed.set(`${data.clock.code}/${data.clock.run}`, data.clock)
  for (const clock of changed.values()) {
    const row = clockRow(state, clock)
    const key = { caseId, code: clock.code, run: clock.run }
    await tx.clockView.upsert({ where: { caseId_code_run: key }, create: { ...key, ...row }, update: row })
  }
}

async function writeStuck(tx: Transaction, caseId: string, { state, events }: Changed): Promise<void> {
  for (const event of events) {
    if (event.type === 'step-stuck') {
      const row = { ...event.data, caseId, kind: state.kind, since: new Date(event.at), rescuedAt: null }
      await tx.stuckStep.upsert({ where: { id: event.data.id }, create: row, update: row })
    }
    if (event.type === 'step-rescued')
      await tx.stuckStep.updateMany({ where: { id: event.data.id }, data: { rescuedAt: new Date(event.at) } })
    // A withdrawn case leaves nothing stuck: its rescue task was closed with it.
    if (event.type === 'task-closed' && event.data.task === 'rescue')
      await tx.stuckStep.updateMany({
        where: { id: event.data.id, rescuedAt: null },
        data: { rescuedAt: new Date(event.at) },
      })
  }
}

/** Throws the projection of a case away and folds its events anew. */
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
  const local = `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
  return { seq, at: local, actor, type, data } as unknown as CaseEvent
}
