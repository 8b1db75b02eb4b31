import { type BookingState, isOpenBooking } from '../domain/booking/admit-booking.ts'
import type { Slot } from '../domain/booking/roster.ts'
import { type CaseId, caseId, type PersonId, personId } from '../domain/case/codes.ts'
import { type Refusal, refuse } from '../domain/case/refusal.ts'
import { type Instant, localDateOf } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { asDate, asInstant, readSlotsAt, takingStates } from './slots.ts'

type Transaction = Omit<Prisma, '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'>

export type Booking = {
  readonly id: string
  readonly caseId: CaseId
  readonly purpose: string
  readonly officer: PersonId
  readonly startsAt: Instant
  readonly minutes: number
  readonly state: BookingState
  readonly heldUntil: Instant | null
  /** Rises with each change: calendars follow the highest. */
  readonly sequence: number
}

type Row = NonNullable<Awaited<ReturnType<Prisma['booking']['findUnique']>>>

const states: readonly BookingState[] = ['held', 'booked', 'offered', 'displaced', 'over', 'cancelled', 'expired']

export const asBooking = ({
  id,
  caseId: of,
  purpose,
  officerId,
  startsAt,
  minutes,
  state,
  heldUntil,
  sequence,
}: Row): Booking => ({
  id,
  caseId: caseId(of),
  purpose,
  officer: personId(officerId),
  startsAt: asInstant(startsAt),
  minutes,
  state: states.find((known) => known === state) ?? 'cancelled',
  heldUntil: heldUntil === null ? null : asInstant(heldUntil),
  sequence,
})

export type SlotWanted = {
  /** A repeat with the same id finds what the first one took. */
  readonly id: string
  readonly caseId: CaseId
  readonly purpose: string
  readonly at: Instant
  /** Any officer who has the slot, when none is named. */
  readonly officer?: PersonId
  readonly now: Instant
  readonly until: Instant
  /** The appointment that this slot is to take the place of. */
  readonly insteadOf?: string
}

/** One taker at a time on a day: then who has which minute of whom is judged by what is written. */
const lockDay = (tx: Transaction, at: Instant) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`slots/${localDateOf(at)}`}, 0))`

/** Holds and appointments that are over by their own instant give way. */
async function clearPast(tx: Transaction, { at, caseId: of, now }: SlotWanted): Promise<void> {
  const expired = { state: { in: ['held', 'offered'] }, heldUntil: { lte: asDate(now) } }
  const day = localDateOf(at)
  await tx.booking.updateMany({
    where: {
      ...expired,
      OR: [
        { caseId: of },
        { startsAt: { gte: new Date(`${day}T00:00:00+08:00`), lte: new Date(`${day}T23:59:59+08:00`) } },
      ],
    },
    data: { state: 'expired' },
  })
  await tx.booking.updateMany({
    where: { caseId: of, state: 'booked', startsAt: { lte: asDate(now) } },
    data: { state: 'over' },
  })
}

async function hasAnother(tx: Transaction, { caseId: of, purpose, now, insteadOf }: SlotWanted): Promise<boolean> {
  const rows = await tx.booking.findMany({
    where: { caseId: of, purpose, state: { in: ['held', 'booked', 'displaced'] } },
  })
  return rows.some((row) => row.id !== insteadOf && isOpenBooking(asBooking(row), now))
}

function choose(
  slots: { readonly offered: readonly Slot[]; readonly free: readonly Slot[] },
  officer?: PersonId,
): Slot | Refusal {
  const theirs = (slot: Slot) => officer === undefined || slot.officer === officer
  if (!slots.offered.some(theirs)) return refuse('slot-not-offered')
  return slots.free.find(theirs) ?? refuse('slot-taken')
}

/**
 * Takes a slot for a case until an instant: what is free is judged in the transaction that takes it, and a unique index
 * stands behind it. Refused `slot-not-offered`, `slot-taken`, `already-booked`.
 */
export async function takeSlot(prisma: Prisma, wanted: SlotWanted): Promise<Booking | Refusal> {
  return await prisma.$transaction(async (tx) => {
    await lockDay(tx, wanted.at)
    const known = await tx.booking.findUnique({ where: { id: wanted.id } })
    if (known !== null) return asBooking(known)
    await clearPast(tx, wanted)
    if (await hasAnother(tx, wanted)) return refuse('already-booked')
    const { purpose, at, now, caseId: of } = wanted
    const slot = choose(await readSlotsAt(tx, { purpose, at, now, forCase: of }), wanted.officer)
    if ('refused' in slot) return slot
    return await write(tx, wanted, slot)
  }, unhurried)
}

/** A queue of takers for one day moves a slot in a few milliseconds each. */
const unhurried = { maxWait: 20_000, timeout: 20_000 }

async function write(tx: Transaction, wanted: SlotWanted, { officer, minutes }: Slot): Promise<Booking> {
  const { id, caseId: of, purpose, at, now, until } = wanted
  const place = { officerId: officer, startsAt: asDate(at) }
  await tx.booking.updateMany({ where: { ...place, caseId: of, state: 'offered' }, data: { state: 'expired' } })
  const state = wanted.insteadOf === undefined ? 'held' : 'offered'
  const row = { id, caseId: of, purpose, ...place, minutes, state, heldUntil: asDate(until), createdAt: asDate(now) }
  return asBooking(await tx.booking.create({ data: row }))
}

/** A booking by its id. */
export async function findBooking(prisma: Prisma, id: string): Promise<Booking | undefined> {
  const row = await prisma.booking.findUnique({ where: { id } })
  return row === null ? undefined : asBooking(row)
}

/** The case has taken note: the held slot is an appointment. What else was held or offered for the case is free again. */
export async function settleBooking(prisma: Prisma, { id, caseId: of, purpose }: Booking): Promise<void> {
  const others = { caseId: of, purpose, state: { in: ['offered', 'displaced'] }, id: { not: id } }
  await prisma.$transaction([
    prisma.booking.updateMany({ where: others, data: { state: 'expired', heldUntil: null } }),
    prisma.booking.update({ where: { id }, data: { state: 'booked', heldUntil: null } }),
  ])
}

/** The case has taken note: the appointment now is where the other slot was taken; only now the old one is free. */
export async function settleMove(prisma: Prisma, booking: Booking, taken: Booking): Promise<void> {
  const { caseId: of, purpose } = booking
  const place = { officerId: taken.officer, startsAt: asDate(taken.startsAt), minutes: taken.minutes }
  await prisma.$transaction([
    prisma.booking.updateMany({ where: { caseId: of, purpose, state: 'offered' }, data: { state: 'expired' } }),
    prisma.booking.update({
      where: { id: booking.id },
      data: { ...place, state: 'booked', heldUntil: null, sequence: { increment: 1 } },
    }),
  ])
}

/** Gives a slot back; calendars are told by a higher sequence. */
export async function giveBack(prisma: Prisma, id: string): Promise<void> {
  await prisma.booking.updateMany({
    where: { id, state: { in: [...takingStates, 'displaced'] } },
    data: { state: 'cancelled', heldUntil: null, sequence: { increment: 1 } },
  })
}

/** Gives back everything a case has taken and not used; answers what its record knows of. */
export async function releaseCase(prisma: Prisma, of: CaseId, now: Instant): Promise<readonly Booking[]> {
  const released = { caseId: of, state: { in: [...takingStates, 'displaced'] }, startsAt: { gt: asDate(now) } }
  const rows = await prisma.booking.findMany({ where: released })
  for (const { id } of rows) await giveBack(prisma, id)
  return rows.filter(({ state }) => state === 'booked' || state === 'displaced').map(asBooking)
}

/** Submitted, open cases of these kinds without an appointment of a purpose to come: they may be waiting for a slot. */
export async function casesWithoutBooking(
  prisma: Prisma,
  { kinds, purpose, now }: { readonly kinds: readonly string[]; readonly purpose: string; readonly now: Instant },
): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT v."caseId" AS id FROM "CaseView" v
    WHERE v.kind = ANY(${[...kinds]}) AND v.status IN ('received', 'accepted')
      AND NOT EXISTS (SELECT 1 FROM "Booking" b WHERE b."caseId" = v."caseId" AND b.purpose = ${purpose}
        AND b.state = 'booked' AND b."startsAt" > ${asDate(now)})
    ORDER BY v."caseId"`
  return rows.map(({ id }) => id)
}
