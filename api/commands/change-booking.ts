import { z } from 'zod'
import { admitCancellation, admitConfirmation, admitMove, holdUntil } from '../../domain/booking/admit-booking.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { type Booking, findBooking, giveBack, settleMove, takeSlot } from '../../prisma/bookings.ts'
import type { Parts } from '../parts.ts'
import { officerAsked, tellBooked, tellCase } from './book-slot.ts'
import { bookingView, mayBook, seeBooking } from './booking-view.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { tellWaiting } from './tell-waiting.ts'

export const bookingInput = z.strictObject({ booking: z.string().max(64) })
export type BookingInput = z.infer<typeof bookingInput>

type Changing = (parts: Parts, command: Command<BookingInput>, booking: Booking) => Promise<Outcome>

/** A booking of a case the caller may book for, or the problem that it is not. */
async function mine(parts: Parts, { caller, input }: Pick<Command<BookingInput>, 'caller' | 'input'>) {
  const found = await seeBooking(parts, caller, input.booking)
  if (found === undefined) return { refused: 'not-found' } as const
  return mayBook(found.seen) ? found.booking : ({ refused: 'not-yours' } as const)
}

const changing = (operation: string, change: Changing) =>
  defineCommand<BookingInput>({
    operation,
    input: bookingInput,
    caseOf: () => null,
    run: async (parts, command): Promise<Outcome> => {
      const booking = await mine(parts, command)
      return 'refused' in booking ? booking : await change(parts, command, booking)
    },
  })

/** Makes a held slot an appointment, before the hold ends. */
export const confirmBooking = changing('confirm-booking', async (parts, { id, caller, at }, booking) => {
  if (booking.state === 'booked') return { done: bookingView(booking) }
  const refused = admitConfirmation(booking, at)
  if (refused !== undefined) return refused.refused === 'slot-taken' ? { refused: 'hold-expired' } : refused
  return await tellBooked(parts, booking, { id, caller, at })
})

/** Gives an appointment up: up to an hour before; whoever waits for a slot is told. */
export const cancelBooking = changing('cancel-booking', async (parts, { id, caller, at, resent }, booking) => {
  if (resent && booking.state === 'cancelled') return { done: bookingView(booking) }
  const refused = admitCancellation(booking, at)
  if (refused !== undefined) return refused
  if (booking.state !== 'held') {
    const sent = await tellCase(parts, booking, { id, caller, at, change: 'cancelled' })
    if (!('answer' in sent)) return sent
  }
  await giveBack(parts.prisma, booking.id)
  await tellWaiting(parts, [booking.purpose])
  return { done: bookingView({ ...booking, state: 'cancelled', heldUntil: null }) }
})

export const moveBookingInput = z.strictObject({
  booking: z.string().max(64),
  slot: z.iso.datetime({ offset: true }),
  officer: z.string().max(254).optional(),
})
export type MoveBookingInput = z.infer<typeof moveBookingInput>

/** Moves an appointment: the old slot is free only once the new one is taken and the case has taken note. */
export const moveBooking = defineCommand<MoveBookingInput>({
  operation: 'move-booking',
  input: moveBookingInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const { id, input, at: now } = command
    const booking = await mine(parts, command)
    if ('refused' in booking) return booking
    const refused = admitMove(booking, now)
    if (refused !== undefined) return refused
    const asked = await officerAsked(parts, input.officer)
    const at = parseInstant(input.slot)
    if ('refused' in asked || at === undefined) return refuse('slot-not-offered')
    const { caseId, purpose } = booking
    const wanted = { id, caseId, purpose, at, now, until: holdUntil(now), insteadOf: booking.id, ...asked }
    const taken = await takeSlot(parts.prisma, wanted)
    return 'refused' in taken ? taken : await tellMoved(parts, command, { booking, taken })
  },
})

async function tellMoved(
  parts: Parts,
  command: Command<MoveBookingInput>,
  { booking, taken }: { readonly booking: Booking; readonly taken: Booking },
): Promise<Outcome> {
  const sent = await tellCase(parts, { ...taken, id: booking.id }, { ...command, change: 'moved' })
  if ('refused' in sent) await giveBack(parts.prisma, taken.id)
  if (!('answer' in sent)) return sent
  await settleMove(parts.prisma, booking, taken)
  await tellWaiting(parts, [booking.purpose])
  const moved = await findBooking(parts.prisma, booking.id)
  return { done: bookingView(moved ?? booking) }
}
