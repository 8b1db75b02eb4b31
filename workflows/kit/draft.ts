import type { Activities } from '../../activities/contract.ts'
import {
  addDays,
  at,
  formatInstant,
  type Instant,
  localDateOf,
  localTimeOf,
  parseInstant,
} from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import { askStore } from './ask-store.ts'
import type { Counter } from './counter.ts'
import type { CaseInput } from './messages.ts'
import type { Papers } from './papers.ts'
import type { CaseRecord } from './record.ts'

const ask = askStore<Pick<Activities, 'draftChangedAt'>>()

/** Days after its last change at which a draft is erased, and how long before that its owner is told (A). */
const draftDays = 30
const draftWarningDays = 7

export type DraftParts = {
  readonly input: CaseInput
  readonly record: CaseRecord
  readonly agenda: Agenda
  readonly counter: Counter
  readonly papers: Papers
}

/** A draft waits for its submission; false when it was left alone for thirty days. The day of `submit` is the day of receipt. */
export async function submitted({ input, record, agenda, counter, papers }: DraftParts): Promise<boolean> {
  const state = { received: false }
  const isReceived = () => state.received
  counter.open('submit', ({ at: taken, receivedAt }) => {
    state.received = true
    record.append({
      type: 'submitted',
      data: { receivedAt: receivedAt ?? formatInstant(taken), channel: input.channel },
    })
    counter.close('submit')
  })
  for (let changed = await changedAt(input); ; changed = await changedAt(input)) {
    const end = await untilLeftAlone(changed, isReceived)
    if (end !== 'changed') return end === 'submitted'
  }

  /** Whichever comes first for a draft last changed then: submitted, changed again, or left alone to its end. */
  async function untilLeftAlone(
    changed: Instant,
    isReceived: () => boolean,
  ): Promise<'submitted' | 'changed' | 'expired'> {
    if (await agenda.wait(after(changed, draftDays - draftWarningDays), isReceived)) return 'submitted'
    if ((await changedAt(input)) !== changed) return 'changed'
    await papers.tell('draft-expiring', { data: { dueOn: addDays(localDateOf(changed), draftDays) } })
    if (await agenda.wait(after(changed, draftDays), isReceived)) return 'submitted'
    return (await changedAt(input)) === changed ? 'expired' : 'changed'
  }
}

const after = (instant: Instant, days: number): Instant => at(addDays(localDateOf(instant), days), localTimeOf(instant))

async function changedAt({ caseId, openedAt }: CaseInput): Promise<Instant> {
  const changed = await ask((of) => of.draftChangedAt({ caseId }))
  const instant = parseInstant(changed) ?? parseInstant(openedAt)
  if (instant === undefined) throw new Error('a draft without a date')
  return instant
}
