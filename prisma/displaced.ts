import { randomUUID } from 'node:crypto'
import type { Instant } from '../domain/time/local-date.ts'
import { asBooking, type Booking, takeSlot } from './bookings.ts'
import type { Prisma } from './client.ts'
import { readEarliestSlots, readUnkeepable } from './slots.ts'

export type Displaced = { readonly booking: Booking; readonly instead: readonly Booking[] }

/** Appointments that the centre cannot keep lose their slot; for each the earliest free ones are held instead. */
export async function displaceUnkeepable(prisma: Prisma, offering: Offering): Promise<readonly Displaced[]> {
  const displaced: Displaced[] = []
  for (const row of await readUnkeepable(prisma, offering.now)) {
    const state = row.state === 'booked' ? 'displaced' : 'expired'
    const { count: changed } = await prisma.booking.updateMany({
      where: { id: row.id, state: row.state },
      data: { state },
    })
    if (changed === 1 && state === 'displaced') {
      const instead = await offerInstead(prisma, asBooking(row), offering)
      displaced.push({ booking: { ...asBooking(row), state }, instead })
    }
  }
  return displaced
}

export type Offering = {
  readonly now: Instant
  readonly until: Instant
  readonly count: number
  readonly languages?: readonly string[]
}

/** Holds the earliest free slots for a case whose appointment came to nothing through no fault of the applicant. */
export async function offerInstead(
  prisma: Prisma,
  { caseId: of, purpose, id: insteadOf }: Pick<Booking, 'caseId' | 'purpose' | 'id'>,
  { now, until, count, languages }: Offering,
): Promise<readonly Booking[]> {
  const spoken = languages === undefined ? {} : { languages }
  const slots = await readEarliestSlots(prisma, { purpose, from: now, now, count, ...spoken })
  const taken: Booking[] = []
  for (const { startsAt: at, officer } of slots) {
    const found = await takeSlot(prisma, { id: randomUUID(), caseId: of, purpose, at, officer, now, until, insteadOf })
    if (!('refused' in found)) taken.push(found)
  }
  return taken
}
