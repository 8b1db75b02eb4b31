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
  /** When what it waited for was done, where the record learnt of it only after the breach. */
  readonly doneAt?: string
  /** Counted units after the due date at which that was done. */
  readonly late?: number
  /** Done by the due instant after all: the breach was recorded before that was known. */
  readonly inTime?: true
}

/** A clock's event with its instant as text and a table by its name. */
export type StoredClockEvent = { readonly at: string; readonly type: ClockEvent['type'] } & Readonly<
  Record<string, string | number>
>

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

/** What a line of a record can say, by its type; always in the past tense. */
export type EventData = {
  readonly drafted: {
    readonly number: string
    readonly kind: string
    readonly track: string
    readonly channel: string
    readonly basedOn: string | null
    readonly tables: readonly string[]
  }
  readonly submitted: { readonly receivedAt: string; readonly channel: string }
  readonly 'facts-changed': { readonly facts: Facts }
  readonly 'flag-raised': { readonly flag: string }
  readonly moved: { readonly status: Status; readonly stage: string; readonly waitingFor: Party | null }
  readonly 'task-opened': TaskRef & {
    readonly team: string
    readonly outcomes: readonly string[]
    readonly notBy: readonly PersonId[]
    readonly targetClock: string | null
    readonly targetAt: string | null
    readonly assignee: PersonId | null
    readonly about?: Facts
  }
  readonly 'task-claimed': TaskRef & { readonly assignee: PersonId }
  readonly 'task-released': TaskRef
  readonly 'task-assigned': TaskRef & { readonly assignee: PersonId; readonly insteadOf: PersonId | null }
  readonly 'task-outcomes-changed': TaskRef & { readonly outcomes: readonly string[] }
  readonly decided: TaskRef & {
    readonly outcome: string
    readonly reasons: readonly Code[]
    readonly by: PersonId
    readonly insteadOf: PersonId | null
    readonly note: SealedId | null
    readonly data: Facts
  }
  readonly 'task-closed': TaskRef & { readonly why: 'superseded' | 'cancelled' }
  readonly 'action-opened': {
    readonly action: string
    readonly by: 'applicant' | 'officer'
    readonly until: string | null
  }
  readonly 'action-closed': { readonly action: string }
  readonly acted: { readonly action: string; readonly data: Facts; readonly note: SealedId | null }
  readonly 'corrections-asked': { readonly reasons: readonly Code[]; readonly note: SealedId | null }
  readonly 'corrections-supplied': { readonly touched: readonly string[] }
  readonly 'clock-started': ClockData
  readonly 'clock-paused': ClockData
  readonly 'clock-resumed': ClockData
  readonly 'clock-extended': ClockData
  readonly 'clock-met': ClockData
  readonly 'clock-breached': ClockData
  readonly 'clock-cancelled': ClockData
  /** What a breached clock waited for was done late, or in time and learnt of late. */
  readonly 'clock-done-late': ClockData
  readonly 'clock-moved': ClockData & { readonly from: LocalDate | null; readonly to: LocalDate | null }
  readonly 'clock-warned': { readonly code: string; readonly warning: 'third' | 'last-day' }
  readonly 'deemed-accepted': { readonly on: LocalDate }
  readonly 'document-issued': {
    readonly code: string
    readonly number: string
    readonly verificationCode: string
    readonly replaces: string | null
  }
  readonly 'document-revoked': { readonly code: string; readonly number: string }
  readonly 'message-queued': MessageRef
  readonly 'message-sent': MessageRef
  readonly 'message-refused': MessageRef
  readonly 'message-bounced': MessageRef
  readonly 'message-failed': MessageRef
  readonly 'step-answered': { readonly system: string; readonly step: string; readonly answer: Facts }
  readonly 'step-stuck': { readonly id: string; readonly system: string; readonly step: string; readonly cause: string }
  readonly 'step-rescued': {
    readonly id: string
    readonly system: string
    readonly step: string
    readonly how: string
    readonly source: SealedId | null
  }
  readonly 'call-back-received': { readonly system: string; readonly result: string; readonly answer: Facts }
  readonly 'late-answer-received': { readonly system: string; readonly result: string }
  readonly 'slot-booked': BookingRef
  readonly 'slot-moved': BookingRef
  readonly 'slot-cancelled': { readonly id: string; readonly purpose: string }
  /** The centre cannot keep the appointment: the earliest free slots are held instead, until an instant. */
  readonly 'slot-lost': {
    readonly id: string
    readonly purpose: string
    readonly instead: readonly string[]
    readonly heldUntil: string
  }
  /** The hour of the appointment is over: kept, missed by the applicant, or failed through nobody's fault. */
  readonly 'slot-used': { readonly id: string; readonly purpose: string; readonly how: 'kept' | 'missed' | 'failed' }
  /** In the call the applicant agreed to what the officer had asked: that it is recorded; or took it back. */
  readonly 'recording-agreed': { readonly id: string; readonly officer: PersonId }
  readonly 'recording-withdrawn': { readonly id: string }
  readonly reminded: { readonly what: string }
  readonly closed: { readonly outcome: Outcome; readonly reasons: readonly Code[] }
}

export type EventType = keyof EventData

export type EventOf<Type extends EventType> = {
  readonly [Each in Type]: { readonly type: Each; readonly data: EventData[Each] }
}[Type]

export type EventBody = EventOf<EventType>

/** One line of a case's record; append-only, gapless from 1. `at` is office time; `actor` null when nobody acted but the law. */
export type CaseEvent = { readonly seq: number; readonly at: string; readonly actor: PersonId | null } & EventBody
