import { admitCall, callWindow, type Side } from '../../domain/booking/video-call.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { actsForApplicant, type Caller } from '../../domain/identity/roles.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'
import type { Booking } from '../../prisma/bookings.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'
import { seeBooking } from './booking-view.ts'
import type { SeenCase } from './case-view.ts'

// The video room is a table and a page of its own, beside what every kind is made of: only where originals are seen by
// video is there one, and what is seen in it is signed as any task.

/** The task that a video call serves. */
export const callTask = 'verify-originals'

/** The video room of an appointment, as one of its two people finds it. */
export type Room = {
  readonly booking: Booking
  readonly seen: SeenCase
  readonly side: Side
  readonly now: Instant
}

/** The open task of the appointment; undefined once it is signed, or the appointment has fallen. */
export const taskOfCall = ({ state }: SeenCase, { startsAt }: Booking) =>
  state.tasks.find(({ task, about }) => task === callTask && about['startsAt'] === formatInstant(startsAt))

/** Whoever holds the task, else the officer of the slot; and afterwards who signed it. */
function officersOf(seen: SeenCase, booking: Booking): readonly string[] {
  const task = taskOfCall(seen, booking)
  if (task !== undefined) return [task.assignee ?? booking.officer]
  return [booking.officer, ...seen.state.signatures.filter(({ task: of }) => of === callTask).map(({ by }) => by)]
}

/** At which end somebody sits: the applicant in person, or whoever acts for one who has no account; and one officer. */
function sideOf(caller: Caller, booking: Booking, seen: SeenCase): Side | undefined {
  const { standing, openedHere, row } = seen
  if (standing === 'applicant') return 'applicant'
  if (row.applicantPersonId === null && actsForApplicant(standing, openedHere)) return 'applicant'
  return standing === 'staff' && officersOf(seen, booking).includes(caller.personId) ? 'officer' : undefined
}

/** The room of an appointment for its two people: to others of the case not theirs, to strangers not there. */
export async function seeRoom(
  parts: Pick<Parts, 'prisma' | 'officeTime'>,
  caller: Caller,
  id: string,
): Promise<Room | Problem> {
  const found = await seeBooking(parts, caller, id)
  if (found === undefined || found.booking.purpose !== 'video') return { refused: 'not-found' }
  const side = sideOf(caller, found.booking, found.seen)
  return side === undefined ? refuse('not-yours') : { ...found, side, now: await parts.officeTime.now() }
}

/** Whether the case still has the appointment open: neither signed, moved away, cancelled nor lost by the centre. */
export const stands = ({ booking, seen }: Pick<Room, 'booking' | 'seen'>): boolean =>
  booking.state === 'booked' &&
  seen.state.bookings.some(({ id, lost }) => id === booking.id && lost === undefined) &&
  taskOfCall(seen, booking) !== undefined

/** Why nobody can come in now. */
export const admitTo = (room: Room): Problem | undefined =>
  admitCall({ startsAt: room.booking.startsAt, stands: stands(room) }, room.now)

/** Why nothing of the call can be seen now: outside its hours, signed or not. */
export const admitLook = ({ booking, now }: Room): Problem | undefined =>
  admitCall({ startsAt: booking.startsAt, stands: true }, now)

/** The hours of a room, in words of the outside. */
export const hoursOf = ({ startsAt }: Booking) => {
  const { opensAt, closesAt } = callWindow(startsAt)
  return { startsAt: formatInstant(startsAt), opensAt: formatInstant(opensAt), closesAt: formatInstant(closesAt) }
}
