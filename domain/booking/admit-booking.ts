import { type Refusal, refuse } from '../case/refusal.ts'
import { type Instant, instantOf } from '../time/local-date.ts'

/** Minutes that a hold lasts while somebody makes up their mind (A). */
const holdMinutes = 10
/** Hours that the slots offered instead of an appointment the centre cannot keep are held (A). */
const offerHours = 48
/** How many slots are offered instead of such an appointment (A). */
export const slotsInstead = 3
/** Minutes before its beginning up to which an appointment can be cancelled; later it is a no-show. */
const cancelMinutes = 60

/** An appointment as it stands. */
export type BookingState = 'held' | 'booked' | 'offered' | 'displaced' | 'over' | 'cancelled' | 'expired'

export type Standing = {
  readonly state: BookingState
  readonly startsAt: Instant
  readonly heldUntil: Instant | null
}

/** When a hold that begins now ends. */
export const holdUntil = (now: Instant): Instant => instantOf(now + holdMinutes * 60)

/** When the slots offered now, instead of a lost appointment, are free for others again. */
export const offerUntil = (now: Instant): Instant => instantOf(now + offerHours * 3_600)

/** Why a held slot cannot be confirmed now, if it cannot: the hold is over by its own instant. */
export function admitConfirmation({ state, heldUntil }: Standing, now: Instant): Refusal | undefined {
  if (state !== 'held') return refuse('not-open')
  return heldUntil !== null && heldUntil <= now ? refuse('slot-taken') : undefined
}

/** Why an appointment cannot be moved now: only one that stands, or that the centre gave up, and that has not begun. */
export function admitMove({ state, startsAt }: Standing, now: Instant): Refusal | undefined {
  if (state !== 'booked' && state !== 'displaced') return refuse('not-open')
  return state === 'booked' && startsAt <= now ? refuse('too-late') : undefined
}

/** Why an appointment cannot be cancelled now: up to an hour before; later it is a no-show. */
export function admitCancellation({ state, startsAt }: Standing, now: Instant): Refusal | undefined {
  if (state === 'held' || state === 'displaced') return undefined
  if (state !== 'booked') return refuse('not-open')
  return now > startsAt - cancelMinutes * 60 ? refuse('too-late') : undefined
}

/** Whether this is the one appointment of its purpose that a case has open. */
export function isOpenBooking({ state, startsAt, heldUntil }: Standing, now: Instant): boolean {
  if (state === 'held') return heldUntil !== null && now < heldUntil
  return (state === 'booked' || state === 'displaced') && startsAt > now
}
