import { ApplicationFailure } from '@temporalio/common'
import type { Refusal } from '../../domain/case/refusal.ts'

/**
 * Refuses a command from within an Update's validator: nothing enters the history.
 * @throws ApplicationFailure of type `Refusal`, its message the code, its details codes and numbers.
 */
export function unless(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw ApplicationFailure.nonRetryable(refusal.refused, 'Refusal', refusal.detail ?? {})
}
