import { admitCancellation } from '../../domain/booking/admit-booking.ts'
import type { Booking } from '../../domain/case/case-view.ts'
import { code } from '../../domain/case/codes.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { missedCallsToLapse, notMatching } from '../../domain/kinds/talent-settlement/rules.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { during, firstOf } from '../kit/first-of.ts'
import type { Clock, Decision } from '../kit/index.ts'
import { atCounter } from './counter-visit.ts'
import type { Settlement } from './limits.ts'
import { newOffer, spoken } from './offer.ts'
import { seenIn, type Verified } from './seen.ts'

const day = 24 * 3600
const hour = 3600

/** The originals are seen by video, or at the counter: within thirty days of the invitation, or the application lapses. */
export async function untilVerified(application: Settlement): Promise<Closing | Verified> {
  application.stage('verification', 'applicant')
  const booking = application.clock('booking')
  await newOffer(application, 'video-invitation')
  application.bookable('video', true)
  const { got } = await firstOf({
    verified: () => verified(application, booking),
    overdue: () => application.when(() => booking.isBreached),
  })
  application.bookable('video', false)
  if (typeof got !== 'object') return await application.lapse()
  booking.met(got.at)
  return got
}

/** What came of the calls, before the counter: everything seen, something left to show there, or two calls missed. */
type Called =
  | { readonly how: 'verified'; readonly verified: Verified }
  | { readonly how: 'counter'; readonly pending: readonly string[]; readonly call?: Decision }
  | { readonly how: 'missed' }

/** By video unless the applicant has no camera; what video cannot settle is shown at the counter. */
async function verified(application: Settlement, booking: Clock): Promise<Verified | undefined> {
  const { got } = await firstOf({
    calls: () => calls(application, booking),
    chosen: () => counterChosen(application),
  })
  if (got.how === 'verified') return got.verified
  application.bookable('video', false)
  application.running('offer').cancel()
  return got.how === 'missed' ? undefined : await atCounter(application, booking, got)
}

/** No camera: all originals at the counter, and a slot that was booked goes back. */
async function counterChosen(application: Settlement): Promise<Called> {
  await application.action('choose-counter', {
    admit: ({ at }) => {
      const booked = application.appointments.standing('video')
      const startsAt = booked === undefined ? undefined : parseInstant(booked.startsAt)
      const now = parseInstant(at)
      if (startsAt === undefined || now === undefined) return undefined
      return admitCancellation({ state: 'booked', startsAt, heldUntil: null }, now)
    },
  })
  await application.appointments.giveBack()
  return { how: 'counter', pending: application.facts.originals }
}

/** One call after the other, until the originals were seen or the applicant has missed too many. */
async function calls(application: Settlement, booking: Clock): Promise<Called> {
  const { appointments } = application
  for (let missed = 0; missed < missedCallsToLapse; ) {
    const booked = await appointments.next('video')
    const signed = await appointments.whileKept(booked, () => call(application, booked, booking))
    // Moved, cancelled, or lost by the centre: never the applicant's fault.
    if (signed === undefined) continue
    const called = await settledBy(application, booked, signed)
    if (called === 'missed') missed += 1
    else if (called !== 'again') return called
  }
  return { how: 'missed' }
}

/** What a signed call leads to: the end of the calls, or another one. */
async function settledBy(
  application: Settlement,
  booked: Booking,
  signed: Decision,
): Promise<Called | 'missed' | 'again'> {
  const { appointments, facts } = application
  if (signed.outcome === 'no-show') {
    appointments.over(booked, 'missed')
    return 'missed'
  }
  if (signed.outcome === 'technical-failure') {
    appointments.over(booked, 'failed')
    await again(application, booked)
    return 'again'
  }
  appointments.over(booked, 'kept')
  const seen = seenIn(signed)
  if (signed.outcome === 'counter-visit')
    return { how: 'counter', pending: notMatching(facts.originals, seen), call: signed }
  const matches = signed.outcome === 'all-match'
  return { how: 'verified', verified: { at: signed.at, seen, call: signed, counter: undefined, matches } }
}

/** Nobody's fault: first in line for the next slots, and a new promise to offer one; the applicant's thirty days run on. */
async function again(application: Settlement, failed: Booking): Promise<void> {
  await application.appointments.holdInstead(failed, spoken(application))
  await newOffer(application)
}

/** The appointment stands: told, reminded of, and signed by the officer of the slot once its hour has come. */
function call(application: Settlement, booked: Booking, booking: Clock): Promise<Decision> {
  const { appointments } = application
  const { originals } = application.facts
  return during(
    () =>
      application.signOff('verify-originals', {
        assignee: booked.officer,
        toward: [booking],
        about: { startsAt: code(booked.startsAt), originals },
        admit: ({ outcome, data, at }) => {
          if ((parseInstant(at) ?? application.now) < (parseInstant(booked.startsAt) ?? 0)) return refuse('not-ready')
          return admitFindings(outcome, notMatching(originals, seenIn({ data })))
        },
      }),
    async () => {
      await appointments.tell('video-booked', booked)
      await appointments.remind(booked, 'video-reminder', [day, hour])
    },
  )
}

/** All match only when all do; the counter is for what did not. */
function admitFindings(outcome: string, pending: readonly string[]) {
  if (outcome === 'all-match' && pending.length > 0) return refuse('not-all-match', { documents: pending.join(' ') })
  return outcome === 'counter-visit' && pending.length === 0 ? refuse('outcome-not-offered') : undefined
}
