import { timingSafeEqual } from 'node:crypto'
import { admitCall } from '../../domain/booking/video-call.ts'
import { findBooking } from '../../prisma/bookings.ts'
import { findSeat, type Seat, seatsOf } from '../../prisma/call-seats.ts'
import { ticketHash, ticketMillis } from '../commands/enter-call.ts'
import type { Parts } from '../parts.ts'

type AdmitParts = Pick<Parts, 'prisma' | 'officeTime'>

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Whether a place still counts: the last one taken at its side, of an appointment whose room is open. */
export async function seatCounts({ prisma, officeTime }: AdmitParts, seat: Seat): Promise<boolean> {
  const seats = await seatsOf(prisma, [seat.bookingId])
  if (!seats.some(({ peer }) => peer === seat.peer)) return false
  const booking = await findBooking(prisma, seat.bookingId)
  if (booking === undefined) return false
  const call = { startsAt: booking.startsAt, stands: booking.state === 'booked' }
  return admitCall(call, await officeTime.now()) === undefined
}

/** The place for which a connection to the signalling brings the right ticket, in time; undefined for any other. */
export async function admitPeer(parts: AdmitParts, address: string | undefined): Promise<Seat | undefined> {
  const { searchParams } = new URL(address ?? '', 'http://signalling')
  const [id, ticket] = [searchParams.get('id') ?? '', searchParams.get('token') ?? '']
  const seat = await findSeat(parts.prisma, id)
  if (seat === undefined || !isSame(seat.ticketHash, ticketHash(ticket))) return undefined
  if (Date.now() - seat.takenAt.getTime() > ticketMillis) return undefined
  return (await seatCounts(parts, seat)) ? seat : undefined
}
