import type { ClockSnapshot } from '../../domain/case/event.ts'
import { judgeClock } from '../../domain/time/clock.ts'
import { type Instant, parseInstant } from '../../domain/time/local-date.ts'
import { clockInputOf, type Tables } from '../../domain/time/stored-clock.ts'

/** When it was done after all, where the record learnt of it only after the breach. */
type Done = { readonly doneAt?: string; readonly late?: number; readonly inTime?: true }

const doneOf = ({ doneAt, late, inTime }: Done): Done => ({
  ...(doneAt === undefined ? {} : { doneAt }),
  ...(late === undefined ? {} : { late }),
  ...(inTime === undefined ? {} : { inTime }),
})

/**
 * A clock as people read it: state, due date and end are what the record says, never compared here; the ledger and what
 * is used up are arithmetic on its rule, its start and what happened to it.
 */
export function clockView(clock: ClockSnapshot, tables: Tables, now: Instant) {
  const asOf = clock.endedAt === null ? now : (parseInstant(clock.endedAt) ?? now)
  const judged = judgeClock({ ...clockInputOf(clock, tables), asOf })
  const { code, run, basis, rule, legalBasis, startedOn, dueOn, dueAt, endedAt, state, provisional } = clock
  const { counted, remaining, ledger } = judged
  return {
    code,
    run,
    basis,
    rule,
    startedAt: clock.start,
    startedOn,
    dueOn,
    dueAt,
    endedAt,
    counted,
    remaining,
    state,
    provisional,
    legalBasis,
    ...doneOf(clock),
    ledger,
  }
}

export type ClockView = ReturnType<typeof clockView>
