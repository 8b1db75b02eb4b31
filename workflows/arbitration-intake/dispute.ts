import type { Facts } from '../../domain/case/facts.ts'
import { type DisputeFacts, isAnyOver, judgeDispute } from '../../domain/kinds/arbitration-intake/rules.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import type { Case, Clock, Decision } from '../kit/index.ts'

export type Intake = Case<DisputeFacts>

/** How a letter was served, and as of when. */
export type Service = { readonly way: string; readonly at: Instant }

/** A party on the other side. */
export type Respondent = {
  readonly index: number
  /** Whether the notice is on its way by a first way. */
  isSent: boolean
  served?: Service
  defence?: Clock
  /** By an officer's record: agrees to mediate. */
  agrees: boolean
}

/** A hearing that was fixed and notified; it stands until another is fixed in its place. */
export type Hearing = {
  readonly at: Instant
  readonly notice: Clock
  readonly document: string | undefined
  isPostponed: boolean
  /** Postponed, told too late, or without a party that joined since. */
  mustMove: boolean
}

/** The proceedings of an accepted dispute: what several parts of the way bring about and wait for. */
export type Dispute = {
  readonly application: Intake
  /** Who found the filing complete, and who accepted it. */
  readonly signed: readonly Decision[]
  readonly acceptedAt: Instant
  readonly award: Clock
  readonly tribunal: Clock
  readonly handover: Clock
  /** Of the respondents still to be sent to. */
  service: Clock
  readonly respondents: Respondent[]
  isTribunalFormed: boolean
  hearing: Hearing | undefined
  /** Counterclaims that are to be decided, or joined. */
  counterclaims: number
  /** Announcements that hold the award's time up. */
  announcements: number
  /** The commission's answer to the acceptance: its docket number, perhaps sealed. */
  docket: Facts
}

export const respondentAt = (index: number): Respondent => ({ index, isSent: false, agrees: false })

export const areAllServed = ({ respondents }: Dispute): boolean =>
  respondents.every(({ served }) => served !== undefined)

/** The proceedings are where the least advanced of their parts is. */
export function showStage(dispute: Dispute): void {
  const stage = !areAllServed(dispute) ? 'service' : dispute.isTribunalFormed ? 'hearing' : 'tribunal'
  dispute.application.stage(stage, 'centre', 'accepted')
}

/** What the rules say of the dispute as it now stands, by the day on which it was received. */
export function judge(application: Intake): void {
  const { facts, track, receivedOn, tables } = application
  const judged = judgeDispute(facts, { track, receivedOn, tables })
  application.learn(judged)
  if (isAnyOver(judged)) application.flag('limitation-over')
}

/** For a part of the way that goes on until another ends it. */
export const never = (): Promise<never> => new Promise(() => undefined)
