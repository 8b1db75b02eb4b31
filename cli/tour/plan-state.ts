import type { Planned } from '../../domain/plan/make-plan.ts'
import type { DatedChange } from '../../domain/plan/plan-events.ts'
import { fromColumn } from '../../prisma/json-column.ts'

/** A plan of the api as its words take it: it was written from the same values. */
export function planState(view: object): { readonly whole: Planned; readonly changes: readonly DatedChange[] } {
  const whole = fromColumn<Planned & { readonly changes: readonly DatedChange[] }>(view)
  return { whole, changes: whole.changes }
}
