import { type Refusal, refuse } from '../case/refusal.ts'
import { formatInstant, type Instant, instantOf } from '../time/local-date.ts'

/** Minutes before an appointment from which its video room is open, and after its beginning until which it is. */
const opensBeforeMinutes = 15
const closesAfterMinutes = 60
/** Minutes for which a dropped call is gone back to as it was; later one is let in anew. */
const rejoinMinutes = 10

/** Who sits at which end. */
export const sides = ['applicant', 'officer'] as const
export type Side = (typeof sides)[number]

/** Whether a call may be recorded: asked by the officer, answered by the applicant, who can take it back at any time. */
export type Recording = 'none' | 'asked' | 'agreed' | 'declined' | 'withdrawn'

/** What can be said about recording. */
export const recordingWishes = ['ask', 'agree', 'decline', 'withdraw'] as const
export type RecordingWish = (typeof recordingWishes)[number]

const wishes = {
  ask: { by: 'officer', from: ['none', 'declined', 'withdrawn'], to: 'asked' },
  agree: { by: 'applicant', from: ['asked'], to: 'agreed' },
  decline: { by: 'applicant', from: ['asked'], to: 'declined' },
  withdraw: { by: 'applicant', from: ['agreed'], to: 'withdrawn' },
} as const satisfies Record<RecordingWish, { by: Side; from: readonly Recording[]; to: Recording }>

/** When the room of an appointment is open. */
export const callWindow = (startsAt: Instant): { readonly opensAt: Instant; readonly closesAt: Instant } => ({
  opensAt: instantOf(startsAt - opensBeforeMinutes * 60),
  closesAt: instantOf(startsAt + closesAfterMinutes * 60),
})

/** An appointment by video, and whether its case still has it open: neither signed, moved, cancelled nor lost. */
export type CallAsked = { readonly startsAt: Instant; readonly stands: boolean }

/** Why a room cannot be entered now: before its time, after it, or because there is nothing left to be seen. */
export function admitCall({ startsAt, stands }: CallAsked, now: Instant): Refusal | undefined {
  const { opensAt, closesAt } = callWindow(startsAt)
  return stands && opensAt <= now && now <= closesAt
    ? undefined
    : refuse('call-not-open', { opensAt: formatInstant(opensAt), closesAt: formatInstant(closesAt) })
}

/** What recording becomes by somebody's wish; refused when it is not theirs to say, or nobody asked. */
export function recordingAfter(now: Recording, side: Side, wish: RecordingWish): Recording | Refusal {
  const { by, from, to } = wishes[wish]
  if (side !== by) return refuse('not-yours')
  return from.some((state) => state === now) ? to : refuse('not-open')
}

/** Whether somebody who was last seen so many milliseconds ago comes back to their call, and is not let in anew. */
export const comesBack = (awayMillis: number): boolean => awayMillis <= rejoinMinutes * 60_000
