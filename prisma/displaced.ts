import { randomUUID } from 'node:crypto'
import type { Instant } from '../domain/time/local-date.ts'
import { asBooking, type Booking, takeSlot } from './bookings.ts'
import type { Prisma } from './client.ts'
import { readEarliestSlots, readUnkeepable } from './slots.ts'

export type Displaced = { readonly booking: Booking; readonly instead: readonly Booking[] }

/** Appointments that the centre cannot keep lose their slot; for each the earliest free ones are held instead. */
export async function displaceUnkeepable(
  prisma: Prisma,
  { now, until, count }: { readonly now: Instant; readonly until: Instant; readonly count: number },
): Promise<readonly Displaced[]> {
  const displaced: Displaced[] = []
  for (const row of await readUnkeepable(prisma, now)) {
    const state = row.state === 'booked' ? 'displaced' : 'expired'
    const { count: changed } = await prisma.booking.updateMany({
      where: { id: row.id, state: row.state },
      data: { state },
    })
    if (changed === 1 && state === 'displaced') {
      const instead = await offerInstead(prisma, asBooking(row), { now, until, count })
      displaced.push({ booking: { ...asBooking(row), state }, instead })
    }
  }
  return displaced
}

async function offerInstead(
  prisma: Prisma,
  { caseId: of, purpose, id: insteadOf }: Booking,
  { now, until, count }: { readonly now: Instant; readonly until: Instant; readonly count: number },
): Promise<readonly Booking[]> {
  const slots = await readEarliestSlots(prisma, { purpose, from: now, now, count })
  const taken: Booking[] = []
  for (const { startsAt: at, officer } of slots) {
    const found = await takeSlot(prisma, { id: randomUUID(), caseId: of, purpose, at, officer, now, until, insteadOf })
    if (!('refused' in found)) taken.push(found)
  }
  return taken
}
