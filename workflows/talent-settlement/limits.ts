import type { SettlementFacts } from '../../domain/kinds/talent-settlement/rules.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import type { Case, Clock, Decision } from '../kit/index.ts'

export type Settlement = Case<SettlementFacts>

/** The clocks that run beside each other from acceptance on: the centre's promise and the law's limit. */
export type Limits = { readonly promise: Clock; readonly decision: Clock }

export const both = ({ promise, decision }: Limits): readonly Clock[] => [promise, decision]

export const pause = (limits: Limits, reason: string, at: Instant): void => {
  for (const clock of both(limits)) clock.pause(reason, at)
}

export const resume = (limits: Limits, reason: string, at: Instant): void => {
  for (const clock of both(limits)) clock.resume(reason, at)
}

export const met = (limits: Limits, at: Instant): void => {
  for (const clock of both(limits)) clock.met(at)
}

/** A decision of two: who examined, who approved. */
export type Approval = Decision & { readonly examinedBy: Decision }

/** Who examined and who approved, as papers name them. */
export const signatures = ({ examinedBy, by }: Approval) => [
  { task: 'examine', by: examinedBy.by },
  { task: 'approve', by },
]
