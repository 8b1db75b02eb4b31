import { CancellationScope, condition } from '@temporalio/workflow'
import type { FreeSlotsQuestion } from '../../activities/contract.ts'
import type { CaseId, Code, PersonId } from '../../domain/case/codes.ts'
import type { Party, Status } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import type { CalendarTable } from '../../domain/time/calendar.ts'
import { formatInstant, type Instant, type LocalDate, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import type { Appointments } from './appointments.ts'
import { adopt, besideVault, freeSlots } from './beside.ts'
import { nothingOutlivesClosing } from './change.ts'
import type { Clock } from './clock.ts'
import type { ClockOptions, Clocks } from './clocks.ts'
import type { Act, ActionOptions, Counter } from './counter.ts'
import type { Decision, Desk, SignOffOptions } from './desk.ts'
import { unlessCancelled } from './first-of.ts'
import type { CaseInput } from './messages.ts'
import type { IssueOptions, Papers } from './papers.ts'
import type { CaseRecord } from './record.ts'
import type { Shared } from './shared.ts'
import type { Steps } from './steps.ts'

export type CaseParts = {
  readonly input: CaseInput
  readonly record: CaseRecord
  readonly agenda: Agenda
  readonly desk: Desk
  readonly counter: Counter
  readonly steps: Steps
  readonly papers: Papers
  readonly clocks: Clocks
  readonly appointments: Appointments
  readonly shared: Shared
}

/** One running application, as the process that carries out its law sees it. */
export class Case<KindFacts extends Facts = Facts> {
  readonly #parts: CaseParts
  readonly #undo: (() => Promise<unknown>)[] = []
  readonly #owed = new Map<Clock, () => Promise<unknown>>()

  constructor(parts: CaseParts) {
    this.#parts = parts
  }

  get id(): CaseId {
    return this.#parts.input.caseId
  }

  get track(): string {
    return this.#parts.input.track
  }

  /** The facts as they stand: of the form, and of what was found since. */
  get facts(): KindFacts {
    // What `factsOf` of the kind's own form returned, carried through events unchanged.
    // oxlint-disable-next-line typescript/consistent-type-assertions -- what factsOf of the kind's own form returned, carried through events unchanged
    return this.#parts.record.state.facts as KindFacts
  }

  get now(): Instant {
    return this.#parts.record.now()
  }

  /** Instant of `submit`, or the hour of receipt that an officer entered. */
  get receivedAt(): string {
    return this.#parts.record.state.receivedAt ?? formatInstant(this.now)
  }

  /** The day of receipt. */
  get receivedOn(): LocalDate {
    return localDateOf(parseInstant(this.receivedAt) ?? this.now)
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

  /** Whether a clock of this code was ever breached and stands so. */
  isBreached(code: string): boolean {
    return this.#parts.record.state.clocks.some((clock) => clock.code === code && clock.state === 'breached')
  }

  /** Ends the clock of this code that was started last, where one was. */
  met(code: string, at: Instant): void {
    this.#parts.clocks.last(code)?.met(at)
  }

  /** Ends the clock of this code that was started last, where one still runs, as overtaken. */
  cancelled(code: string): void {
    const clock = this.#parts.clocks.last(code)
    if (clock?.isOver === false) clock.cancel()
  }

  /** A clock begins a new run from an instant; what still holds it up goes on doing so. */
  restart(clock: Clock, at: Instant): void {
    this.#parts.clocks.restart(clock, at)
  }

  /** The holiday tables now in force, for dates of the law by which no clock of the case runs. */
  get tables(): readonly CalendarTable[] {
    return this.#parts.clocks.tables()
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

  /** Opens an action that can be done any number of times until it is closed; what it sets going ends with the process. */
  offer(action: string, taken: (act: Act) => unknown, options?: ActionOptions): void {
    const scope = CancellationScope.current()
    const within = (act: Act) => void scope.run(async () => taken(act)).catch(unlessCancelled)
    this.#parts.counter.open(action, within, options)
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
    const { papers } = this.#parts
    const isKept = nothingOutlivesClosing()
    // Before it is asked for: what is called off half-way may be there all the same.
    const key = papers.nextKey()
    if (isKept) this.ifAbandoned(() => papers.revokeIssue(key))
    const [number] = await this.issue(code, options)
    if (number !== undefined && !isKept) this.ifAbandoned(() => this.#parts.papers.revoke(number, code))
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
    return await besideVault(this.#parts.steps, {
      caseId,
      kind,
      rule,
      facts: this.facts,
      data,
      at: formatInstant(this.now),
    })
  }

  /** What was proposed with an act and kept sealed becomes part of the form, now that it was decided so; the facts follow. */
  async adopt({ action, note }: Pick<Act, 'action' | 'note'>): Promise<void> {
    if (note === null) return
    const { caseId, kind } = this.#parts.input
    this.learn(
      await adopt(this.#parts.steps, { caseId, kind, action, note, facts: this.facts, receivedAt: this.receivedAt }),
    )
  }

  /** The earliest free slots of a purpose that can be shown now. */
  async freeSlots(purpose: string, count: number, languages?: FreeSlotsQuestion['languages']) {
    const spoken = languages === undefined ? {} : { languages, caseId: this.#parts.input.caseId }
    return await freeSlots({ purpose, from: formatInstant(this.now), count, ...spoken })
  }

  /** What people have booked in it. */
  get appointments(): Appointments {
    return this.#parts.appointments
  }

  /** Waits for an instant of office time, a durable timer, or until `sooner` holds; true if that came first. */
  until(instant: Instant, sooner: () => boolean = () => false): Promise<boolean> {
    return this.#parts.agenda.wait(instant, sooner)
  }

  /** The last second of the n-th working day after a day, by the tables now in force. */
  endOfWorkingDays(n: number, from: Instant): Instant {
    return this.#parts.clocks.endOfWorkingDays(n, from)
  }

  /** Waits for the last second of the n-th working day after a day, by whatever table is in force by then. */
  workingDaysOver(n: number, from: Instant): Promise<Instant> {
    return this.#parts.clocks.workingDaysOver(n, from)
  }

  /** Waits until something holds that other parts of the case bring about. */
  async when(holds: () => boolean): Promise<void> {
    await condition(holds)
  }

  /** How often it was told that something it shares with other cases has changed. */
  get timesTold(): number {
    return this.#parts.shared.times()
  }

  /** Whether a task of this name is open. */
  isAsked(task: string): boolean {
    return this.#parts.record.state.tasks.some((open) => open.task === task)
  }

  /** Everybody who signed one of these tasks, whenever: the memory that keeps two signatures two people's. */
  signers(...tasks: readonly string[]): readonly PersonId[] {
    const signed = this.#parts.record.state.signatures.filter(({ task }) => tasks.includes(task))
    return signed.flatMap(({ by, insteadOf }) => (insteadOf === null ? [by] : [by, insteadOf]))
  }

  /** Starts work that the way does not wait for; it ends with the case. */
  alongside(work: () => Promise<unknown>): void {
    work().catch(unlessCancelled)
  }

  /** What somebody is still owed by a clock when the case has closed: its workflow stays until that is done. */
  afterClosing(clock: Clock, work: () => Promise<unknown>): void {
    this.#owed.set(clock, work)
  }

  /** Clocks that run on after the closing, and what is owed by them. */
  get owed(): ReadonlyMap<Clock, () => Promise<unknown>> {
    return this.#owed
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

  /** How many steps there are to undo now: what is undone `downTo` it leaves these as they are. */
  get undoable(): number {
    return this.#undo.length
  }

  /** Undoes what was reserved or ordered, last first, whatever else happens. */
  async undo(downTo = 0): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      while (this.#undo.length > downTo) await this.#undo.pop()?.()
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
