import { offerUntil, slotsInstead } from '../domain/booking/admit-booking.ts'
import { definitions } from '../domain/kinds/index.ts'
import { formatInstant, type Instant, localDateOf, startOfDay } from '../domain/time/local-date.ts'
import { type Absence, absencesToBegin, casesHeldBy, noteBegun } from './absences.ts'
import { announceSlots } from './announcements.ts'
import { casesWithoutBooking } from './bookings.ts'
import type { Prisma } from './client.ts'
import { type Displaced, displaceUnkeepable } from './displaced.ts'

/** How the office tells a case something; whoever has a way to the cases gives it: a command, or an activity. */
export type Tell = (
  caseId: string,
  signal: 'officerAbsent' | 'appointmentFell' | 'slotsChanged',
  argument: object,
) => Promise<unknown>

type Telling = { readonly prisma: Prisma; readonly tell: Tell }

/** How many cases are told at once. */
const atOnce = 20

/** Absences whose first day has come: the officer's open claims go back to the team, or to the substitute. How many began. */
export async function beginAbsences({ prisma, tell }: Telling, now: Instant): Promise<number> {
  const absences = await absencesToBegin(prisma, now)
  for (const absence of absences) {
    const isOver = absence.to < localDateOf(now)
    const held = isOver ? [] : await casesHeldBy(prisma, absence.officer)
    await Promise.all(held.map((id) => tell(id, 'officerAbsent', beginning(absence, now))))
    await noteBegun(prisma, absence.id, now)
  }
  return absences.length
}

function beginning({ officer, substitute, from }: Absence, now: Instant): object {
  const began = startOfDay(from)
  return { officer, substitute, at: formatInstant(began > now ? began : now) }
}

/** Appointments that cannot be kept lose their slot; their cases learn it, with what is held instead. */
export async function moveAppointments(telling: Telling, now: Instant): Promise<void> {
  const until = offerUntil(now)
  const displaced = await displaceUnkeepable(telling.prisma, { now, until, count: slotsInstead })
  for (const { booking, instead } of displaced)
    await telling.tell(booking.caseId, 'appointmentFell', {
      id: booking.id,
      purpose: booking.purpose,
      instead: slotsOf(instead),
      heldUntil: formatInstant(until),
      at: formatInstant(now),
    })
  const purposes = displaced.map(({ booking }) => booking.purpose)
  await tellWaiting(telling, purposes, now)
}

const slotsOf = (instead: Displaced['instead']) =>
  instead.map(({ startsAt, officer }) => ({ startsAt: formatInstant(startsAt), officer }))

/** Tells the cases that wait for a slot of these purposes that there may be one now. */
export async function tellWaiting({ prisma, tell }: Telling, purposes: readonly string[], now: Instant): Promise<void> {
  for (const purpose of new Set(purposes)) {
    await announceSlots(prisma, purpose)
    const kinds = definitions.filter(({ bookings }) => bookings.includes(purpose)).map(({ kind }) => kind)
    const waiting = await casesWithoutBooking(prisma, { kinds, purpose, now })
    for (let start = 0; start < waiting.length; start += atOnce)
      await Promise.all(waiting.slice(start, start + atOnce).map((id) => tell(id, 'slotsChanged', { purpose })))
  }
}
