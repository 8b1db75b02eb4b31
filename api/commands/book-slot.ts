import { z } from 'zod'
import { holdUntil } from '../../domain/booking/admit-booking.ts'
import { isPurpose } from '../../domain/booking/roster.ts'
import { type PersonId, personId } from '../../domain/case/codes.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { formatInstant, parseInstant } from '../../domain/time/local-date.ts'
import { findOfficer } from '../../prisma/accounts.ts'
import { announceSlots } from '../../prisma/announcements.ts'
import { type Booking, giveBack, settleBooking, takeSlot } from '../../prisma/bookings.ts'
import { type BookingChange, booking as bookingUpdate } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { bookingView, mayBook } from './booking-view.ts'
import { seeCase } from './case-view.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { deliver } from './send.ts'

export const bookSlotInput = z.strictObject({
  case: z.string().max(64),
  purpose: z.string().refine(isPurpose),
  slot: z.iso.datetime({ offset: true }),
  /** Mail address of an account, or the id of a person; without one, any officer who has the slot. */
  officer: z.string().max(254).optional(),
  /** Keeps the slot for ten minutes without telling the case. */
  hold: z.boolean().optional(),
})
export type BookSlotInput = z.infer<typeof bookSlotInput>

/** The officer that was asked for; none when any will do. Somebody who has no roster has no slot. */
export async function officerAsked(
  { prisma }: Pick<Parts, 'prisma'>,
  name: string | undefined,
): Promise<{ readonly officer?: PersonId } | Refusal> {
  if (name === undefined) return {}
  const found = await findOfficer(prisma, name)
  return found === undefined ? refuse('slot-not-offered') : { officer: personId(found) }
}

type Telling = Pick<Command<unknown>, 'id' | 'caller' | 'at'> & { readonly change: BookingChange['change'] }

/** Tells the case of a change of its appointment; it may refuse. */
export const tellCase = (parts: Parts, booking: Booking, { id: updateId, caller, at, change }: Telling) => {
  const { id, caseId, purpose, startsAt, minutes, officer } = booking
  const slot = { id, purpose, startsAt: formatInstant(startsAt), minutes, officer }
  const argument = { by: caller.personId, at: formatInstant(at), change, ...slot }
  return deliver(parts, bookingUpdate, { caseId, updateId, argument })
}

/** Makes a held slot an appointment: the case is told, and what it refuses is given back. */
export async function tellBooked(parts: Parts, booking: Booking, command: Omit<Telling, 'change'>): Promise<Outcome> {
  const sent = await tellCase(parts, booking, { ...command, change: 'booked' })
  if ('refused' in sent) {
    await giveBack(parts.prisma, booking.id)
    return sent
  }
  if ('pending' in sent) return sent
  await settleBooking(parts.prisma, booking)
  await announceSlots(parts.prisma, booking.purpose)
  return { done: bookingView({ ...booking, state: 'booked', heldUntil: null }), created: booking.id }
}

/** Takes a slot: in PostgreSQL first, where only one can have it; then the case is told. */
export const bookSlot = defineCommand<BookSlotInput>({
  operation: 'book-slot',
  input: bookSlotInput,
  caseOf: (input) => input.case,
  run: async (parts, { id, caller, input, at: now }): Promise<Outcome> => {
    const seen = await seeCase(parts, caller, input.case)
    if (seen === undefined) return { refused: 'not-found' }
    if (!mayBook(seen)) return { refused: 'not-yours' }
    if (seen.state.status === 'closed') return { refused: 'not-open' }
    const asked = await officerAsked(parts, input.officer)
    const at = parseInstant(input.slot)
    if ('refused' in asked || at === undefined) return refuse('slot-not-offered')
    const { purpose } = input
    const wanted = { id, caseId: seen.id, purpose, at, now, until: holdUntil(now), ...asked }
    const taken = await takeSlot(parts.prisma, wanted)
    if ('refused' in taken) return taken
    if (input.hold === true) return { done: bookingView(taken), created: taken.id }
    return await tellBooked(parts, taken, { id, caller, at: now })
  },
})
