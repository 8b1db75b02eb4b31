import { condition, setHandler } from '@temporalio/workflow'
import { actionOf, type Definition, refusalOfShut } from '../../domain/case/definition.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { formatInstant, type Instant, parseInstant } from '../../domain/time/local-date.ts'
import type { Clock } from './clock.ts'
import { type ActRequest, act, type BookingChange, booking, recording } from './messages.ts'
import type { CaseRecord } from './record.ts'
import { unless } from './refused.ts'

/** Something the applicant, agent or officer did. */
export type Act = Omit<ActRequest, 'at'> & { readonly at: Instant }

export type ActionOptions = {
  readonly within?: Clock
  readonly until?: Instant
  readonly admit?: (request: ActRequest) => Refusal | undefined
}

type Opened = { readonly options: ActionOptions; readonly taken: (act: Act) => void }

/** The applicant's side of a case: what can be done now is open, and is taken by whoever does it. */
export function createCounter(definition: Definition, record: CaseRecord) {
  const opened = new Map<string, Opened>()

  /** Opens an action for as long as it is not closed; each time it is done, `taken` is told. */
  const open = (action: string, taken: (act: Act) => void, options: ActionOptions = {}): void => {
    const by = actionOf(definition, action)?.by ?? 'applicant'
    const until = options.until ?? options.within?.result().dueAt ?? null
    opened.set(action, { options, taken })
    record.append({ type: 'action-opened', data: { action, by, until: until === null ? null : formatInstant(until) } })
  }

  const close = (action: string): void => {
    if (!opened.delete(action)) return
    if (record.state.actions.some((open) => open.action === action))
      record.append({ type: 'action-closed', data: { action } })
  }

  /** Opens an action, waits until it is done once or its clock is over, and closes it. */
  async function once(action: string, options: ActionOptions = {}): Promise<Act | undefined> {
    const done: { act?: Act } = {}
    open(
      action,
      (act) => {
        done.act ??= act
        close(action)
      },
      options,
    )
    try {
      await condition(() => done.act !== undefined || options.within?.isBreached === true)
      return done.act
    } finally {
      close(action)
    }
  }

  setHandler(
    act,
    async (request) => {
      const at = parseInstant(request.at) ?? record.now()
      record.takeIn(at)
      const { action, data, note, by } = request
      record.append({ type: 'acted', data: { action, data, note } }, { actor: by })
      if (request.facts !== null)
        record.append({ type: 'facts-changed', data: { facts: request.facts } }, { actor: by })
      for (const flag of request.flags ?? []) record.append({ type: 'flag-raised', data: { flag } })
      opened.get(action)?.taken({ ...request, at })
      await record.carried()
      return { seq: record.seq }
    },
    {
      validator: (request) => {
        const open = opened.get(request.action)
        unless(
          open === undefined ? refusalOfShut(definition, request.action, record.state) : open.options.admit?.(request),
        )
      },
    },
  )

  setHandler(
    booking,
    async (change) => {
      record.takeIn(parseInstant(change.at) ?? record.now())
      recordBooking(record, change)
      await record.carried()
      return { seq: record.seq }
    },
    {
      validator: ({ change, purpose }) =>
        unless(change === 'cancelled' || bookable.has(purpose) ? undefined : refuse('not-open')),
    },
  )

  setHandler(
    recording,
    async ({ change, id, officer, by, at }) => {
      record.takeIn(parseInstant(at) ?? record.now())
      if (change === 'agreed') record.append({ type: 'recording-agreed', data: { id, officer } }, { actor: by })
      else record.append({ type: 'recording-withdrawn', data: { id } }, { actor: by })
      await record.carried()
      return { seq: record.seq }
    },
    {
      validator: ({ id }) =>
        unless(record.state.bookings.some((known) => known.id === id) ? undefined : refuse('not-open')),
    },
  )

  const bookable = new Set<string>()

  return { open, close, once, bookable }
}

export type Counter = ReturnType<typeof createCounter>

function recordBooking(
  record: CaseRecord,
  { change, id, purpose, startsAt, minutes, officer, by }: BookingChange,
): void {
  const slot = { id, purpose, startsAt, minutes, officer }
  if (change === 'cancelled') record.append({ type: 'slot-cancelled', data: { id, purpose } }, { actor: by })
  else record.append({ type: change === 'booked' ? 'slot-booked' : 'slot-moved', data: slot }, { actor: by })
}
