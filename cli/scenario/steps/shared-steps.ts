import { z } from 'zod'
import { type Answer, isTaken, notOpen } from '../answer.ts'
import { caseOf, type Play, sendAs, sendingOf } from '../play.ts'
import type { Step } from '../step.ts'

/** What housing officers do with a round; `free` enters apartments outside any round. */
export function round(play: Play, step: Step<'round'>): Promise<Answer> {
  const { path, body } = roundRequest(step)
  return sendAs(play, step.by, { path, body, sending: sendingOf(step) })
}

function roundRequest({ act, data = {}, ...step }: Step<'round'>): { readonly path: string; readonly body: unknown } {
  if (act === 'free') return { path: '/api/v1/apartments', body: data }
  const code = step.round ?? ''
  if (act === 'create') return { path: '/api/v1/rounds', body: { code, ...data } }
  return { path: `/api/v1/rounds/${encodeURIComponent(code)}/actions/${act}`, body: { data } }
}

const made = z.looseObject({ id: z.string() })
const withMatters = z.looseObject({ matters: z.array(z.string()) })

/** One visit: made, and changed. */
export async function plan(play: Play, step: Step<'plan'>): Promise<Answer> {
  const data = inTheirWords(play, step.data)
  if (step.act !== 'create') {
    const id = play.plans.get(step.plan)
    if (id === undefined) return notOpen
    const path = `/api/v1/plans/${id}/actions/${step.act}`
    return await sendAs(play, step.by, { path, body: { data }, sending: sendingOf(step) })
  }
  const answer = await sendAs(play, step.by, { path: '/api/v1/plans', body: data, sending: sendingOf(step) })
  const read = made.safeParse(answer.body)
  if (isTaken(answer) && read.success) play.plans.set(step.plan, read.data.id)
  return answer
}

/** Matters are cases opened before, by the story's names. */
function inTheirWords(play: Play, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const read = withMatters.safeParse(data)
  return read.success ? { ...data, matters: read.data.matters.map((name) => caseOf(play, name).id) } : data
}
