import { CancellationScope, isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.ts'
import type { Code } from '../../domain/case/codes.ts'
import type { Party, Status } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import type { Clock } from './clock.ts'
import type { ClockOptions, Clocks } from './clocks.ts'
import type { Act, ActionOptions, Counter } from './counter.ts'
import type { Decision, Desk, SignOffOptions } from './desk.ts'
import { unlessCancelled } from './first-of.ts'
import type { CaseInput } from './messages.ts'
import type { IssueOptions, Papers } from './papers.ts'
import type { CaseRecord } from './record.ts'
import type { Steps } from './steps.ts'

const beside = proxyLocalActivities<Pick<Activities, 'besideVault' | 'freeSlots'>>({
  startToCloseTimeout: '2 seconds',
  retry: { maximumAttempts: 1 },
})
const patiently = proxyActivities<Pick<Activities, 'besideVault' | 'freeSlots'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
})

export type CaseParts = {
  readonly input: CaseInput
  readonly record: CaseRecord
  readonly agenda: Agenda
  readonly desk: Desk
  readonly counter: Counter
  readonly steps: Steps
  readonly papers: Papers
  readonly clocks: Clocks
}

/** One running application, as the process that carries out its law sees it. */
export class Case<KindFacts extends Facts = Facts> {
  readonly #parts: CaseParts
  readonly #undo: (() => Promise<unknown>)[] = []

  constructor(parts: CaseParts) {
    this.#parts = parts
  }

  get track(): string {
    return this.#parts.input.track
  }

  /** The facts as they stand: of the form, and of what was found since. */
  get facts(): KindFacts {
    // What `factsOf` of the kind's own form returned, carried through events unchanged.
    return this.#parts.record.state.facts as KindFacts
  }

  get now(): Instant {
    return this.#parts.record.now()
  }

  /** Instant of `submit`, or the hour of receipt that an officer entered. */
  get receivedAt(): string {
    return this.#parts.record.state.receivedAt ?? formatInstant(this.now)
  }

  /** The case enters a stage; who must act next is part of it. */
  stage(stage: string, waitingFor: Party, status: Status = this.#parts.record.state.status): void {
    const now = this.#parts.record.state
    if (now.status === status && now.stage === stage && now.waitingFor === waitingFor) return
    this.#parts.record.append({ type: 'moved', data: { status, stage, waitingFor } })
  }

  flag(flag: string): void {
    if (!this.#parts.record.state.flags.includes(flag))
      this.#parts.record.append({ type: 'flag-raised', data: { flag } })
  }

  learn(facts: Facts): void {
    this.#parts.record.append({ type: 'facts-changed', data: { facts } })
  }

  happened(event: Parameters<CaseRecord['append']>[0]): void {
    this.#parts.record.append(event)
  }

  /** Starts a clock of the kind; started again it is another run. It lives until it is met, cancelled or breached. */
  clock(code: string, options?: ClockOptions): Clock {
    return this.#parts.clocks.start(code, options)
  }

  /** The clock of this code that was started last. @throws Error when none was: a defect. */
  running(code: string): Clock {
    const clock = this.#parts.clocks.last(code)
    if (clock === undefined) throw new Error(`clock ${code} was never started`)
    return clock
  }

  /** A decision asked of a team, signed by a real person. */
  async signOff(task: string, options: Omit<SignOffOptions, 'within'> = {}): Promise<Decision> {
    const decision = await this.#parts.desk.signOff(task, options)
    if (decision === undefined) throw new Error('a task without a clock cannot be overdue')
    return decision
  }

  /** The same, asked until a clock is over: undefined when it breached before anyone signed. */
  signOffWithin(
    clock: Clock,
    task: string,
    options: Omit<SignOffOptions, 'within'> = {},
  ): Promise<Decision | undefined> {
    return this.#parts.desk.signOff(task, { ...options, within: clock })
  }

  /** Opens an action until it is done once, or its clock is over. */
  action(action: string, options?: ActionOptions): Promise<Act | undefined> {
    return this.#parts.counter.once(action, options)
  }

  /** Opens an action that can be done any number of times until it is closed. */
  offer(action: string, taken: (act: Act) => void, options?: ActionOptions): void {
    this.#parts.counter.open(action, taken, options)
  }

  noLonger(action: string): void {
    this.#parts.counter.close(action)
  }

  /** Slots of this purpose can be booked for the case from now on, or no longer. */
  bookable(purpose: string, open: boolean): void {
    if (open) this.#parts.counter.bookable.add(purpose)
    else this.#parts.counter.bookable.delete(purpose)
  }

  /** Papers and what goes with them, in one breath. */
  issue(codes: string | readonly string[], options?: IssueOptions): Promise<readonly string[]> {
    return this.#parts.papers.issue(typeof codes === 'string' ? [codes] : codes, options)
  }

  /** A paper that is worth nothing once the case is abandoned: revoked then, never deleted. */
  async issueRevocably(code: string, options?: IssueOptions): Promise<string | undefined> {
    const [number] = await this.issue(code, options)
    if (number !== undefined) this.ifAbandoned(() => this.#parts.papers.revoke(number, code))
    return number
  }

  tell(message: string | readonly string[], options?: Omit<IssueOptions, 'tell'>): Promise<readonly string[]> {
    return this.#parts.papers.tell(message, options)
  }

  get steps(): Steps {
    return this.#parts.steps
  }

  /** A rule of the kind, run where the personal data is. */
  async beside(rule: string, data: Facts = {}): Promise<Facts> {
    const { caseId, kind } = this.#parts.input
    const request = { caseId, kind, rule, facts: this.facts, data, at: formatInstant(this.now) }
    return await beside.besideVault(request).catch((failure: unknown) => {
      if (isCancellation(failure)) throw failure
      return patiently.besideVault(request)
    })
  }

  /** The earliest free slots of a purpose that can be shown now. */
  async freeSlots(purpose: string, count: number) {
    const question = { purpose, from: formatInstant(this.now), count }
    return await beside.freeSlots(question).catch((failure: unknown) => {
      if (isCancellation(failure)) throw failure
      return patiently.freeSlots(question)
    })
  }

  /** Waits for an instant of office time: a durable timer. */
  async until(instant: Instant): Promise<void> {
    await this.#parts.agenda.wait(instant, () => false)
  }

  /** Starts work that the way does not wait for; it ends with the case. */
  alongside(work: () => Promise<unknown>): void {
    work().catch(unlessCancelled)
  }

  /** What must be undone when the case is withdrawn, or refused further on; last first. */
  ifAbandoned(undo: () => Promise<unknown>): void {
    this.#undo.push(undo)
  }

  /** What was to be undone is no more: refused, or gone by itself. */
  keep(undo: () => Promise<unknown>): void {
    const index = this.#undo.lastIndexOf(undo)
    if (index >= 0) this.#undo.splice(index, 1)
  }

  /** Undoes what was reserved or ordered, last first, whatever else happens. */
  async undo(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) await undo()
    })
  }

  /** The applicant was silent to the end. */
  async lapse(reasons: readonly Code[] = []): Promise<Closing> {
    await this.issue('lapse-notice', { tell: 'lapsed', reasons })
    return closedAs('lapsed', reasons)
  }

  /** The matter is another body's: which, where, how. */
  async redirect({ reasons, note }: Pick<Decision, 'reasons' | 'note'>): Promise<Closing> {
    await this.issue('redirect-notice', { tell: 'redirected', reasons, note })
    return closedAs('redirected', reasons)
  }
}
