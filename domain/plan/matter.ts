import type { CaseId } from '../case/codes.ts'
import type { Status } from '../case/definition.ts'
import type { Outcome } from '../case/outcome.ts'
import type { LocalDate } from '../time/local-date.ts'

/** A step for which a person has to come, of those a plan merges into appointments. */
export type Presence = {
  readonly step: 'biometrics' | 'counter-verification' | 'hand-over' | 'keys'
  /** Why it cannot be done without coming. */
  readonly why:
    | 'biometrics-not-on-file'
    | 'originals-at-counter'
    | 'collected-at-counter'
    | 'collected-at-kiosk'
    | 'parcel-returned'
    | 'keys-in-person'
  readonly doneOn: LocalDate | null
  /** Instant of the appointment that was made for it. */
  readonly slot: string | null
  /** Purpose of the slots by which it can be booked now; null while there are none to choose from. */
  readonly purpose: string | null
}

export type MatterClock = {
  readonly code: string
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
  readonly startedOn: LocalDate
  readonly dueOn: LocalDate | null
  readonly provisional: boolean
}

/** `seen` by somebody of the centre, `given` to it, or `missing`. */
export type PaperState = 'seen' | 'given' | 'missing'

/** A case as a plan knows it: codes, dates and numbers, nothing of the person. */
export type Matter = {
  readonly case: CaseId
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly status: Status
  readonly outcome: Outcome | null
  readonly openedOn: LocalDate
  readonly receivedOn: LocalDate | null
  readonly closedOn: LocalDate | null
  /** In the order in which they come. */
  readonly presence: readonly Presence[]
  readonly clocks: readonly MatterClock[]
  readonly papers: readonly { readonly type: string; readonly state: PaperState }[]
}

export const isClosed = ({ status }: Pick<Matter, 'status'>): boolean => status === 'closed'
