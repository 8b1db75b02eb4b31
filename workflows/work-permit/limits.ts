import type { PermitFacts } from '../../domain/kinds/work-permit/rules.ts'
import type { Case, Clock, Decision } from '../kit/index.ts'

export type Permit = Case<PermitFacts>

/** The clocks that run beside each other from acceptance on: the centre's promise and the law's limit. */
export type Limits = {
  readonly promise: Clock
  /** A replacement decides nothing anew: its registration stands. */
  readonly decision: Clock | undefined
  /** Who found the papers complete; nobody, where the law did. */
  readonly checkedBy: Decision | undefined
}

/** Both clocks, for what stops or ends them alike. */
export const both = ({ promise, decision }: Limits): readonly Clock[] =>
  decision === undefined ? [promise] : [promise, decision]
