import type { Code, PersonId } from './codes.ts'
import type { Party, Status } from './definition.ts'
import type { ClockSnapshot } from './event.ts'
import type { Facts } from './facts.ts'
import type { Outcome } from './outcome.ts'

export type OpenTask = {
  readonly id: string
  readonly task: string
  readonly team: string
  readonly assignee: PersonId | null
  /** Whom the assignee stands in for, when a substitute. */
  readonly insteadOf: PersonId | null
  readonly outcomes: readonly string[]
  readonly notBy: readonly PersonId[]
  readonly targetClock: string | null
  readonly targetAt: string | null
  readonly openedAt: string
  readonly about: Facts
}

export type OpenAction = {
  readonly action: string
  readonly by: 'applicant' | 'officer'
  readonly until: string | null
}

export type IssuedDocument = {
  readonly number: string
  readonly code: string
  readonly state: 'in-force' | 'replaced' | 'revoked'
  readonly issuedAt: string
  readonly verificationCode: string
}

export type Booking = {
  readonly id: string
  readonly purpose: string
  readonly startsAt: string
  readonly minutes: number
  readonly officer: PersonId
  /** The centre cannot keep it: to be moved to one of these slots, held until an instant, or to any other. */
  readonly lost?: { readonly instead: readonly string[]; readonly heldUntil: string }
}

export type SentMessage = {
  readonly id: string
  readonly code: string
  readonly to: 'applicant' | 'agent'
  readonly state: 'queued' | 'sent' | 'refused' | 'bounced' | 'failed'
  readonly at: string
}

export type StuckStep = {
  readonly id: string
  readonly system: string
  readonly step: string
  readonly cause: string
  readonly since: string
}

/** A case as its events tell it: what everybody who looks at it is shown a part of. */
export type CaseState = {
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly channel: string
  readonly status: Status
  readonly stage: string
  readonly waitingFor: Party | null
  readonly outcome: Outcome | null
  readonly reasons: readonly Code[]
  readonly openedAt: string
  readonly receivedAt: string | null
  readonly closedAt: string | null
  readonly basedOn: string | null
  readonly flags: readonly string[]
  readonly facts: Facts
  readonly actions: readonly OpenAction[]
  readonly clocks: readonly ClockSnapshot[]
  readonly tasks: readonly OpenTask[]
  readonly documents: readonly IssuedDocument[]
  readonly messages: readonly SentMessage[]
  readonly corrections: readonly {
    readonly reasons: readonly Code[]
    readonly askedAt: string
    readonly answeredAt: string | null
  }[]
  readonly bookings: readonly Booking[]
  readonly stuck: readonly StuckStep[]
  /** Who signed what, in order: the memory that keeps two signatures two people's. */
  readonly signatures: readonly {
    readonly task: string
    readonly outcome: string
    readonly by: PersonId
    readonly insteadOf: PersonId | null
    readonly at: string
  }[]
}
