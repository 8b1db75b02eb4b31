import { type Answer, notOpen } from '../answer.ts'
import { viewAs } from '../case-view.ts'
import { emailOf } from '../door.ts'
import { caseOf, type Play, sendAs, sendingOf } from '../play.ts'
import type { Step } from '../step.ts'

const slotOf = ({ slot, officer }: { readonly slot: string; readonly officer?: string | undefined }) => ({
  slot,
  ...(officer === undefined ? {} : { officer: emailOf(officer) }),
})

/** A slot is sold once. */
export function book(play: Play, step: Step<'book'>): Promise<Answer> {
  const body = { case: caseOf(play, step.case).id, purpose: step.purpose, ...slotOf(step) }
  return sendAs(play, step.by, { path: '/api/v1/bookings', body, sending: sendingOf(step) })
}

/** The case's open booking of that purpose. */
async function bookingOf(play: Play, step: Step<'move'> | Step<'cancel'>): Promise<string | undefined> {
  const { bookings } = await viewAs(play, caseOf(play, step.case))
  return bookings.find(({ purpose }) => purpose === step.purpose)?.id
}

export async function move(play: Play, step: Step<'move'>): Promise<Answer> {
  const id = await bookingOf(play, step)
  if (id === undefined) return notOpen
  return await sendAs(play, step.by, {
    path: `/api/v1/bookings/${id}/move`,
    body: slotOf(step),
    sending: sendingOf(step),
  })
}

export async function cancel(play: Play, step: Step<'cancel'>): Promise<Answer> {
  const id = await bookingOf(play, step)
  if (id === undefined) return notOpen
  return await sendAs(play, step.by, { path: `/api/v1/bookings/${id}/cancel`, body: {}, sending: sendingOf(step) })
}

export function roster(play: Play, step: Step<'roster'>): Promise<Answer> {
  const { purpose, days, from, to, languages, makeUpAs } = step
  const officer = emailOf(step.officer)
  const body = { officer, purpose, days, from, to, languages, ...(makeUpAs === undefined ? {} : { makeUpAs }) }
  return sendAs(play, step.by, { path: '/api/v1/rosters', body, sending: sendingOf(step) })
}

export function absent(play: Play, step: Step<'absent'>): Promise<Answer> {
  const { from, to, substitute } = step
  const body = {
    officer: emailOf(step.officer),
    from,
    to,
    ...(substitute === undefined ? {} : { substitute: emailOf(substitute) }),
  }
  return sendAs(play, step.by, { path: '/api/v1/absences', body, sending: sendingOf(step) })
}
