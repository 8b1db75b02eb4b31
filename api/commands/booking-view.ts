import { actsForApplicant, type Caller } from '../../domain/identity/roles.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { type Booking, findBooking } from '../../prisma/bookings.ts'
import type { Parts } from '../parts.ts'
import { type SeenCase, seeCase } from './case-view.ts'

/** A booking as the outside sees it. */
export const bookingView = ({ id, caseId, purpose, startsAt, minutes, officer, state, heldUntil }: Booking) => ({
  id,
  case: caseId,
  purpose,
  startsAt: formatInstant(startsAt),
  minutes,
  officer,
  state,
  heldUntil: heldUntil === null ? null : formatInstant(heldUntil),
})

/** Who may make and change appointments of a case: whoever acts for the applicant, and the staff who see the case. */
export const mayBook = ({ standing, openedHere }: SeenCase): boolean =>
  actsForApplicant(standing, openedHere) || standing === 'staff'

export type SeenBooking = { readonly booking: Booking; readonly seen: SeenCase }

/** A booking of a case that the caller may see; undefined when it is not for them to know. */
export async function seeBooking(
  parts: Pick<Parts, 'prisma'>,
  caller: Caller,
  id: string,
): Promise<SeenBooking | undefined> {
  const booking = await findBooking(parts.prisma, id)
  if (booking === undefined) return undefined
  const seen = await seeCase(parts, caller, booking.caseId)
  return seen === undefined ? undefined : { booking, seen }
}
