import type { CaseState } from '../domain/case/case-view.ts'
import type { CaseEvent, EventOf, EventType } from '../domain/case/event.ts'
import type { Prisma } from './client.ts'
import { toColumn } from './json-column.ts'

/** A client within a transaction. */
export type Transaction = Omit<Prisma, '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'>

type Written = {
  readonly state: CaseState
  readonly lastSeq: number
  readonly lastHash: string
  readonly nextDueAt: Date | null
}

export async function writeCase(
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
    view: toColumn(state),
  }
  await tx.caseView.upsert({ where: { caseId }, create: { caseId, ...row }, update: row })
}

export type Changed = { readonly state: CaseState; readonly events: readonly CaseEvent[] }

/** An event of one type, with the case as it is after it. */
type Opened<Type extends EventType> = {
  readonly state: CaseState
  readonly event: EventOf<Type> & { readonly at: string }
}

type TaskChange = { readonly id: string; readonly change: Partial<TaskRow> }
type TaskRow = {
  readonly state: string
  readonly closedAt: Date
  readonly assigneeId: string | null
}

/** What an event changes of a task that is open; undefined where it changes none. */
function taskChange(event: CaseEvent): TaskChange | undefined {
  const closedAt = new Date(event.at)
  if (event.type === 'decided') return { id: event.data.id, change: { state: 'decided', closedAt } }
  if (event.type === 'task-closed') return { id: event.data.id, change: { state: event.data.why, closedAt } }
  if (event.type === 'task-claimed' || event.type === 'task-assigned')
    return { id: event.data.id, change: { assigneeId: event.data.assignee } }
  return event.type === 'task-released' ? { id: event.data.id, change: { assigneeId: null } } : undefined
}

async function openTask(tx: Transaction, caseId: string, { state, event }: Opened<'task-opened'>): Promise<void> {
  const { id, task, team, targetAt, targetClock, assignee } = event.data
  const target = { targetClock, targetAt: targetAt === null ? null : new Date(targetAt) }
  const row = {
    task,
    team,
    ...target,
    assigneeId: assignee,
    caseId,
    kind: state.kind,
    state: 'open',
    openedAt: new Date(event.at),
  }
  await tx.taskView.upsert({ where: { id }, create: { id, ...row }, update: row })
}

export async function writeTasks(tx: Transaction, caseId: string, { state, events }: Changed): Promise<void> {
  for (const event of events) {
    if (event.type === 'task-opened') await openTask(tx, caseId, { state, event })
    const changed = taskChange(event)
    if (changed !== undefined) await tx.taskView.updateMany({ where: { id: changed.id }, data: changed.change })
  }
}

/** Tasks whose target has moved: those just opened, and those of a clock that something happened to. */
function targetsMoved({ state, events }: Changed): CaseState['tasks'] {
  const opened = new Set(events.flatMap((event) => (event.type === 'task-opened' ? [event.data.id] : [])))
  const clocks = new Set<string>(events.flatMap(({ data }) => ('clock' in data ? [data.clock.code] : [])))
  return state.tasks.filter(
    ({ id, targetClock }) => opened.has(id) || (targetClock !== null && clocks.has(targetClock)),
  )
}

/** How urgent a task is: by its clock as it stands now, which may have been paused, extended, moved or breached. */
export async function writeTargets(tx: Transaction, { state, events }: Changed): Promise<void> {
  for (const { id, targetClock, targetAt } of targetsMoved({ state, events })) {
    const clock = state.clocks.findLast(({ code }) => code === targetClock)
    const dueAt = clock?.dueAt ?? targetAt
    const target = {
      dueAt: dueAt === null ? null : new Date(dueAt),
      targetState: clock?.state ?? null,
      isLate: clock?.state === 'breached',
    }
    await tx.taskView.updateMany({ where: { id }, data: target })
  }
}

export async function writeStuck(tx: Transaction, caseId: string, { state, events }: Changed): Promise<void> {
  for (const event of events) {
    if (event.type === 'step-stuck') await openStuck(tx, caseId, { state, event })
    const id = rescuedBy(event)
    const rescuedAt = new Date(event.at)
    if (id !== undefined) await tx.stuckStep.updateMany({ where: { id, rescuedAt: null }, data: { rescuedAt } })
  }
}

async function openStuck(tx: Transaction, caseId: string, { state, event }: Opened<'step-stuck'>): Promise<void> {
  const row = { ...event.data, caseId, kind: state.kind, since: new Date(event.at), rescuedAt: null }
  await tx.stuckStep.upsert({ where: { id: event.data.id }, create: row, update: row })
}

/** The step that an event leaves no longer stuck; a withdrawn case leaves none, for its rescue task is closed with it. */
function rescuedBy({ type, data }: CaseEvent): string | undefined {
  if (type === 'step-rescued') return data.id
  return type === 'task-closed' && data.task === 'rescue' ? data.id : undefined
}
