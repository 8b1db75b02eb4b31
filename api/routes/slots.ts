import {
  addDays,
  endOfDay,
  formatInstant,
  type Instant,
  localDateOf,
  parseInstant,
  parseLocalDate,
  startOfDay,
} from '../../domain/time/local-date.ts'
import { readFreeSlots } from '../../prisma/slots.ts'
import type { ApiParts } from '../api-parts.ts'
import { bookSlot } from '../commands/book-slot.ts'
import { seeBooking } from '../commands/booking-view.ts'
import { cancelBooking, confirmBooking, moveBooking } from '../commands/change-booking.ts'
import { invitationOf } from '../commands/invitation.ts'
import {
  bookOperation,
  cancelBookingOperation,
  confirmBookingOperation,
  invitationOperation,
  listSlotsOperation,
  moveBookingOperation,
} from '../contracts/slots.ts'
import { answerWith } from './answer.ts'
import { languageOf } from './language.ts'
import type { Serve } from './serve.ts'

/** Days of free slots shown when nobody says up to when, and at most. */
const usualDays = 14
const mostDays = 62

const beginning = (text: string): Instant | undefined => {
  const day = parseLocalDate(text)
  return day === undefined ? parseInstant(text) : startOfDay(day)
}
const ending = (text: string): Instant | undefined => {
  const day = parseLocalDate(text)
  return day === undefined ? parseInstant(text) : endOfDay(day)
}
const daysAfter = (from: Instant, days: number): Instant => endOfDay(addDays(localDateOf(from), days))

type Span = { readonly from?: string | undefined; readonly to?: string | undefined }

/** The span that is asked about; never longer than can be answered at once. */
function spanOf({ from, to }: Span, now: Instant): { readonly from: Instant; readonly to: Instant } {
  const begins = (from === undefined ? undefined : beginning(from)) ?? now
  const ends = (to === undefined ? undefined : ending(to)) ?? daysAfter(begins, usualDays)
  const latest = daysAfter(begins, mostDays)
  return { from: begins, to: ends < latest ? ends : latest }
}

/** Free slots, and appointments made of them. */
export function slotRoutes(serve: Serve, parts: ApiParts): void {
  serve(listSlotsOperation, async ({ query }) => {
    const now = await parts.officeTime.now()
    const { purpose, language, ...span } = query
    const spoken = language === undefined ? {} : { language }
    const free = await readFreeSlots(parts.prisma, { purpose, now, ...spanOf(span, now), ...spoken })
    const items = free.map(({ startsAt, ...slot }) => ({ startsAt: formatInstant(startsAt), ...slot }))
    return { status: 200, body: { items, next: null } }
  })
  serve(bookOperation, (asked) => answerWith(parts, bookSlot, { asked, input: asked.body, under: '/api/v1/bookings' }))
  serve(confirmBookingOperation, (asked) =>
    answerWith(parts, confirmBooking, { asked, input: { booking: asked.params.id }, under: '/api/v1/bookings' }),
  )
  serve(moveBookingOperation, (asked) =>
    answerWith(parts, moveBooking, { asked, input: { booking: asked.params.id, ...asked.body } }),
  )
  serve(cancelBookingOperation, (asked) =>
    answerWith(parts, cancelBooking, { asked, input: { booking: asked.params.id } }),
  )
  serve(invitationOperation, async ({ caller, params, request }) => {
    const found = await seeBooking(parts, caller, params.id)
    if (found === undefined) return { refused: 'not-found' }
    const bytes = Buffer.from(invitationOf(parts, found, languageOf(request)))
    return { status: 200, bytes, headers: { 'Content-Type': 'text/calendar; charset=utf-8' } }
  })
}
