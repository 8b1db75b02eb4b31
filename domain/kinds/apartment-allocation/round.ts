import type { PersonId } from '../../case/codes.ts'
import { type Refusal, refuse } from '../../case/refusal.ts'
import type { Instant } from '../../time/local-date.ts'

/** Where a round is on its way (`domain/apartment-allocation.md`, Round). */
export type RoundState =
  | 'planned'
  | 'open'
  | 'sealed'
  | 'drawn'
  | 'offering'
  /** Drawn again for a founded objection; the earlier draw stays. */
  | 'superseded'
  | 'closed'
  | 'cancelled'

/** What housing officers do with a round. */
export const roundActs = [
  'open',
  'take-out',
  'seal',
  'draw',
  'confirm-draw',
  'redraw',
  'close',
  'cancel',
  'drop',
] as const
export type RoundAct = (typeof roundActs)[number]

/** What of a round decides who may do what. */
export type RoundStanding = {
  readonly state: RoundState
  readonly createdBy: PersonId
  /** The second officer, who signed its opening; it opens at `opensAt`. */
  readonly openedBy: PersonId | null
  /** Who gave seed and witnesses; another one confirms. */
  readonly drawnBy: PersonId | null
}

const openIn: Readonly<Record<RoundAct, readonly RoundState[]>> = {
  open: ['planned'],
  'take-out': ['planned', 'open'],
  seal: ['open'],
  draw: ['sealed'],
  'confirm-draw': ['sealed'],
  redraw: ['offering'],
  close: ['offering'],
  cancel: ['planned', 'open', 'sealed'],
  drop: ['offering'],
}

type Asked = { readonly act: RoundAct; readonly by: PersonId }

/** May this person do this with the round now? Opening and drawing take two natural persons. */
export function admitRoundAct(round: RoundStanding, { act, by }: Asked): Refusal | undefined {
  if (!openIn[act].includes(round.state)) return refuse('not-open')
  if (act === 'open' && round.openedBy !== null) return refuse('not-open')
  if (act === 'open' && round.createdBy === by) return refuse('second-officer-required')
  if (act !== 'confirm-draw') return undefined
  if (round.drawnBy === null) return refuse('not-open')
  return round.drawnBy === by ? refuse('second-officer-required') : undefined
}

/** The state after an act; undefined where it stays. Signed by two, a round opens at its own instant. */
export function stateAfter(act: RoundAct, { now, opensAt }: { readonly now: Instant; readonly opensAt: Instant }) {
  const after: Readonly<Partial<Record<RoundAct, RoundState>>> = {
    ...(now >= opensAt ? { open: 'open' } : {}),
    seal: 'sealed',
    'confirm-draw': 'drawn',
    redraw: 'superseded',
    close: 'closed',
    cancel: 'cancelled',
  }
  return after[act]
}

/** Nothing more happens in a round that is over. */
export const isOver = (state: RoundState): boolean =>
  state === 'closed' || state === 'cancelled' || state === 'superseded'

/** Whether an application can be submitted or changed at an instant: strictly before the deadline. */
export function admitApplication(
  round: { readonly state: RoundState; readonly opensAt: Instant; readonly closesAt: Instant },
  at: Instant,
): Refusal | undefined {
  if (at >= round.closesAt) return refuse('round-closed')
  if (at < round.opensAt || round.state === 'planned') return refuse('round-not-open')
  return round.state === 'open' ? undefined : refuse('round-closed')
}

/** What can be done with a round in a state, by somebody at all. */
export const actsIn = (state: RoundState): readonly RoundAct[] => roundActs.filter((act) => openIn[act].includes(state))
