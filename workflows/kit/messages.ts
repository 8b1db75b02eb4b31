import { defineSignal, defineUpdate } from '@temporalio/workflow'
import type { BatchState } from '../../domain/case/batch.ts'
import type { CaseId, Code, PersonId, SealedId } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import type { RoundAct, RoundState } from '../../domain/kinds/apartment-allocation/round.ts'
import type { PlanAction } from '../../domain/plan/admit-plan-act.ts'
import type { Chosen } from '../../domain/plan/plan-events.ts'
import type { CalendarTable } from '../../domain/time/calendar.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Carried } from './carried.ts'

/** What a case is started with. */
export type CaseInput = {
  readonly caseId: CaseId
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly channel: string
  readonly openedBy: PersonId
  /** Office time of opening, RFC 3339. */
  readonly openedAt: string
  readonly basedOn: CaseId | null
  /** Applicant and agent: none of them ever signs in this case. */
  readonly parties: readonly PersonId[]
  /** Someone acts for the applicant and is told too. */
  readonly hasAgent: boolean
  readonly tables: readonly CalendarTable[]
  /** Office time minus the workflow's own time, in seconds; 0 in production. */
  readonly offsetSeconds: number
  /** Of a run that is not the first: what the one before left it. */
  readonly carried?: Carried
}

/** Who acted, and when that was taken in (office time, RFC 3339): by this instant the act counts. */
export type Taken = { readonly by: PersonId; readonly at: string }

export type ActRequest = Taken & {
  readonly action: string
  readonly data: Facts
  readonly note: SealedId | null
  /** Dotted form paths and material types that the act changes. */
  readonly touched: readonly string[]
  /** The facts of the form as it now stands, where the act changes it. */
  readonly facts: Facts | null
  /** Day and hour that count as receipt where an officer entered them (counter). */
  readonly receivedAt?: string
  readonly flags?: readonly string[]
}

export type DecideRequest = Taken & {
  readonly taskId: string
  readonly outcome: string
  readonly reasons: readonly Code[]
  readonly data: Facts
  readonly note: SealedId | null
  readonly insteadOf: PersonId | null
}

export type HoldRequest = Taken & {
  readonly taskId: string
  readonly to: PersonId
  readonly insteadOf: PersonId | null
}

export type RescueRequest = Taken & {
  readonly stuckId: string
  readonly how: 'retry' | 'resolve' | 'give-up'
  readonly answer: Facts | null
  readonly source: SealedId | null
}

export type ExtendRequest = Taken & { readonly clock: string; readonly days: number; readonly why: SealedId }

export type BookingChange = Taken & {
  readonly change: 'booked' | 'moved' | 'cancelled'
  readonly id: string
  readonly purpose: string
  readonly startsAt: string
  readonly minutes: number
  readonly officer: PersonId
}

/** What was agreed in a call about recording it. */
export type RecordingChange = Taken & {
  readonly change: 'agreed' | 'withdrawn'
  /** The appointment. */
  readonly id: string
  readonly officer: PersonId
}

export type RecalculateRequest = Taken & { readonly table: CalendarTable }

export type ClockMove = { readonly code: string; readonly from: LocalDate | null; readonly to: LocalDate | null }

export type CallBack = {
  readonly system: string
  readonly step: string
  readonly result: Code
  readonly answer: Facts
  /** Office time at which it was taken in. */
  readonly at: string
}

/** The last event that the command caused: reading from it on shows what was done. */
export type Answer = { readonly seq: number }

/** Signs a task off. Refused: see `domain/case/sign-off.ts`. */
export const decide = defineUpdate<Answer, [DecideRequest]>('decide')
/** The applicant, agent or officer does what the case has open for them. */
export const act = defineUpdate<Answer, [ActRequest]>('act')
export const claim = defineUpdate<Answer, [HoldRequest]>('claim')
export const release = defineUpdate<Answer, [HoldRequest]>('release')
export const assign = defineUpdate<Answer, [HoldRequest]>('assign')
/** Takes a stuck step up again: try once more, take the answer obtained by hand, or give it up. */
export const rescue = defineUpdate<Answer, [RescueRequest]>('rescue')
/** Extends a statutory clock, once, before it is due. */
export const extend = defineUpdate<Answer, [ExtendRequest]>('extend')
/** A slot of this case was taken, moved or given back. */
export const booking = defineUpdate<Answer, [BookingChange]>('booking')
/** The applicant agreed in the call that it is recorded, or took that back. */
export const recording = defineUpdate<Answer, [RecordingChange]>('recording')
/** A holiday table came into force: dates move, and whoever was told one is told again. */
export const recalculate = defineUpdate<{ readonly moved: readonly ClockMove[] }, [RecalculateRequest]>('recalculate')

export const calledBack = defineSignal<[CallBack]>('calledBack')
export const mailBounced = defineSignal<[{ readonly messageId: string; readonly at: string }]>('mailBounced')
/** The slots of a purpose changed: rosters, absences, cancellations. */
export const slotsChanged = defineSignal<[{ readonly purpose: string; readonly at?: string }]>('slotsChanged')
/** An officer is away: their open claims go back to the team or to the substitute. */
export const officerAbsent =
  defineSignal<[{ readonly officer: PersonId; readonly substitute: PersonId | null; readonly at: string }]>(
    'officerAbsent',
  )
/**
 * The centre cannot keep an appointment (its officer is away, its day has become a rest day): the slot is gone, the
 * earliest free ones are held for the case until an instant. It never counts as a no-show.
 */
export const appointmentFell =
  defineSignal<
    [
      {
        readonly id: string
        readonly purpose: string
        readonly instead: readonly { readonly startsAt: string; readonly officer: PersonId }[]
        readonly heldUntil: string
        readonly at: string
      },
    ]
  >('appointmentFell')
/** Something that several cases share has changed for this one (a round, an apartment): it looks anew. */
export const sharedChanged = defineSignal<[{ readonly at: string }]>('sharedChanged')

/** What housing officers do with a round; what was said with it lies sealed. */
export type RoundActRequest = Taken & { readonly act: RoundAct; readonly data: SealedId | null }

export const roundAct = defineUpdate<{ readonly state: RoundState }, [RoundActRequest]>('roundAct')
/** Something happened to an offer of the round: it settles. */
export const stirred = defineSignal<[{ readonly at: string }]>('stirred')

/** Work over many cases stands still after the few it is at, until it is resumed. */
export const pauseBatch = defineUpdate<{ readonly state: BatchState }, [Taken]>('pauseBatch')
export const resumeBatch = defineUpdate<{ readonly state: BatchState }, [Taken]>('resumeBatch')

/** What a person does with their plan: matters come in or are taken out, a visit was booked, or they want no plan any more. */
export type PlanActRequest = Taken & {
  readonly act: PlanAction
  /** Those that come in, with the reason; else those that it is about. */
  readonly matters: readonly Chosen[]
  readonly bookings: readonly { readonly case: CaseId; readonly startsAt: string }[]
}

export const planAct = defineUpdate<Answer, [PlanActRequest]>('planAct')
/** A case that the plan follows has another status, date or slot: the plan looks. */
export const matterChanged = defineSignal<[{ readonly at: string }]>('matterChanged')
