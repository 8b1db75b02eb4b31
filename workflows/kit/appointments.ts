import { condition, patched, setHandler } from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.ts'
import type { Booking } from '../../domain/case/case-view.ts'
import { type CaseId, code } from '../../domain/case/codes.ts'
import type { Definition } from '../../domain/case/definition.ts'
import type { EventData } from '../../domain/case/event.ts'
import { formatInstant, instantOf, parseInstant } from '../../domain/time/local-date.ts'
import { type Agenda, regardless } from './agenda.ts'
import { askStore } from './ask-store.ts'
import { firstOf } from './first-of.ts'
import { appointmentFell, slotsChanged } from './messages.ts'
import type { Papers } from './papers.ts'
import type { CaseRecord } from './record.ts'

const ask = askStore<Pick<Activities, 'holdSlots' | 'releaseBookings' | 'tellSlots'>>()

/** Told to the applicant when the centre cannot keep an appointment, by the kinds that have this message. */
const movedMessage = 'appointment-moved'

export type AppointmentsParts = {
  readonly caseId: CaseId
  readonly definition: Definition
  readonly record: CaseRecord
  readonly agenda: Agenda
  readonly papers: Papers
}

/** The appointments of a case: people book, move and cancel them by commands; here its process waits for them and lives with what becomes of them. */
export function createAppointments({ caseId, definition, record, agenda, papers }: AppointmentsParts) {
  const changed = new Map<string, number>()

  /** The one that stands: booked, and not given up by the centre. */
  const standing = (purpose: string): Booking | undefined =>
    record.state.bookings.find((booking) => booking.purpose === purpose && booking.lost === undefined)

  /** Waits until one of this purpose stands. */
  async function next(purpose: string): Promise<Booking> {
    await condition(() => standing(purpose) !== undefined)
    const found = standing(purpose)
    if (found === undefined) throw new Error('an appointment that stood is gone within the same step')
    return found
  }

  /** Does `work` for as long as the appointment stands as it is; undefined when it was moved, cancelled or lost before. */
  async function whileKept<Result>(booking: Booking, work: () => Promise<Result>): Promise<Result | undefined> {
    const { way, got } = await firstOf({
      done: async () => ({ result: await work() }),
      changed: () => condition(() => standing(booking.purpose) !== booking),
    })
    return way === 'done' && typeof got === 'object' ? got.result : undefined
  }

  /** A message about an appointment; one that was begun is finished, whatever becomes of the appointment. */
  const tell = (message: string, { startsAt }: Booking) =>
    regardless(() => papers.tell(message, { data: { startsAt: code(startsAt) } }))

  /** Reminds so many seconds before it begins; of a moment that is past already nobody is reminded. */
  async function remind(booking: Booking, message: string, secondsBefore: readonly number[]): Promise<void> {
    const startsAt = parseInstant(booking.startsAt)
    if (startsAt === undefined) return
    const moments = secondsBefore.map((seconds) => instantOf(startsAt - seconds))
    for (const moment of moments.filter((instant) => instant > record.now())) {
      await agenda.wait(moment, () => false)
      await tell(message, booking)
    }
  }

  /** Its hour is over: kept, missed, or failed; another one can be booked. */
  const over = ({ id, purpose }: Booking, how: EventData['slot-used']['how']): void =>
    record.append({ type: 'slot-used', data: { id, purpose, how } })

  /** First in line: the earliest free slots are held for whoever must book again through nobody's fault. */
  async function holdInstead({ id, purpose }: Booking, languages: readonly string[]): Promise<void> {
    const request = { caseId, purpose, insteadOf: id, languages, at: formatInstant(record.now()) }
    await ask((of) => of.holdSlots(request))
  }

  /** Gives back every slot that the case has and has not used; whoever waits for one is told. */
  async function giveBack(): Promise<void> {
    if (record.state.bookings.length === 0) return
    const released = await ask((of) => of.releaseBookings({ caseId }))
    for (const { id, purpose } of released) record.append({ type: 'slot-cancelled', data: { id, purpose } })
    if (released.length === 0 || !patched('2026-11-slots-given-back')) return
    const purposes = [...new Set(released.map(({ purpose }) => purpose))]
    const news = { by: caseId, purposes, at: formatInstant(record.now()) }
    await ask((of) => of.tellSlots(news))
  }

  setHandler(slotsChanged, ({ purpose, at }) => {
    const toldAt = at === undefined ? undefined : parseInstant(at)
    if (toldAt !== undefined) record.takeIn(toldAt)
    changed.set(purpose, (changed.get(purpose) ?? 0) + 1)
  })

  setHandler(appointmentFell, async ({ id, purpose, instead, heldUntil, at }) => {
    if (!record.state.bookings.some((booking) => booking.id === id)) return
    record.takeIn(parseInstant(at) ?? record.now())
    const slots = instead.map(({ startsAt }) => code(startsAt))
    record.append({ type: 'slot-lost', data: { id, purpose, instead: slots, heldUntil } })
    if (!definition.messages.includes(movedMessage)) return
    const held = slots.length === 0 ? {} : { dueAt: code(heldUntil) }
    await regardless(() => papers.tell(movedMessage, { data: { slots, ...held } }))
  })

  return {
    standing,
    next,
    whileKept,
    tell,
    remind,
    over,
    holdInstead,
    giveBack,
    /** How often the slots of a purpose have changed: counts up with each roster, absence and cancellation. */
    changes: (purpose: string): number => changed.get(purpose) ?? 0,
  }
}

export type Appointments = ReturnType<typeof createAppointments>
