import express, { type Router } from 'express'
import { z } from 'zod'
import { answer } from './answer.ts'
import type { ControlParts } from './control.ts'
import type { CallBack } from './state.ts'
import { toldOf } from './told-apart.ts'

const body = z.strictObject({
  now: z.iso.datetime({ offset: true }).nullable().optional(),
  byHand: z.boolean().optional(),
  answers: z
    .record(
      z.string(),
      z.strictObject({ answers: z.array(answer).default([]), always: answer.nullable().default(null) }),
    )
    .optional(),
})

/** One case told apart from all others: its own instant, its own answers, and call-backs by hand alone. What is not named stays. */
export function createCaseControl(parts: ControlParts): Router {
  const router = express.Router()
  router.use(express.json({ limit: '1mb' }))
  router.put('/cases/:number', (request, response) => {
    const read = body.safeParse(request.body ?? {})
    if (read.success) response.json(tell(parts, request.params.number, read.data))
    else response.status(422).json({ code: 'unreadable', errors: read.error.issues })
  })
  return router
}

function tell(parts: ControlParts, number: string, { now, byHand, answers }: z.infer<typeof body>) {
  const { state, time } = parts
  const before = toldOf(state.apart, number)
  const told = {
    now: now === undefined ? before.now : now === null ? null : Date.parse(now),
    byHand: byHand ?? before.byHand,
    scripts: { ...before.scripts, ...answers },
  }
  state.apart.put(number, told)
  if (before.byHand && !told.byHand) state.store.together(() => letCallBack(parts, number))
  time.wake()
  return told
}

/** What was ordered while nobody called back is answered in the usual time, counted from now. */
function letCallBack({ state, clock }: ControlParts, number: string): void {
  const isHeldBack = (one: CallBack) => one.case === number && one.own && one.state === 'waiting'
  for (const callBack of state.callBacks.all().filter(isHeldBack)) {
    const orderedAt = state.effects.get(String(callBack.effect))?.at ?? callBack.dueAt
    const dueAt = Math.max(callBack.dueAt, clock.now() + callBack.dueAt - orderedAt)
    state.callBacks.put(callBack.id, { ...callBack, dueAt })
  }
}
