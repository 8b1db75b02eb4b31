import { z } from 'zod'
import { isPurpose } from '../../domain/booking/roster.ts'
import { bookSlotInput } from '../commands/book-slot.ts'
import { moveBookingInput } from '../commands/change-booking.ts'
import { defineOperation } from './operation.ts'
import { accepted, byId, instant, listOf } from './shared.ts'

const text = z.string()

const slot = z
  .strictObject({ startsAt: text, minutes: z.number(), officer: text, languages: z.array(text) })
  .meta({ id: 'Slot' })

const bookingSchema = z
  .strictObject({
    id: text,
    case: text,
    purpose: text,
    startsAt: text,
    minutes: z.number(),
    officer: text,
    state: text,
    heldUntil: text.nullable(),
  })
  .meta({ id: 'Booking' })

const beingDone = { description: 'Taken in and kept, still being done', schema: accepted, headers: ['Location'] }
const now = { description: 'The booking as it is now', schema: bookingSchema }
const ofBookings = { tag: 'Appointments', who: 'book-slot' } as const
const dayOrInstant = z.union([z.iso.date(), instant])

export const listSlotsOperation = defineOperation({
  tag: 'Appointments',
  id: 'listSlots',
  method: 'get',
  path: '/api/v1/slots',
  summary: 'Free slots of a purpose, earliest first',
  who: 'read-slots',
  query: z.strictObject({
    purpose: z.string().refine(isPurpose),
    from: dayOrInstant.optional(),
    to: dayOrInstant.optional(),
    language: z.string().max(8).optional(),
  }),
  answers: { 200: { description: 'Free now', schema: listOf(slot) } },
})

export const bookOperation = defineOperation({
  ...ofBookings,
  id: 'bookSlot',
  method: 'post',
  path: '/api/v1/bookings',
  summary: 'Book a slot, or hold it for ten minutes',
  body: bookSlotInput,
  answers: { 201: { ...now, headers: ['Location'] }, 202: beingDone },
  problems: ['not-found', 'not-open', 'not-yours', 'slot-taken', 'slot-not-offered', 'already-booked'],
})

export const confirmBookingOperation = defineOperation({
  ...ofBookings,
  id: 'confirmBooking',
  method: 'post',
  path: '/api/v1/bookings/{id}/confirm',
  summary: 'Make a held slot an appointment',
  params: byId,
  body: z.strictObject({}),
  answers: { 200: now, 201: { ...now, headers: ['Location'] }, 202: beingDone },
  problems: ['not-found', 'not-open', 'not-yours', 'hold-expired'],
})

export const moveBookingOperation = defineOperation({
  ...ofBookings,
  id: 'moveBooking',
  method: 'post',
  path: '/api/v1/bookings/{id}/move',
  summary: 'Move an appointment; the old slot is free once the new one is taken',
  params: byId,
  body: moveBookingInput.omit({ booking: true }),
  answers: { 200: now, 202: beingDone },
  problems: ['not-found', 'not-open', 'not-yours', 'slot-taken', 'slot-not-offered', 'too-late'],
})

export const cancelBookingOperation = defineOperation({
  ...ofBookings,
  id: 'cancelBooking',
  method: 'post',
  path: '/api/v1/bookings/{id}/cancel',
  summary: 'Give an appointment up, until an hour before it begins',
  params: byId,
  body: z.strictObject({}),
  answers: { 200: now, 202: beingDone },
  problems: ['not-found', 'not-open', 'not-yours', 'too-late'],
})

export const invitationOperation = defineOperation({
  ...ofBookings,
  id: 'readInvitation',
  method: 'get',
  path: '/api/v1/bookings/{id}/invitation.ics',
  summary: 'The appointment for a calendar',
  params: byId,
  answers: { 200: { description: 'iCalendar, in UTC', media: 'text/calendar' } },
  problems: ['not-found'],
})
