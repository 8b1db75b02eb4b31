import type { CaseId } from '../../domain/case/codes.ts'
import type { Planned } from '../../domain/plan/make-plan.ts'
import type { DatedChange, PlanEvent } from '../../domain/plan/plan-events.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'

type OfPlan = { readonly planId: CaseId; readonly at: string }

export type PlanLook = OfPlan & {
  readonly matters: readonly CaseId[]
  readonly isRegistered: boolean
}

export type PlanIssue = OfPlan & {
  /** Unique in the plan: a repeat finds what was issued. */
  readonly key: string
  readonly plan: Planned
  /** What the successor says is new; the message tells the same. */
  readonly changes: readonly DatedChange[]
  readonly replaces: string | null
  readonly tell: boolean
}

export type PlanIssued = {
  readonly document: { readonly number: string; readonly verificationCode: string }
  readonly messages: readonly { readonly id: string; readonly state: 'queued' | 'sent' | 'refused' }[]
}

/** What a plan asks of the world. Each is safe to repeat. */
export type PlanActivities = {
  /** Writes what follows the last event of the plan that PostgreSQL has, in one transaction. */
  projectPlan(batch: {
    readonly planId: CaseId
    readonly events: readonly PlanEvent[]
    readonly nextDueAt: string | null
  }): Promise<void>
  /** Lets the matters share their papers, and works the plan out as they stand now. */
  lookAtMatters(request: PlanLook): Promise<Planned>
  /** Whether the accommodation register knows a stay of the person; null where it matters to none of these or nobody answers. */
  askRegister(request: OfPlan & { readonly matters: readonly CaseId[]; readonly turn: number }): Promise<{
    readonly registered: boolean | null
    readonly since: LocalDate | null
  }>
  issuePlan(request: PlanIssue): Promise<PlanIssued>
}
