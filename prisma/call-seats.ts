import type { Side } from '../domain/booking/video-call.ts'
import type { Prisma } from './client.ts'

/** Somebody who has not been heard of for so long, in machine time, is not there any more. */
const presentMillis = 15_000
/** Places are of no use to anybody after a day. */
const keptMillis = 24 * 3600 * 1000

type Row = NonNullable<Awaited<ReturnType<Prisma['callSeat']['findUnique']>>>

/** A place in a video room. */
export type Seat = Omit<Row, 'side'> & { readonly side: Side }

const asSeat = (row: Row): Seat => ({ ...row, side: row.side === 'officer' ? 'officer' : 'applicant' })

/** Whether whoever has this place is connected now. */
export const isPresent = (seat: Seat | undefined, now: number): boolean =>
  seat?.seenAt != null && seat.leftAt === null && now - seat.seenAt.getTime() < presentMillis

/** When whoever has this place was last there, in milliseconds. */
export const lastThere = ({ takenAt, seenAt }: Seat): number => (seenAt ?? takenAt).getTime()

/** Takes a place. Whoever had one at this side of the room has none any more. */
export const takeSeat = (prisma: Prisma, seat: Omit<Seat, 'seenAt' | 'leftAt'>): Promise<unknown> =>
  prisma.callSeat.create({ data: seat })

/** The places that count in these rooms: the last one taken at each side. */
export async function seatsOf(prisma: Prisma, bookings: readonly string[]): Promise<readonly Seat[]> {
  const rows = await prisma.callSeat.findMany({
    where: { bookingId: { in: [...bookings] } },
    orderBy: { takenAt: 'desc' },
    distinct: ['bookingId', 'side'],
  })
  return rows.map(asSeat)
}

/** The place that somebody used before: it counts for coming back after a drop, which only who was there can do. */
export async function lastUsedSeat(prisma: Prisma, bookingId: string, side: Side): Promise<Seat | undefined> {
  const row = await prisma.callSeat.findFirst({
    where: { bookingId, side, seenAt: { not: null } },
    orderBy: { seenAt: 'desc' },
  })
  return row === null ? undefined : asSeat(row)
}

/** The place of a peer, whether it still counts or not. */
export async function findSeat(prisma: Prisma, peer: string): Promise<Seat | undefined> {
  const row = await prisma.callSeat.findUnique({ where: { peer } })
  return row === null ? undefined : asSeat(row)
}

/** Heard of. */
export const touchSeat = (prisma: Prisma, peer: string, now: Date): Promise<unknown> =>
  prisma.callSeat.updateMany({ where: { peer }, data: { seenAt: now, leftAt: null } })

/** Gone. */
export const leaveSeat = (prisma: Prisma, peer: string, now: Date): Promise<unknown> =>
  prisma.callSeat.updateMany({ where: { peer }, data: { leftAt: now } })

/** Forgets places, and words of the signalling that nobody came for. */
export async function clearSeats(prisma: Prisma, now: number): Promise<void> {
  await prisma.callSeat.deleteMany({ where: { takenAt: { lt: new Date(now - keptMillis) } } })
  await prisma.callSignal.deleteMany({ where: { at: { lt: new Date(now - presentMillis) } } })
}
