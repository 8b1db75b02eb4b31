import type { CaseId, Code, PersonId, SealedId } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import type { RoundAct, RoundStanding, RoundState } from '../../domain/kinds/apartment-allocation/round.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'

/** An apartment as it is offered. */
export type Dwelling = { readonly lot: Code | null; readonly apartment: Code; readonly rentFen: number }

/** How an application fared at one lot, as the draw explained it. */
export type Standing = Facts & { readonly lot: Code; readonly status: Code; readonly place?: number }

/** Where an application stands in its round. */
export type Place = {
  readonly round: Code
  readonly roundState: RoundState
  readonly state: 'entered' | 'eligible' | 'withdrawn' | 'waiting' | 'offered' | 'accepted' | 'gone'
  /** Counts up with each change. */
  readonly version: number
  readonly dwelling: Dwelling | null
  /** From when the offer's clock runs; it runs on when only the apartment changed. */
  readonly offeredAt: string | null
  /** Why they stand where they stand, lot by lot, as the draw explained it. */
  readonly explanation: readonly Standing[]
}

type OfCase = { readonly caseId: CaseId; readonly at: string }

/** What an officer does with a round, or what its own time does. */
export type RoundRequest = {
  readonly round: Code
  /** `opened` at its instant; `told` when everybody knows how it was drawn. */
  readonly act: RoundAct | 'opened' | 'told'
  readonly by: PersonId | null
  readonly at: string
  /** Counts the acts: a repeat finds what the first one did. */
  readonly turn: number
  /** What was said with it, sealed. */
  readonly data: SealedId | null
}

export type RoundOutcome = { readonly refused: string } | { readonly standing: RoundStanding }

/** What the processes ask of rounds and apartments, which they share. Each is safe to repeat. */
export type RoundActivities = {
  /** Enters what was found eligible in the list; false when the round is no longer open to it. */
  enterInRound(request: { readonly caseId: CaseId; readonly on: LocalDate }): Promise<boolean>
  placeInRound(request: { readonly caseId: CaseId }): Promise<Place>
  acceptOffer(request: OfCase & { readonly apartment: Code }): Promise<'accepted' | 'changed' | 'unsettled'>
  /** Leaves the round, or gives up an apartment chosen outside any; what was held is free. */
  giveUp(request: OfCase & { readonly type: 'decline' | 'lapse' | 'withdraw' }): Promise<void>
  /** What was chosen becomes the case's offer, if nobody else has it by now. */
  offerChosen(request: OfCase & { readonly apartment: Code }): Promise<boolean>
  /** The new end of the hold; null when it is over or was prolonged before. */
  prolongHold(request: OfCase): Promise<string | null>
  letApartment(request: OfCase & { readonly apartment: Code; readonly until: LocalDate }): Promise<void>
  /** An apartment cannot be moved into: it drops out. */
  dropApartment(request: OfCase & { readonly apartment: Code }): Promise<void>

  carryOut(request: RoundRequest): Promise<RoundOutcome>
  /** Settles what happened to offers; how many moved. */
  settleRound(request: { readonly round: Code; readonly at: string }): Promise<number>
  /** Tells a page of cases that something changed for them; the last one told, or null when there are no more. */
  tellPage(request: { readonly round: Code; readonly after: string; readonly at: string }): Promise<string | null>
  /** Issues the public record of the draw; its number. */
  issueDrawRecord(request: { readonly round: Code; readonly at: string }): Promise<string>
}
