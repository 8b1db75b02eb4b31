import { condition } from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.ts'
import type { CaseState } from '../../domain/case/case-view.ts'
import type { CaseId, PersonId } from '../../domain/case/codes.ts'
import type { CaseEvent, EventBody } from '../../domain/case/event.ts'
import { fold, unopened } from '../../domain/case/fold.ts'
import { formatInstant, type Instant, instantFromMillis } from '../../domain/time/local-date.ts'
import { askStore } from './ask-store.ts'
import type { Carried } from './carried.ts'

/** A local activity that waited for the database would hold the workflow task open: the ordinary one waits instead. */
const ask = askStore<Pick<Activities, 'project'>>()

/**
 * Office time in a workflow: its own time and an offset. What it was told bears the instant at which that was taken in,
 * and from then on it is no earlier here, even where its own time (accelerated) has yet to be brought there.
 */
export function createOfficeTime(offsetSeconds: number) {
  const offsetMillis = offsetSeconds * 1000
  const known: { act?: { readonly instant: Instant; readonly activation: number }; latest?: Instant } = {}
  return {
    now(): Instant {
      const own = Date.now()
      if (known.act?.activation === own) return known.act.instant
      const now = instantFromMillis(own + offsetMillis)
      return known.latest !== undefined && known.latest > now ? known.latest : now
    },
    takeIn(at: Instant): void {
      known.act = { instant: at, activation: Date.now() }
      if (known.latest === undefined || at > known.latest) known.latest = at
    },
    millisUntil: (at: Instant): number => Math.max(0, at * 1000 - (Date.now() + offsetMillis)),
  }
}

export type OfficeTime = ReturnType<typeof createOfficeTime>

/**
 * The record of a case: what happened, numbered and stamped with office time, folded into the state the process decides
 * by, and carried to PostgreSQL in order and in batches.
 */
export class CaseRecord {
  readonly #caseId: CaseId
  #state: CaseState = unopened
  #seq = 0
  #outbox: CaseEvent[] = []
  #carried = 0
  #nextDueAt: Instant | null = null
  #nextDueCarried: Instant | null = null
  readonly #time: OfficeTime

  constructor(caseId: CaseId, offsetSeconds: number, carried?: Pick<Carried, 'state' | 'seq'>) {
    this.#caseId = caseId
    this.#time = createOfficeTime(offsetSeconds)
    if (carried === undefined) return
    this.#state = carried.state
    this.#seq = carried.seq
    this.#carried = carried.seq
  }

  get state(): CaseState {
    return this.#state
  }

  get seq(): number {
    return this.#seq
  }

  /** Office time: that of the act being handled, else the workflow's own time and the case's offset. */
  now(): Instant {
    return this.#time.now()
  }

  /** What follows in this activation counts by the instant at which the act was taken in. */
  takeIn(at: Instant): void {
    this.#time.takeIn(at)
  }

  /** Milliseconds of the workflow's own time until an instant of office time; never negative. */
  millisUntil(at: Instant): number {
    return this.#time.millisUntil(at)
  }

  append(body: EventBody, by: { readonly actor?: PersonId; readonly at?: Instant } = {}): void {
    this.#seq += 1
    const event: CaseEvent = {
      seq: this.#seq,
      at: formatInstant(by.at ?? this.now()),
      actor: by.actor ?? null,
      ...body,
    }
    this.#outbox.push(event)
    this.#state = fold(this.#state, event)
  }

  /** The office instant of the case's next timer, projected so that moved time can go from one to the next. */
  due(next: Instant | null): void {
    this.#nextDueAt = next
  }

  /** Resolves when everything recorded so far can be read. */
  async carried(): Promise<void> {
    const upTo = this.#seq
    await condition(() => this.#carried >= upTo)
  }

  get #somethingToCarry(): boolean {
    return this.#outbox.length > 0 || this.#nextDueAt !== this.#nextDueCarried
  }

  /** The one carrier of the case; runs until the workflow ends. */
  async carry(): Promise<void> {
    for (;;) {
      await condition(() => this.#somethingToCarry)
      const events = this.#outbox
      this.#outbox = []
      const nextDueAt = this.#nextDueAt
      const due = nextDueAt === null ? null : formatInstant(nextDueAt)
      await ask((of) => of.project({ caseId: this.#caseId, events, nextDueAt: due }))
      this.#carried = events.at(-1)?.seq ?? this.#carried
      this.#nextDueCarried = nextDueAt
    }
  }

  /** Everything is written. */
  get isCarried(): boolean {
    return !this.#somethingToCarry && this.#carried >= this.#seq
  }

  /** Everything is written and nothing is due any more: the workflow may return. */
  async emptied(): Promise<void> {
    this.due(null)
    await condition(() => this.isCarried)
  }
}
