import { condition, setHandler, uuid4 } from '@temporalio/workflow'
import type { OpenTask } from '../../domain/case/case-view.ts'
import type { Code, PersonId } from '../../domain/case/codes.ts'
import { type Definition, taskOf } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import type { Refusal } from '../../domain/case/refusal.ts'
import { admitDecision } from '../../domain/case/sign-off.ts'
import { formatInstant, type Instant, parseInstant } from '../../domain/time/local-date.ts'
import type { Clock } from './clock.ts'
import { takeHolds } from './holds.ts'
import { type DecideRequest, decide, type Taken } from './messages.ts'
import type { CaseRecord } from './record.ts'
import { unless } from './refused.ts'

/** A task as signed: who, how, why, and the instant it was taken in. */
export type Decision = {
  readonly outcome: string
  readonly reasons: readonly Code[]
  readonly by: PersonId
  /** Whoever this signature makes one officer of: the signer, and the absent one stood in for. */
  readonly persons: readonly PersonId[]
  readonly at: Instant
  readonly data: Facts
  readonly note: DecideRequest['note']
}

export type SignOffOptions = {
  /** Persons who may not sign: the four eyes. */
  readonly notBy?: readonly PersonId[]
  /** The clock that the decision stops: its breach ends the waiting. */
  readonly within?: Clock
  /** Clocks that the decision helps to keep: the earliest to end is the task's target. */
  readonly toward?: readonly (Clock | undefined)[]
  /** Not all outcomes of the task, where the law leaves only some. */
  readonly offered?: readonly string[]
  /** What the process itself would refuse. */
  readonly admit?: (request: DecideRequest) => Refusal | undefined
  /** What the task is about, for the desk. */
  readonly about?: Facts
  /** Whose it is from the start. */
  readonly assignee?: PersonId
}

type Waiting = { readonly options: SignOffOptions; decision?: Decision }

const instantOfTaken = ({ at }: Taken, record: CaseRecord): Instant => parseInstant(at) ?? record.now()

/** The clock that ends first of those still running: what makes the task urgent. */
function earliest(clocks: readonly (Clock | undefined)[]): {
  readonly targetClock: string | null
  readonly targetAt: string | null
} {
  const dues = clocks.flatMap((clock) => {
    const dueAt = clock === undefined || clock.isOver ? null : clock.result().dueAt
    return clock === undefined || dueAt === null ? [] : [{ code: clock.code, dueAt }]
  })
  const first = dues.toSorted((one, other) => one.dueAt - other.dueAt)[0]
  return { targetClock: first?.code ?? null, targetAt: first === undefined ? null : formatInstant(first.dueAt) }
}

/** The staff's side of a case: tasks are opened, claimed, assigned, signed. */
export function createDesk(definition: Definition, parties: readonly PersonId[], record: CaseRecord) {
  const waiting = new Map<string, Waiting>()
  const find = (id: string): OpenTask | undefined => record.state.tasks.find((task) => task.id === id)

  const open = (task: string, options: SignOffOptions): string => {
    const id = uuid4()
    const { team, outcomes } = taskOf(definition, task)
    const target = earliest([options.within, ...(options.toward ?? [])])
    waiting.set(id, { options })
    record.append({
      type: 'task-opened',
      data: {
        id,
        task,
        team,
        outcomes: options.offered ?? Object.keys(outcomes),
        notBy: [...new Set(options.notBy ?? [])],
        ...target,
        assignee: options.assignee ?? null,
        ...(options.about === undefined ? {} : { about: options.about }),
      },
    })
    return id
  }

  /** Closes a task that nobody will sign any more: overtaken by the law, by another way, by the end of the case. */
  const close = (id: string, task: string, why: 'superseded' | 'cancelled') => {
    waiting.delete(id)
    if (find(id) !== undefined) record.append({ type: 'task-closed', data: { id, task, why } })
  }

  // Tasks of an earlier run can be signed in this one, whether anybody waits for them or not.
  for (const { id } of record.state.tasks) waiting.set(id, { options: {} })

  /** Waits for the decision of a task that was opened in an earlier run. */
  async function takeUp(id: string): Promise<Decision | undefined> {
    await condition(() => waiting.get(id)?.decision !== undefined || find(id) === undefined)
    return waiting.get(id)?.decision
  }

  /** Asks for a decision and waits for it; undefined when the clock it was asked within ran out first. */
  async function signOff(task: string, options: SignOffOptions = {}): Promise<Decision | undefined> {
    const id = open(task, options)
    try {
      await condition(() => waiting.get(id)?.decision !== undefined || options.within?.isBreached === true)
      return waiting.get(id)?.decision
    } finally {
      close(id, task, 'superseded')
    }
  }

  setHandler(
    decide,
    async (request) => {
      record.takeIn(instantOfTaken(request, record))
      sign(request)
      await record.carried()
      return { seq: record.seq }
    },
    { validator: (request) => unless(admit(request)) },
  )

  const admit = (request: DecideRequest): Refusal | undefined => {
    const task = find(request.taskId)
    return (
      admitDecision(task, request, { definition, parties }) ?? waiting.get(request.taskId)?.options.admit?.(request)
    )
  }

  const sign = (request: DecideRequest) => {
    const task = find(request.taskId)
    const entry = waiting.get(request.taskId)
    if (task === undefined || entry === undefined) return
    const { outcome, reasons, by, insteadOf, note, data } = request
    const absent = insteadOf ?? task.insteadOf
    entry.decision = {
      outcome,
      reasons,
      by,
      persons: absent === null ? [by] : [by, absent],
      at: record.now(),
      data,
      note,
    }
    record.append(
      {
        type: 'decided',
        data: {
          id: task.id,
          task: task.task,
          outcome,
          reasons,
          by,
          insteadOf: absent,
          note,
          data,
        },
      },
      { actor: by },
    )
  }

  takeHolds(record, parties)

  return { signOff, close, takeUp }
}

export type Desk = ReturnType<typeof createDesk>
