import type { Bundle } from './bundle.ts'

/** What happens to the offers after a draw, one after the other. `withdraw` also of an accepted one, or of one who only waits. */
export type CascadeEvent =
  | { readonly type: 'accept' | 'decline' | 'lapse' | 'withdraw'; readonly code: string }
  | { readonly type: 'drop'; readonly apartment: string }

/** An apartment changed hands: it is the open offer of `code` from now on, or, after a drop, theirs in the state they had. */
export type Move = { readonly code: string; readonly from: string | null; readonly to: string }

/** An apartment promised to somebody, who is still deciding (`offered`) or has accepted. */
export type Offer = { readonly lot: string; readonly apartment: string; readonly state: 'offered' | 'accepted' }

/** How a round stands after its draw and all events so far. */
export type CascadeState = {
  /** All moves, in order. */
  readonly moves: readonly Move[]
  readonly offers: Readonly<Record<string, Offer>>
  /** Free apartments: lots ascending, then ids. */
  readonly free: readonly string[]
  /** Every lot: the candidates in order. */
  readonly waiting: Readonly<Record<string, readonly string[]>>
}

/** What the cascade needs of a draw; a published bundle has it. */
export type Drawn = Pick<Bundle, 'lots' | 'applications' | 'withdrawn' | 'numbers' | 'assignments'>
