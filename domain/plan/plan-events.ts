import type { CaseId, PersonId } from '../case/codes.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Change } from './compare-plans.ts'
import type { Planned } from './make-plan.ts'

/** A matter as it came into the plan: proposed for a reason, or chosen by the person. */
export type Chosen = { readonly case: CaseId; readonly reason: string }

/** What a line of a plan's record can say, by its type; always in the past tense. */
export type PlanEventData = {
  readonly made: { readonly number: string; readonly matters: readonly Chosen[] }
  readonly 'matters-added': { readonly matters: readonly Chosen[] }
  readonly 'matters-dropped': { readonly matters: readonly CaseId[] }
  readonly 'visit-booked': { readonly bookings: readonly { readonly case: CaseId; readonly startsAt: string }[] }
  /** What the accommodation register said; null: it has not answered. */
  readonly 'register-answered': { readonly registered: boolean | null; readonly since: LocalDate | null }
  /** Worked out anew; `asked` where the person's own act made it so. */
  readonly replanned: { readonly plan: Planned; readonly changes: readonly Change[]; readonly asked: boolean }
  readonly 'document-issued': {
    readonly code: string
    readonly number: string
    readonly verificationCode: string
    readonly replaces: string | null
  }
  /** The person was told of the changes up to this line of the record. */
  readonly told: { readonly upTo: number; readonly messages: readonly string[] }
  readonly withdrawn: { readonly withdrawing: readonly CaseId[] }
  readonly done: { readonly why: 'all-closed' | 'withdrawn' }
}

export type PlanEventType = keyof PlanEventData

export type PlanEventBody = {
  readonly [Type in PlanEventType]: { readonly type: Type; readonly data: PlanEventData[Type] }
}[PlanEventType]

/** One line of a plan's record; append-only, gapless from 1, in office time. */
export type PlanEvent = { readonly seq: number; readonly at: string; readonly actor: PersonId | null } & PlanEventBody

export type DatedChange = Change & { readonly at: string }

/** A plan as its events tell it. */
export type PlanState = {
  readonly number: string
  readonly status: 'open' | 'done'
  readonly madeAt: string
  readonly closedAt: string | null
  readonly isWithdrawn: boolean
  readonly matters: readonly Chosen[]
  readonly plan: Planned
  /** What has changed, the newest last. */
  readonly changes: readonly DatedChange[]
  /** Changes that the person has not made themselves and has not been told of. */
  readonly untold: readonly DatedChange[]
  readonly lastToldOn: LocalDate | null
  readonly registered: { readonly answer: boolean | null; readonly since: LocalDate | null }
  readonly document: { readonly number: string; readonly verificationCode: string } | null
  readonly lastSeq: number
}
