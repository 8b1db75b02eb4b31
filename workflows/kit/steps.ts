import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  setHandler,
  uuid4,
} from '@temporalio/workflow'
import type { Activities, OutsideAnswer } from '../../activities/contract.ts'
import { outsideRetry } from '../../activities/outside/retry.ts'
import { type CaseId, code } from '../../domain/case/codes.ts'
import type { Definition, StepDefinition } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { addDays, at, type Instant, localDateOf, localTimeOf, parseInstant } from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import { type CallBack, calledBack, type RescueRequest, rescue } from './messages.ts'
import type { CaseRecord } from './record.ts'
import { unless } from './refused.ts'

/** Days without a call-back after which a step is stuck (A: `domain/README.md`, Outside systems). */
const patienceDays = 60

const outside = proxyActivities<Pick<Activities, 'askOutside'>>({
  startToCloseTimeout: '30 seconds',
  retry: outsideRetry,
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
})

export type StepParts = {
  readonly caseId: CaseId
  readonly definition: Definition
  readonly record: CaseRecord
  readonly agenda: Agenda
  /** An answer came after the case had gone on: a person looks at it. */
  readonly late: (callBack: CallBack) => void
}

/** People gave a stuck step up, where the kind says what happens then. */
export type GivenUp = { readonly how: 'given-up' }

type Rescued = Pick<RescueRequest, 'how' | 'answer'>
type Result = OutsideAnswer | GivenUp

/** A failure's own code: its type, never its words. */
function causeOf(failure: unknown): string {
  const cause = failure instanceof ActivityFailure ? failure.cause : failure
  return cause instanceof ApplicationFailure ? (cause.type ?? 'Fault') : 'Unavailable'
}

/** Steps at outside systems: asked by kind of failure, rescued by people when they give up, answered later by call-back. */
export function createSteps({ caseId, definition, record, agenda, late }: StepParts) {
  const turns = new Map<string, number>()
  const rescues = new Map<string, (rescued: Rescued) => void>()
  const awaited = new Map<string, CallBack[]>()
  const answered = new Map<string, string>()

  const stepOf = (step: string): StepDefinition => {
    const found = definition.steps[step]
    if (found === undefined) throw new RangeError(`no step ${step} in ${definition.kind}`)
    return found
  }

  /** Waits for people; never a dead workflow, never a loop. */
  async function stuck(step: string, cause: string): Promise<Rescued> {
    const id = uuid4()
    const { system, giveUp } = stepOf(step)
    const rescued: { by?: Rescued } = {}
    const outcomes = giveUp === true ? ['retry', 'resolve', 'give-up'] : ['retry', 'resolve']
    rescues.set(id, (by) => {
      rescued.by = by
    })
    record.append({ type: 'step-stuck', data: { id, system, step, cause } })
    record.append({
      type: 'task-opened',
      data: {
        id,
        task: 'rescue',
        team: 'administration',
        outcomes,
        notBy: [],
        targetClock: null,
        targetAt: null,
        assignee: null,
      },
    })
    try {
      await condition(() => rescued.by !== undefined)
    } finally {
      rescues.delete(id)
      if (rescued.by === undefined)
        record.append({ type: 'task-closed', data: { id, task: 'rescue', why: 'cancelled' } })
    }
    return rescued.by ?? { how: 'retry', answer: null }
  }

  /** Asks once, with the retries of its kind of failure; what gives up becomes a task for people. */
  async function ask(step: string, data: Facts = {}): Promise<Result> {
    const turn = turns.get(step) ?? 1
    const { system, later } = stepOf(step)
    if (later === true) queueOf(step)
    for (;;) {
      try {
        const answer = await CancellationScope.nonCancellable(() =>
          outside.askOutside({ caseId, system, step, turn, data }),
        )
        if (answer.how === 'answered')
          record.append({ type: 'step-answered', data: { system, step, answer: answer.answer } })
        return answer
      } catch (failure) {
        if (isCancellation(failure)) throw failure
        const rescued = await stuck(step, causeOf(failure))
        if (rescued.how === 'give-up') return { how: 'given-up' }
        if (rescued.how === 'resolve') return byHand(step, rescued.answer ?? {})
      }
    }
  }

  /** An answer obtained by hand; where it says at once what would have come by call-back, that counts as come. */
  const byHand = (step: string, answer: Facts): OutsideAnswer => {
    const { result, ...rest } = answer
    const told = stepOf(step).later === true && typeof result === 'string'
    if (told) queueOf(step).push({ system: stepOf(step).system, step, result: code(result), answer: rest, at: '' })
    return { how: 'answered', answer }
  }

  /** Ordered anew on purpose: the next call of the step is another one for the outside system. */
  const anew = (step: string) => turns.set(step, (turns.get(step) ?? 1) + 1)

  /** Waits for the signed call-back of a step; asks by itself after a day, then daily, where the system can be asked. */
  async function answerTo(step: string): Promise<CallBack | GivenUp> {
    const queue = queueOf(step)
    const asked = record.now()
    for (let day = 1; ; day += 1) {
      const next = at(addDays(localDateOf(asked), day), localTimeOf(asked))
      if (await agenda.wait(next, () => queue.length > 0)) break
      const found = day >= patienceDays ? await giveIn(step) : await inquire(step)
      if (found !== undefined) return found
    }
    const answer = queue.shift()
    if (answer === undefined) throw new Error('a call-back was announced and is not there')
    return accept(answer)
  }

  /** From now on a call-back of the step's system is expected; one that comes early waits for the process. */
  const queueOf = (step: string): CallBack[] => {
    const { system } = stepOf(step)
    const queue = awaited.get(system) ?? []
    awaited.set(system, queue)
    return queue
  }

  /** The process has gone on: what the system says from now on is late. */
  const settled = (step: string) => {
    awaited.delete(stepOf(step).system)
  }

  const accept = (callBack: CallBack): CallBack => {
    answered.set(callBack.system, JSON.stringify([callBack.result, callBack.answer]))
    return callBack
  }

  async function inquire(step: string): Promise<CallBack | GivenUp | undefined> {
    const { system, inquiry } = stepOf(step)
    if (inquiry === undefined) return undefined
    const state = await ask(inquiry)
    if (state.how !== 'answered' || typeof state.answer['result'] !== 'string') return undefined
    const { result, ...answer } = state.answer
    const told: CallBack = { system, step, result: code(result), answer, at: '' }
    record.append({ type: 'call-back-received', data: { system, result, answer } })
    return accept(told)
  }

  async function giveIn(step: string): Promise<CallBack | GivenUp | undefined> {
    const rescued = await stuck(step, 'NoAnswer')
    if (rescued.how === 'give-up') return { how: 'given-up' }
    const result = rescued.answer?.['result']
    if (rescued.how === 'retry' || typeof result !== 'string') return undefined
    return accept({ system: stepOf(step).system, step, result: code(result), answer: rescued.answer ?? {}, at: '' })
  }

  setHandler(calledBack, (callBack) => {
    record.takeIn(parseInstant(callBack.at) ?? record.now())
    const told = JSON.stringify([callBack.result, callBack.answer])
    if (answered.get(callBack.system) === told) return
    const queue = awaited.get(callBack.system)
    if (queue === undefined) {
      record.append({ type: 'late-answer-received', data: { system: callBack.system, result: callBack.result } })
      late(callBack)
      return
    }
    record.append({
      type: 'call-back-received',
      data: { system: callBack.system, result: callBack.result, answer: callBack.answer },
    })
    queue.push(callBack)
  })

  const admitRescue = ({ stuckId, how, answer }: RescueRequest) => {
    const stuckStep = record.state.stuck.find(({ id }) => id === stuckId)
    if (stuckStep === undefined || !rescues.has(stuckId)) return refuse('not-open')
    if (how === 'give-up' && stepOf(stuckStep.step).giveUp !== true) return refuse('give-up-not-offered')
    return how === 'resolve' && answer === null ? refuse('answer-invalid') : undefined
  }

  setHandler(
    rescue,
    async (request) => {
      record.takeIn(instantOf(request.at, record))
      const stuckStep = record.state.stuck.find(({ id }) => id === request.stuckId)
      if (stuckStep !== undefined) {
        const { id, system, step } = stuckStep
        const { how, by, source } = request
        record.append(
          {
            type: 'decided',
            data: { id, task: 'rescue', outcome: how, reasons: [], by, insteadOf: null, note: source, data: {} },
          },
          { actor: by },
        )
        record.append({ type: 'step-rescued', data: { id, system, step, how, source } }, { actor: by })
        rescues.get(id)?.(request)
      }
      await record.carried()
      return { seq: record.seq }
    },
    {
      validator: (request) => unless(admitRescue(request)),
    },
  )

  return { ask, answerTo, anew, settled, stuck }
}

const instantOf = (text: string, record: CaseRecord): Instant => parseInstant(text) ?? record.now()

export type Steps = ReturnType<typeof createSteps>
