import { localDateOf, startOfDay } from '../domain/time/local-date.ts'
import { asBooking, type Booking } from './bookings.ts'
import { isPresent, seatsOf } from './call-seats.ts'
import type { Prisma } from './client.ts'
import { asDate } from './slots.ts'

/** Appointments by video that begin in a span, earliest first; of one officer, or of all. */
export async function callsBetween(
  prisma: Prisma,
  { from, to, officer }: { readonly from: Date; readonly to: Date; readonly officer?: string | undefined },
): Promise<readonly Booking[]> {
  const rows = await prisma.booking.findMany({
    where: {
      purpose: 'video',
      state: { in: ['booked', 'over'] },
      startsAt: { gte: from, lte: to },
      ...(officer === undefined ? {} : { officerId: officer }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 200,
  })
  return rows.map(asBooking)
}

/** How many people wait for the same officer whose turn is before this one's, today. */
export async function waitingBefore(prisma: Prisma, { officer, startsAt }: Booking): Promise<number> {
  const from = asDate(startOfDay(localDateOf(startsAt)))
  const earlier = await prisma.booking.findMany({
    where: { purpose: 'video', state: 'booked', officerId: officer, startsAt: { gte: from, lt: asDate(startsAt) } },
    select: { id: true },
  })
  const seats = await seatsOf(
    prisma,
    earlier.map(({ id }) => id),
  )
  const now = Date.now()
  return seats.filter((seat) => seat.side === 'applicant' && isPresent(seat, now)).length
}
