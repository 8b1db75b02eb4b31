import { condition } from '@temporalio/workflow'
import type { PlanActivities } from '../../activities/plans/contract.ts'
import type { CaseId, PersonId } from '../../domain/case/codes.ts'
import { foldPlan, unmade } from '../../domain/plan/fold-plan.ts'
import type { PlanEvent, PlanEventBody, PlanState } from '../../domain/plan/plan-events.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'
import { askStore } from '../kit/ask-store.ts'
import type { OfficeTime } from '../kit/record.ts'

const ask = askStore<Pick<PlanActivities, 'projectPlan'>>()

type Sent = { seq: number; due: Instant | null }

type Recording = { readonly planId: CaseId; readonly time: OfficeTime; readonly state?: PlanState }

/** The record of a plan: numbered, stamped with office time, folded, and carried to PostgreSQL in order and in batches. */
export function createPlanRecord({ planId, time, state: carriedOn }: Recording) {
  const now: { state: PlanState; outbox: PlanEvent[] } = { state: carriedOn ?? unmade, outbox: [] }
  const sent: Sent = { seq: now.state.lastSeq, due: null }
  let due: Sent['due'] = null

  const hasSomething = (): boolean => now.outbox.length > 0 || due !== sent.due
  async function carryNext(): Promise<void> {
    await condition(hasSomething)
    const events = now.outbox
    const next = due
    now.outbox = []
    const nextDueAt = next === null ? null : formatInstant(next)
    await ask((of) => of.projectPlan({ planId, events, nextDueAt }))
    sent.seq = events.at(-1)?.seq ?? sent.seq
    sent.due = next
  }

  return {
    get state(): PlanState {
      return now.state
    },
    append(body: PlanEventBody, actor: PersonId | null = null): void {
      const event: PlanEvent = { seq: now.state.lastSeq + 1, at: formatInstant(time.now()), actor, ...body }
      now.outbox.push(event)
      now.state = foldPlan(now.state, event)
    },
    /** The office instant of its next timer, projected so that moved time can go from one to the next. */
    due(next: Instant | null): void {
      due = next
    },
    /** The one carrier; runs until the workflow ends. */
    async carry(): Promise<void> {
      for (;;) await carryNext()
    },
    /** Resolves when everything recorded so far can be read. */
    async carried(): Promise<void> {
      const upTo = now.state.lastSeq
      await condition(() => sent.seq >= upTo)
    },
    /** Everything is written and nothing is due. */
    async emptied(): Promise<void> {
      due = null
      await condition(() => !hasSomething() && sent.seq >= now.state.lastSeq)
    },
  }
}
