import { CancellationScope, CancelledFailure, isCancellation, proxyActivities } from '@temporalio/workflow'
import type { Activities, OutsideAnswer } from '../../activities/contract.ts'
import { type CaseId, code } from '../../domain/case/codes.ts'
import { type Definition, stepOf } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { outsideRetry } from '../../domain/case/outside-retry.ts'
import { addDays, at, formatInstant, type Instant, localDateOf, localTimeOf } from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import type { CallBacks } from './call-backs.ts'
import type { Carried } from './carried.ts'
import { causeOf } from './cause.ts'
import { nothingOutlivesClosing } from './change.ts'
import type { CallBack } from './messages.ts'
import type { CaseRecord } from './record.ts'
import type { Rescued, Rescues } from './rescues.ts'

/** Days without a call-back after which a step is stuck (A: `domain/README.md`, Outside systems). */
const patienceDays = 60

/** Words of an inquiry that decide nothing. */
const undecided: ReadonlySet<string> = new Set(['pending', 'unknown', 'withdrawn'])

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
  readonly rescues: Rescues
  readonly callBacks: CallBacks
  readonly turns?: Carried['turns']
}

/** People gave a stuck step up, where the kind says what happens then. */
export type GivenUp = { readonly how: 'given-up' }

/** How a step is asked that the process takes for several at once. */
export type AskOptions = {
  /** Ordered anew on purpose: the outside system is to do it once more. */
  readonly anew?: true
  /** What the call-back will say of itself, where several are waited for. */
  readonly about?: Facts
}

/** Steps at outside systems: asked by kind of failure, rescued by people when they give up, answered later by call-back. */
export function createSteps({ caseId, definition, record, agenda, rescues, callBacks, ...carried }: StepParts) {
  const turns = new Map<string, number>(carried.turns)
  const find = (step: string) => stepOf(definition, step)

  /** Asks with the retries of its kind of failure; what gives up becomes a task for people. */
  async function ask(step: string, data: Facts = {}, options: AskOptions = {}): Promise<OutsideAnswer | GivenUp> {
    const { later, system } = find(step)
    if (later === true) callBacks.ordered(system, options.about)
    const turn = turnOf(step, options)
    let asked = await tried(step, turn, data)
    while (asked.how === 'failed') {
      const rescued = await rescues.stuck(step, asked.cause)
      if (rescued.how !== 'retry') return byHand(step, rescued, options.about)
      asked = await tried(step, turn, data)
    }
    return asked
  }

  /** Which of the step's orders this is; it stays the same however often it is tried. */
  const turnOf = (step: string, { anew: isAnew }: AskOptions): number => {
    if (isAnew === true) turns.set(step, (turns.get(step) ?? 0) + 1)
    return turns.get(step) ?? 1
  }

  /** One asking with all its retries; not given up when the case is abandoned meanwhile, or nobody would know what was done. */
  async function tried(
    step: string,
    turn: number,
    data: Facts,
  ): Promise<OutsideAnswer | { readonly how: 'failed'; readonly cause: string }> {
    const { system } = find(step)
    const question = { caseId, system, step, turn, data }
    try {
      const answer = await CancellationScope.nonCancellable(() => outside.askOutside(question))
      unlessClosed()
      if (answer.how === 'answered')
        record.append({ type: 'step-answered', data: { system, step, answer: answer.answer } })
      return answer
    } catch (failure) {
      if (isCancellation(failure)) throw failure
      unlessClosed()
      return { how: 'failed', cause: causeOf(failure) }
    }
  }

  /** What comes once the case is closed is nobody's matter any more. */
  const unlessClosed = (): void => {
    if (record.state.status === 'closed' && nothingOutlivesClosing()) throw new CancelledFailure('closed')
  }

  /** An answer obtained by hand; where it says at once what would have come by call-back, that counts as come. */
  function byHand(step: string, { how, answer }: Rescued, about: Facts = {}): OutsideAnswer | GivenUp {
    if (how === 'give-up') return { how: 'given-up' }
    const { system, later } = find(step)
    const { result, ...rest } = answer ?? {}
    if (later === true && typeof result === 'string')
      callBacks.expect(system, about).push(told(step, result, { ...rest, ...about }))
    return { how: 'answered', answer: answer ?? {} }
  }

  const told = (step: string, result: string, answer: Facts): CallBack => ({
    system: find(step).system,
    step,
    result: code(result),
    answer,
    at: formatInstant(record.now()),
  })

  /** Ordered anew on purpose: the next call of the step is another one for the outside system. */
  const anew = (step: string): void => {
    turns.set(step, (turns.get(step) ?? 1) + 1)
  }

  /** Waits for the signed call-back of a step; asks by itself after a day, then daily, where the system can be asked. */
  async function answerTo(step: string, about: Facts = {}): Promise<CallBack | GivenUp> {
    const queue = callBacks.expect(find(step).system, about)
    const asked = record.now()
    for (let day = 1; ; day += 1) {
      const came = await agenda.wait(askingAgain(step, asked, day), () => queue.length > 0)
      const found = came ? taken(queue, about) : await askedFor(step, day)
      if (found !== undefined) return found
    }
  }

  /** When the system is asked by ourselves; never where clocks of their own watch over the answer. */
  const askingAgain = (step: string, asked: Instant, day: number): Instant | null =>
    find(step).untimed === true ? null : at(addDays(localDateOf(asked), day), localTimeOf(asked))

  const taken = (queue: CallBack[], about: Facts): CallBack | undefined => {
    const answer = queue.shift()
    return answer === undefined ? undefined : callBacks.accept(answer, about)
  }

  const askedFor = (step: string, day: number) => (day >= patienceDays ? silent(step) : inquire(step))

  async function inquire(step: string): Promise<CallBack | undefined> {
    const { inquiry } = find(step)
    if (inquiry === undefined) return undefined
    const state = await ask(inquiry)
    anew(inquiry)
    return 'answer' in state ? found(step, state.answer) : undefined
  }

  /** What asking found out, if it decides anything and is new. */
  function found(step: string, { result, ...answer }: Facts): CallBack | undefined {
    if (typeof result !== 'string' || undecided.has(result)) return undefined
    const callBack = told(step, result, answer)
    if (callBacks.isKnown(callBack)) return undefined
    record.append({ type: 'call-back-received', data: { system: callBack.system, result, answer } })
    return callBacks.accept(callBack)
  }

  /** Sixty days without a word: people ask. */
  async function silent(step: string): Promise<CallBack | GivenUp | undefined> {
    const { how, answer } = await rescues.stuck(step, 'NoAnswer')
    if (how === 'give-up') return { how: 'given-up' }
    const { result, ...rest } = answer ?? {}
    return how === 'retry' || typeof result !== 'string' ? undefined : callBacks.accept(told(step, result, rest))
  }

  /** The process has gone on: what the step's system says from now on is late. */
  const settled = (step: string, about: Facts = {}): void => callBacks.settled(find(step).system, about)

  return { ask, answerTo, anew, settled, ...rescues, carried: (): Carried['turns'] => [...turns] }
}

export type Steps = ReturnType<typeof createSteps>
