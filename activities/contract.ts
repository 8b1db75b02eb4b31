import type { BatchState } from '../domain/case/batch.ts'
import type { CaseId, Code, PersonId, SealedId } from '../domain/case/codes.ts'
import type { CaseEvent } from '../domain/case/event.ts'
import type { Facts } from '../domain/case/facts.ts'
import type { LocalDate } from '../domain/time/local-date.ts'
import type { PlanActivities } from './plans/contract.ts'
import type { RoundActivities } from './rounds/contract.ts'

/** One paper of an issue: its code and the non-personal values its template needs. */
export type PaperRequest = {
  readonly code: string
  readonly data: Facts
  /** Number of the paper it takes the place of. */
  readonly replaces: string | null
  readonly validUntil: LocalDate | null
  /** What becomes of the papers of the earlier permit or stay that the form names. */
  readonly prior: 'replaced' | 'revoked' | null
}

export type MessageRequest = { readonly code: string; readonly data: Facts }

/** What papers and mails may say of the case, as it stands when they are issued. */
export type CaseAsIssued = {
  readonly receivedOn: LocalDate | null
  readonly facts: Facts
  readonly reasons: readonly Code[]
  readonly clocks: Readonly<
    Record<string, { readonly dueOn: LocalDate | null; readonly dueAt: string | null; readonly provisional: boolean }>
  >
  /** Who examined and who approved, where two signed. */
  readonly signers: readonly { readonly task: string; readonly by: PersonId }[]
  /** An officer's words that were marked to go into the letter. */
  readonly note: SealedId | null
}

export type IssueRequest = {
  readonly caseId: CaseId
  /** Unique in the case: a repeat finds what was issued and sends nothing twice. */
  readonly key: string
  readonly at: string
  readonly papers: readonly PaperRequest[]
  readonly messages: readonly MessageRequest[]
  readonly as: CaseAsIssued
}

export type Issued = {
  readonly documents: readonly { readonly code: string; readonly number: string; readonly verificationCode: string }[]
  readonly messages: readonly {
    readonly id: string
    readonly code: string
    readonly to: 'applicant' | 'agent'
    readonly state: 'queued' | 'sent' | 'refused'
  }[]
}

export type OutsideQuestion = {
  readonly caseId: CaseId
  readonly system: string
  readonly step: string
  /** Makes the Idempotency-Key with case number and step; counts up where a thing is ordered anew on purpose. */
  readonly turn: number
  readonly data: Facts
}

/** What an outside system said: an answer, a refusal that is a fact of the case, or "later". */
export type OutsideAnswer =
  | { readonly how: 'answered'; readonly answer: Facts }
  | { readonly how: 'refused'; readonly refused: Code }
  | { readonly how: 'pending' }

export type BesideVault = {
  readonly caseId: CaseId
  readonly kind: string
  /** Name of the rule in the kind's form (`beside`). */
  readonly rule: string
  readonly facts: Facts
  readonly data: Facts
  readonly at: string
}

/** What was proposed with an act, sealed with it, and is now decided. */
export type Adopt = {
  readonly caseId: CaseId
  readonly kind: string
  readonly action: string
  readonly note: SealedId
  /** The facts before the decision. */
  readonly facts: Facts
  readonly receivedAt: string
}

export type FreeSlotsQuestion = {
  readonly purpose: string
  readonly from: string
  readonly count: number
  /** Whose officer speaks one of these; any officer when not said. */
  readonly languages?: readonly string[]
  /** Slots held for this case are free to it. */
  readonly caseId?: CaseId
}

export type HoldSlots = {
  readonly caseId: CaseId
  readonly purpose: string
  /** The booking they are held instead of. */
  readonly insteadOf: string
  readonly languages: readonly string[]
  readonly at: string
}

type OfBatch = { readonly batch: string }

/** Work over all open cases, page by page; how far it is lies in PostgreSQL. */
export type BatchActivities = {
  /** Tells a page of cases; whether there are more. */
  recalculatePage(request: OfBatch): Promise<boolean>
  /** Tells those again that did not answer; how many still do not. */
  recalculateLeft(request: OfBatch): Promise<number>
  noteBatch(
    request: OfBatch & { readonly state: BatchState; readonly by: PersonId; readonly at: string },
  ): Promise<void>
  finishBatch(request: OfBatch): Promise<void>
}

export type RecurringName = 'begin-absences' | 'reach-calendars' | 'forget-cases' | 'fold-tallies' | 'daily-root'

/** What schedules have done; how much there was to do. */
export type RecurringActivities = { recur(request: { readonly name: RecurringName }): Promise<number> }

/** Everything that touches the world, as the processes see it. Each is safe to repeat. */
export type Activities = RoundActivities &
  PlanActivities &
  BatchActivities &
  RecurringActivities & {
    /** Writes what follows the last event that PostgreSQL has, in one transaction. */
    project(batch: {
      readonly caseId: CaseId
      readonly events: readonly CaseEvent[]
      readonly nextDueAt: string | null
    }): Promise<void>
    /** Papers and messages of one breath: drawn, numbered, stored, queued, and sent if the mail server takes them at once. */
    issueAndTell(request: IssueRequest): Promise<Issued>
    revoke(request: {
      readonly caseId: CaseId
      readonly numbers: readonly string[]
      readonly at: string
    }): Promise<void>
    /** Revokes whatever was issued under the key, even where nobody heard of it any more; returns what that was. */
    revokeIssue(request: {
      readonly caseId: CaseId
      readonly key: string
      readonly at: string
    }): Promise<Issued['documents']>
    /** Sends a queued mail; tried for 24 hours. */
    deliver(request: { readonly messageId: string }): Promise<{ readonly state: 'sent' | 'refused' }>
    markUndelivered(request: { readonly messageId: string; readonly state: 'failed' | 'bounced' }): Promise<void>
    askOutside(question: OutsideQuestion): Promise<OutsideAnswer>
    /** Runs a rule of the kind where the personal data is, and returns codes, numbers and dates. */
    besideVault(request: BesideVault): Promise<Facts>
    /** Writes a change of the form that was proposed and is now decided; returns the facts of the form as it then stands. */
    adopt(request: Adopt): Promise<Facts>
    /** Is anything taken in for this case by `until` still without its answer? */
    onItsWay(request: { readonly caseId: CaseId; readonly until: string }): Promise<boolean>
    freeSlots(
      question: FreeSlotsQuestion,
    ): Promise<readonly { readonly startsAt: string; readonly officer: PersonId }[]>
    /** Holds the earliest free slots for a case that has to book again through no fault of the applicant's. */
    holdSlots(request: HoldSlots): Promise<void>
    releaseBookings(request: {
      readonly caseId: CaseId
    }): Promise<readonly { readonly id: string; readonly purpose: string }[]>
    /** Tells the cases that wait for a slot of these purposes that one was given back. */
    tellSlots(request: {
      readonly by: CaseId
      readonly purposes: readonly string[]
      readonly at: string
    }): Promise<void>
    /** When the draft was last changed. */
    draftChangedAt(request: { readonly caseId: CaseId }): Promise<string>
  }
