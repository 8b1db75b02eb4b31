import { ICalCalendarMethod, ICalEventStatus, default as ical } from 'ical-generator'
import type { Language } from '../../domain/case/language.ts'
import type { Parts } from '../parts.ts'
import type { SeenBooking } from './booking-view.ts'

type InvitationParts = Pick<Parts, 'translator' | 'config'>

/**
 * An appointment as an invitation (RFC 5545), in UTC: the same UID for as long as it is the same appointment, a sequence
 * that rises with each change, and its cancellation once it is given up.
 */
export function invitationOf(
  { translator, config }: InvitationParts,
  { booking, seen }: SeenBooking,
  language: Language,
): string {
  const centre = translator.translate(language, 'common:centre.name')
  const host = new URL(config.publicUrl).hostname
  const stands = booking.state === 'held' || booking.state === 'booked'
  const calendar = ical({
    method: stands ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
    prodId: '//onevisit//centre//EN',
  })
  const start = new Date(booking.startsAt * 1000)
  calendar.createEvent({
    id: `${booking.id}@${host}`,
    sequence: booking.sequence,
    start,
    end: new Date(start.getTime() + booking.minutes * 60_000),
    // The record's own last change would move with every reading; the appointment itself does not.
    stamp: start,
    summary: `${translator.translate(language, `${seen.row.kind}:name`)} · ${seen.row.number}`,
    location: centre,
    organizer: { name: centre, email: `no-reply@${host}` },
    url: `${config.publicUrl}/cases/${seen.id}`,
    status: stands ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  })
  return calendar.toString()
}
