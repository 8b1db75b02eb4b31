import type { RequestHandler } from 'express'
import { callWindow } from '../../../domain/booking/video-call.ts'
import { shownName } from '../../../domain/identity/shown-name.ts'
import {
  addDays,
  endOfDay,
  formatInstant,
  type Instant,
  localDateOf,
  startOfDay,
} from '../../../domain/time/local-date.ts'
import type { Booking } from '../../../prisma/bookings.ts'
import { isPresent, type Seat, seatsOf } from '../../../prisma/call-seats.ts'
import { findCall } from '../../../prisma/calls.ts'
import { callsBetween } from '../../../prisma/video-desk.ts'
import { callTask, stands } from '../../commands/call-room.ts'
import { signedIn } from '../../commands/call-view.ts'
import { type SeenCase, seeCase } from '../../commands/case-view.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show } from '../kit.ts'
import { outcomeName } from '../story.ts'

const daysAhead = 7

type Line = { readonly visit: SignedVisit; readonly booking: Booking; readonly seen: SeenCase; readonly now: Instant }

type Standing = { readonly text: string; readonly tone: string }

/** Whether somebody waits, talks, or has not come; and what was signed. */
async function standingOf({ visit, booking, seen, now }: Line, seats: readonly Seat[]): Promise<Standing> {
  const { kit, speech } = visit
  const signed = await signedIn(kit.parts, { seen, booking })
  if (signed !== null) {
    const outcome = outcomeName(speech, seen.row.kind, { task: callTask, outcome: signed.outcome })
    return { text: speech.t('video:desk.signed', { outcome }), tone: 'good' }
  }
  if (now > callWindow(booking.startsAt).closesAt) return { text: speech.t('video:desk.unsigned'), tone: 'bad' }
  const applicant = seats.find((seat) => seat.bookingId === booking.id && seat.side === 'applicant')
  if (!isPresent(applicant, Date.now())) return { text: speech.t('video:desk.away'), tone: '' }
  const isLetIn = (await findCall(kit.parts.prisma, booking.id)).letInAt !== null
  return { text: speech.t(`video:desk.${isLetIn ? 'talking' : 'waiting'}`), tone: isLetIn ? 'act' : 'warn' }
}

async function lineOf(line: Line, seats: readonly Seat[]) {
  const { visit, booking, seen, now } = line
  const { kit, speech } = visit
  const { opensAt, closesAt } = callWindow(booking.startsAt)
  const { language } = seen.state.facts
  const startsAt = formatInstant(booking.startsAt)
  return {
    id: booking.id,
    time: startsAt.slice(11, 16),
    when: speech.shortDateTime(startsAt),
    number: seen.row.number,
    caseHref: `/cases/${seen.id}`,
    person: shownName((await kit.parts.vault.form(seen.id))?.form ?? {}),
    language: typeof language === 'string' ? speech.t(`common:languages.${language}`) : '',
    isOpen: opensAt <= now && now <= closesAt && stands({ booking, seen }),
    state: await standingOf(line, seats),
  }
}

async function linesOf(visit: SignedVisit, { from, to, now }: Readonly<Record<'from' | 'to' | 'now', Instant>>) {
  const { kit, caller } = visit
  const { prisma } = kit.parts
  const officer = caller.role === 'supervisor' ? undefined : caller.personId
  const bookings = await callsBetween(prisma, { from: new Date(from * 1000), to: new Date(to * 1000), officer })
  const seats = await seatsOf(
    prisma,
    bookings.map(({ id }) => id),
  )
  const lines = await Promise.all(
    bookings.map(async (booking) => {
      const seen = await seeCase(kit.parts, caller, booking.caseId)
      return seen === undefined ? [] : [await lineOf({ visit, booking, seen, now }, seats)]
    }),
  )
  return lines.flat()
}

/** Today's video calls and those to come: who waits, who talks, what was signed. */
export const videoDesk = (kit: Kit): RequestHandler =>
  signedPage(kit, 'hold-task', async (visit) => {
    const { speech } = visit
    const now = await kit.parts.officeTime.now()
    const day = localDateOf(now)
    const [today, later] = await Promise.all([
      linesOf(visit, { from: startOfDay(day), to: endOfDay(day), now }),
      linesOf(visit, { from: startOfDay(addDays(day, 1)), to: endOfDay(addDays(day, daysAhead)), now }),
    ])
    const title = speech.t('video:desk.title')
    await show(visit, { template: 'video/desk', title, data: { heading: title, today, later } })
  })
