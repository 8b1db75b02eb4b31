import { code } from '../../domain/case/codes.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { notMatching } from '../../domain/kinds/talent-settlement/rules.ts'
import type { Clock, Decision } from '../kit/index.ts'
import type { Settlement } from './limits.ts'
import { seenIn, type Verified } from './seen.ts'

type ToShow = { readonly pending: readonly string[]; readonly call?: Decision }

/** Shown at the counter: just what the call left open, or all originals of whoever has no camera. */
export async function atCounter(application: Settlement, booking: Clock, { pending, call }: ToShow): Promise<Verified> {
  const originals = pending.map(code)
  if (call !== undefined)
    await application.tell('counter-invitation', { data: { clock: code('booking'), materials: originals } })
  const counter = await application.signOff('verify-at-counter', {
    toward: [booking],
    about: { originals },
    admit: ({ outcome, data }) => {
      const left = notMatching(pending, seenIn({ data }))
      return outcome === 'all-match' && left.length > 0
        ? refuse('not-all-match', { documents: left.join(' ') })
        : undefined
    },
  })
  const before = call === undefined ? {} : seenIn(call)
  return {
    at: counter.at,
    seen: { ...before, ...seenIn(counter) },
    call,
    counter,
    matches: counter.outcome === 'all-match',
  }
}
