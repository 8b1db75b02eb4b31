import type { RequestHandler } from 'express'
import { isPurpose, type Purpose } from '../../../domain/booking/roster.ts'
import { addDays, endOfDay, formatInstant, localDateOf } from '../../../domain/time/local-date.ts'
import { readFreeSlots } from '../../../prisma/slots.ts'
import { bookSlot } from '../../commands/book-slot.ts'
import { cancelBooking, moveBooking } from '../../commands/change-booking.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { textOf } from '../typed.ts'

/** Days whose free slots are shown, as many as fit a page that one can still choose from. */
const daysShown = 21
const mostDays = 8

type Booking = { readonly visit: SignedVisit; readonly reading: CaseReading; readonly purpose: Purpose }

async function freeDays({ visit, reading, purpose }: Booking) {
  const { kit, speech } = visit
  const now = await kit.parts.officeTime.now()
  const to = endOfDay(addDays(localDateOf(now), daysShown))
  const free = await readFreeSlots(kit.parts.prisma, { purpose, from: now, to, now, forCase: reading.seen.id })
  const times = [...new Set(free.map(({ startsAt }) => formatInstant(startsAt)))]
  const days = [...new Set(times.map((time) => time.slice(0, 10)))].slice(0, mostDays)
  return days.map((day) => ({
    name: speech.date(day),
    slots: times
      .filter((time) => time.startsWith(day))
      .map((value) => ({ value, time: value.slice(11, 16), label: speech.dateTime(value) })),
  }))
}

async function showSlots(booking: Booking, problem?: Problem): Promise<void> {
  const { visit, reading, purpose } = booking
  const { speech } = visit
  const { id, number, bookings } = reading.view
  const open = bookings.find((each) => each.purpose === purpose)
  const title = speech.p('bookings.title', { purpose: speech.p(`bookings.purpose.${purpose}`) })
  await show(visit, {
    template: 'bookings',
    title,
    status: problem === undefined ? 200 : 409,
    data: {
      heading: title,
      days: await freeDays(booking),
      booked: open === undefined ? undefined : speech.dateTime(open.startsAt),
      bookingId: open?.id,
      check: purpose === 'video' ? speech.t('video:check.title') : undefined,
      base: `/cases/${id}`,
      trail: [{ href: `/cases/${id}`, text: number }],
      ...(problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })),
    },
  })
}

const booking = (kit: Kit, handle: (booking: Booking) => Promise<void>): RequestHandler =>
  signedPage(kit, 'book-slot', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const purpose = String(visit.request.params['purpose'])
    if (isPurpose(purpose) && reading.definition.bookings.includes(purpose)) await handle({ visit, reading, purpose })
    else await showProblem(visit, { refused: 'not-found' })
  })

/** The free times of a purpose, and the appointment there is. */
export const slotsPage = (kit: Kit): RequestHandler => booking(kit, (asked) => showSlots(asked))

/** Books a time, or moves the appointment to it. */
export const bookPage = (kit: Kit): RequestHandler =>
  booking(kit, async (asked) => {
    const { visit, reading, purpose } = asked
    const [slot, moved] = [textOf(visit.sent, 'slot'), textOf(visit.sent, 'booking')]
    const { id } = reading.view
    const outcome =
      moved === ''
        ? await attempt(visit, bookSlot, { case: id, purpose, slot })
        : await attempt(visit, moveBooking, { booking: moved, slot })
    if (isProblem(outcome)) return await showSlots(asked, outcome)
    orOnwards(visit, outcome, { path: `/cases/${id}`, told: 'booked' })
  })

/** Gives the appointment up. */
export const cancelBookingPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'book-slot', async (visit) => {
    const { id, booking: wanted } = visit.request.params
    const path = `/cases/${String(id)}`
    const outcome = await attempt(visit, cancelBooking, { booking: String(wanted) })
    const problem = orOnwards(visit, outcome, { path, told: 'done' })
    if (problem !== undefined) await showProblem(visit, problem, { back: path })
  })
