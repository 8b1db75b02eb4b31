import { offerUntil, slotsInstead } from '../../domain/booking/admit-booking.ts'
import { caseId, personId } from '../../domain/case/codes.ts'
import { formatInstant, type Instant, localDateOf, startOfDay } from '../../domain/time/local-date.ts'
import { type Absence, absencesToBegin, casesHeldBy, nextAbsenceAt, noteBegun } from '../../prisma/absences.ts'
import { type Displaced, displaceUnkeepable } from '../../prisma/displaced.ts'
import { appointmentFell, officerAbsent } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { tellWaiting } from './tell-waiting.ts'

export type AbsenceParts = Pick<Parts, 'prisma' | 'officeTime' | 'cases' | 'catchUp'>

/** Absences whose first day has come: the officer's open claims go back to the team, or to the substitute. */
export async function beginAbsences(parts: AbsenceParts, now: Instant): Promise<void> {
  for (const absence of await absencesToBegin(parts.prisma, now)) {
    const isOver = absence.to < localDateOf(now)
    const held = isOver ? [] : await casesHeldBy(parts.prisma, absence.officer)
    await Promise.all(held.map((id) => tellAbsence(parts, id, { absence, now })))
    await noteBegun(parts.prisma, absence.id, now)
  }
}

async function tellAbsence(
  { cases, catchUp }: AbsenceParts,
  id: string,
  { absence: { officer, substitute, from }, now }: { readonly absence: Absence; readonly now: Instant },
): Promise<void> {
  const began = startOfDay(from)
  const at = formatInstant(began > now ? began : now)
  await catchUp?.(caseId(id))
  await cases.signal(id, officerAbsent, [
    { officer: personId(officer), substitute: substitute === null ? null : personId(substitute), at },
  ])
}

/** Appointments that cannot be kept lose their slot; their cases learn it, with what is held instead. */
export async function moveAppointments(parts: AbsenceParts, now: Instant): Promise<void> {
  const until = offerUntil(now)
  const displaced = await displaceUnkeepable(parts.prisma, { now, until, count: slotsInstead })
  for (const each of displaced) await tellFallen(parts, each, { now, until })
  await tellWaiting(
    parts,
    displaced.map(({ booking }) => booking.purpose),
  )
}

async function tellFallen(
  { cases, catchUp }: AbsenceParts,
  { booking, instead }: Displaced,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<void> {
  await catchUp?.(booking.caseId)
  await cases.signal(booking.caseId, appointmentFell, [
    {
      id: booking.id,
      purpose: booking.purpose,
      instead: instead.map(({ startsAt, officer }) => ({ startsAt: formatInstant(startsAt), officer })),
      heldUntil: formatInstant(until),
      at: formatInstant(now),
    },
  ])
}

/** What the office itself has to do at an instant, besides its cases. */
export type Chores = {
  /** When the next of it is due; null when nothing is. */
  next(): Promise<Instant | null>
  run(now: Instant): Promise<void>
}

/** Absences that begin: the office's own timer, in whatever process looks next. */
export const absenceChores = (parts: AbsenceParts): Chores => ({
  next: () => nextAbsenceAt(parts.prisma),
  run: (now) => beginAbsences(parts, now),
})
