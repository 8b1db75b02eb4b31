import type { ClockEvent, ClockRule } from '../time/clock.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Code, PersonId, SealedId } from './codes.ts'
import type { Party, Status } from './definition.ts'
import type { Facts } from './facts.ts'
import type { Outcome } from './outcome.ts'

/** A clock as it stands after an event; `ledger` and what is left are arithmetic on `rule`, `start` and `events`. */
export type ClockSnapshot = {
  readonly code: string
  /** Counts from 1: a clock of the same code started again is another. */
  readonly run: number
  readonly basis: 'promise' | 'statutory'
  readonly rule: ClockRule
  readonly legalBasis: string
  readonly start: string
  readonly startedOn: LocalDate
  readonly dueOn: LocalDate | null
  readonly dueAt: string | null
  readonly endedAt: string | null
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
  readonly provisional: boolean
  /** Names of the tables in force when it started; later ones are among the events. */
  readonly tables: readonly string[]
  readonly events: readonly StoredClockEvent[]
  readonly cap?: string
  /** Counted units after the due date at which the act came, when it came late. */
  readonly late?: number
}

/** A clock's event with its instant as text and a table by its name. */
export type StoredClockEvent = { readonly at: string; readonly type: ClockEvent['type'] } & Readonly<
  Record<string, string | number>
>

type Of<Type extends string, Data> = { readonly type: Type; readonly data: Data }
type TaskRef = { readonly id: string; readonly task: string }
type ClockData = { readonly code: string; readonly clock: ClockSnapshot }
type MessageRef = { readonly id: string; readonly code: string; readonly to: 'applicant' | 'agent' }
type BookingRef = {
  readonly id: string
  readonly purpose: string
  readonly startsAt: string
  readonly minutes: number
  readonly officer: PersonId
}

/** What a line of a record can say; always in the past tense. */
export type EventBody =
  | Of<
      'drafted',
      {
        readonly number: string
        readonly kind: string
        readonly track: string
        readonly channel: string
        readonly basedOn: string | null
        readonly tables: readonly string[]
      }
    >
  | Of<'submitted', { readonly receivedAt: string; readonly channel: string }>
  | Of<'facts-changed', { readonly facts: Facts }>
  | Of<'flag-raised', { readonly flag: string }>
  | Of<'moved', { readonly status: Status; readonly stage: string; readonly waitingFor: Party | null }>
  | Of<
      'task-opened',
      TaskRef & {
        readonly team: string
        readonly outcomes: readonly string[]
        readonly notBy: readonly PersonId[]
        readonly targetClock: string | null
        readonly targetAt: string | null
        readonly assignee: PersonId | null
        readonly about?: Facts
      }
    >
  | Of<'task-claimed', TaskRef & { readonly assignee: PersonId }>
  | Of<'task-released', TaskRef>
  | Of<'task-assigned', TaskRef & { readonly assignee: PersonId; readonly insteadOf: PersonId | null }>
  | Of<'task-outcomes-changed', TaskRef & { readonly outcomes: readonly string[] }>
  | Of<
      'decided',
      TaskRef & {
        readonly outcome: string
        readonly reasons: readonly Code[]
        readonly by: PersonId
        readonly insteadOf: PersonId | null
        readonly note: SealedId | null
        readonly data: Facts
      }
    >
  | Of<'task-closed', TaskRef & { readonly why: 'superseded' | 'cancelled' }>
  | Of<'action-opened', { readonly action: string; readonly by: 'applicant' | 'officer'; readonly until: string | null }>
  | Of<'action-closed', { readonly action: string }>
  | Of<'acted', { readonly action: string; readonly data: Facts; readonly note: SealedId | null }>
  | Of<'corrections-asked', { readonly reasons: readonly Code[]; readonly note: SealedId | null }>
  | Of<'corrections-supplied', { readonly touched: readonly string[] }>
  | Of<'clock-started' | 'clock-paused' | 'clock-resumed' | 'clock-extended' | 'clock-met', ClockData>
  | Of<'clock-breached' | 'clock-cancelled', ClockData>
  | Of<'clock-moved', ClockData & { readonly from: LocalDate | null; readonly to: LocalDate | null }>
  | Of<'clock-warned', { readonly code: string; readonly warning: 'third' | 'last-day' }>
  | Of<'deemed-accepted', { readonly on: LocalDate }>
  | Of<
      'document-issued',
      {
        readonly code: string
        readonly number: string
        readonly verificationCode: string
        readonly replaces: string | null
      }
    >
  | Of<'document-revoked', { readonly code: string; readonly number: string }>
  | Of<'message-queued' | 'message-sent' | 'message-refused' | 'message-bounced' | 'message-failed', MessageRef>
  | Of<'step-answered', { readonly system: string; readonly step: string; readonly answer: Facts }>
  | Of<'step-stuck', { readonly id: string; readonly system: string; readonly step: string; readonly cause: string }>
  | Of<
      'step-rescued',
      { readonly id: string; readonly system: string; readonly step: string; readonly how: string; readonly source: SealedId | null }
    >
  | Of<'call-back-received', { readonly system: string; readonly result: string; readonly answer: Facts }>
  | Of<'late-answer-received', { readonly system: string; readonly result: string }>
  | Of<'slot-booked', BookingRef>
  | Of<'slot-moved', BookingRef>
  | Of<'slot-cancelled', { readonly id: string; readonly purpose: string }>
  | Of<'reminded', { readonly what: string }>
  | Of<'closed', { readonly outcome: Outcome; readonly reasons: readonly Code[] }>

export type EventType = EventBody['type']

/** One line of a case's record; append-only, gapless from 1. `at` is office time; `actor` null when nobody acted but the law. */
export type CaseEvent = { readonly seq: number; readonly at: string; readonly actor: PersonId | null } & EventBody
