import { condition, isCancellation, setHandler, TemporalFailure, uuid4 } from '@temporalio/workflow'
import type { PersonId } from '../../domain/case/codes.ts'
import { type Definition, stepOf } from '../../domain/case/definition.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { causeOf } from './cause.ts'
import { type RescueRequest, rescue } from './messages.ts'
import type { CaseRecord } from './record.ts'
import { unless } from './refused.ts'

/** What people said of a stuck step. */
export type Rescued = Pick<RescueRequest, 'how' | 'answer'>

/** Steps that gave up become tasks for people: tried again, answered by hand, or given up where the kind says what then happens. */
export function createRescues(definition: Definition, record: CaseRecord, parties: readonly PersonId[]) {
  const waiting = new Map<string, { rescued?: Rescued }>()

  const open = (step: string, cause: string): string => {
    const id = uuid4()
    const { system, giveUp } = stepOf(definition, step)
    const outcomes = giveUp === true ? ['retry', 'resolve', 'give-up'] : ['retry', 'resolve']
    const task = {
      id,
      task: 'rescue',
      team: 'administration',
      outcomes,
      notBy: [],
      targetClock: null,
      targetAt: null,
      assignee: null,
    }
    record.append({ type: 'step-stuck', data: { id, system, step, cause } })
    record.append({ type: 'task-opened', data: task })
    return id
  }

  /** Waits for people; never a dead workflow, never a loop. */
  async function stuck(step: string, cause: string): Promise<Rescued> {
    const id = open(step, cause)
    const entry: { rescued?: Rescued } = {}
    waiting.set(id, entry)
    try {
      await condition(() => entry.rescued !== undefined)
    } finally {
      waiting.delete(id)
      if (entry.rescued === undefined && record.state.tasks.some((task) => task.id === id))
        record.append({ type: 'task-closed', data: { id, task: 'rescue', why: 'cancelled' } })
    }
    return entry.rescued ?? { how: 'retry', answer: null }
  }

  /** Whoever is a party to the case answers for nobody in it, least of all for the bureau. */
  const admitPerson = ({ by }: RescueRequest): Refusal | undefined =>
    parties.includes(by) ? refuse('not-yours') : undefined

  const admit = ({ stuckId, how, answer }: RescueRequest): Refusal | undefined => {
    const found = record.state.stuck.find(({ id }) => id === stuckId)
    if (found === undefined || !waiting.has(stuckId)) return refuse('not-open')
    const refusals: Readonly<Record<typeof how, Refusal | undefined>> = {
      retry: undefined,
      resolve: answer === null ? refuse('answer-invalid') : undefined,
      'give-up': stepOf(definition, found.step).giveUp === true ? undefined : refuse('give-up-not-offered'),
    }
    return refusals[how]
  }

  const take = (request: RescueRequest): void => {
    const found = record.state.stuck.find(({ id }) => id === request.stuckId)
    const entry = waiting.get(request.stuckId)
    if (found === undefined || entry === undefined) return
    const { id, system, step } = found
    const { how, by, source } = request
    const signed = { id, task: 'rescue', outcome: how, reasons: [], by, insteadOf: null, note: source, data: {} }
    record.append({ type: 'decided', data: signed }, { actor: by })
    record.append({ type: 'step-rescued', data: { id, system, step, how, source } }, { actor: by })
    entry.rescued = request
  }

  setHandler(
    rescue,
    async (request) => {
      record.takeIn(parseInstant(request.at) ?? record.now())
      take(request)
      await record.carried()
      return { seq: record.seq }
    },
    { validator: (request) => unless(admitPerson(request) ?? admit(request)) },
  )

  /** What the work gave; undefined when no number of tries by itself can do it, once people have seen to it. */
  const seenTo = (step: string) => async (failure: unknown) => {
    if (isCancellation(failure) || !(failure instanceof TemporalFailure)) throw failure
    await stuck(step, causeOf(failure))
    return undefined
  }

  /** Does what may need people before it can be done; only by them is it over. */
  async function persistently<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const done = await work().then((result) => ({ result }), seenTo(step))
      if (done !== undefined) return done.result
    }
  }

  return { stuck, persistently }
}

export type Rescues = ReturnType<typeof createRescues>
