import express, { type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import { answer } from './answer.ts'
import type { CallBackDesk } from './call-back-desk.ts'
import { instantText, type OfficeClock } from './clock.ts'
import type { Effect, State } from './state.ts'
import type { System } from './system.ts'
import type { Timekeeper } from './time.ts'

export interface ControlParts {
  readonly state: State
  readonly clock: OfficeClock
  readonly desk: CallBackDesk
  readonly time: Timekeeper
  readonly systems: readonly System[]
}

const instant = z.iso.datetime({ offset: true })
const answersBody = z.strictObject({ answers: z.array(answer), always: answer.optional() })
const callBackBody = z.strictObject({
  case: z.string().min(1),
  result: z.string().min(1),
  data: z.record(z.string(), z.unknown()).default({}),
  times: z.number().int().min(1).max(10).default(1),
  signature: z.enum(['right', 'wrong', 'stale']).default('right'),
  lost: z.boolean().default(false),
})
const byHandBody = z.strictObject({ cases: z.union([z.literal('all'), z.array(z.string())]) })
const timeBody = z.strictObject({ to: instant, hold: z.boolean().default(false) })
const resetBody = z.strictObject({ to: instant.optional(), hold: z.boolean().default(false) })
const mailBody = z.strictObject({ answers: z.array(z.string().regex(/^([45]\d\d|ok|bounce)$/)) })

/** The strings behind the scenery: what coming calls get, what is called back, what was done, what time it is. */
export function createControl(parts: ControlParts): Router {
  const router = express.Router()
  router.use(express.json({ limit: '1mb' }))
  router.get('/outside/calls', (_request, response) => void response.json(bookOf(parts)))
  router.use('/outside/:system', (request, response, next) => {
    if (parts.systems.some(({ code }) => code === request.params.system)) next()
    else response.status(404).json({ code: 'no-such-system' })
  })
  router.put(
    '/outside/:system/answers',
    taking(answersBody, (body, request) => script(parts, systemOf(request), body)),
  )
  router.put(
    '/outside/:system/by-hand',
    taking(byHandBody, (body, request) => setByHand(parts, systemOf(request), body)),
  )
  router.post(
    '/outside/:system/call-backs',
    taking(callBackBody, (body, request) => parts.desk.byHand({ ...body, system: systemOf(request) })),
  )
  router.get('/outside/:system/calls', (request, response) => void response.json(pageOf(parts, request.params.system)))
  router.put(
    '/mail/:address/answers',
    taking(mailBody, (body, request) => scriptMail(parts, request, body.answers)),
  )
  router.get('/mail', (request, response) => void response.json({ items: mailsTo(parts.state, request.query.to) }))
  router.get('/time', (_request, response) => void response.json(timeOf(parts)))
  router.post(
    '/time',
    taking(timeBody, (body) => move(parts, body)),
  )
  router.post(
    '/reset',
    taking(resetBody, (body) => reset(parts, body)),
  )
  return router
}

/** Reads the body by its schema, or says what is wrong with it. */
function taking<T>(schema: z.ZodType<T>, act: (body: T, request: Request) => unknown) {
  return async (request: Request, response: Response): Promise<void> => {
    const read = schema.safeParse(request.body ?? {})
    if (!read.success) response.status(422).json({ code: 'unreadable', errors: read.error.issues })
    else response.json(await act(read.data, request))
  }
}

function systemOf(request: Request): string {
  return String(request.params.system)
}

function script({ state }: ControlParts, system: string, { answers, always }: z.infer<typeof answersBody>) {
  state.scripts.put(system, { answers, always: always ?? null })
  return { answers, always: always ?? null }
}

function setByHand({ state, time }: ControlParts, system: string, body: z.infer<typeof byHandBody>) {
  state.byHand.put(system, body)
  time.wake()
  return body
}

function scriptMail({ state }: ControlParts, request: Request, answers: string[]) {
  state.mailScripts.put(String(request.params.address).toLowerCase(), answers)
  return { answers }
}

function shown({ system, case: number, method, operation, step, at, undone, seq }: Effect) {
  return { seq, system, case: number, method, operation, step, at: instantText(at), undone }
}

/** The book of one system: a deletion or a refund is `undone`, anything else that changed something `made`. */
export function pageOf({ state }: Pick<ControlParts, 'state'>, system: string) {
  const effects = state.effects.all().filter((effect) => effect.system === system && effect.counts !== 'neither')
  const undone = effects.filter(({ counts }) => counts === 'undone').length
  return { calls: effects.map(shown), made: effects.length - undone, undone }
}

function bookOf(parts: ControlParts) {
  const effects = parts.state.effects.all().filter(({ counts }) => counts !== 'neither')
  const summary = parts.systems.map(({ code }) => {
    const { made, undone } = pageOf(parts, code)
    return [code, { made, undone }] as const
  })
  return { calls: effects.map(shown), summary: Object.fromEntries(summary) }
}

/** The mails that were taken, in order. */
export function mailsTo(state: State, to: unknown) {
  const wanted = typeof to === 'string' ? to.toLowerCase() : undefined
  return state.mails
    .all()
    .filter((mail) => wanted === undefined || mail.to.toLowerCase() === wanted)
    .map((mail) => ({ ...mail, at: instantText(mail.at) }))
}

/** Office time here, and when the next call-back is due. */
export function timeOf({ clock, desk }: Pick<ControlParts, 'clock' | 'desk'>) {
  const next = desk.next()
  return { now: instantText(clock.now()), nextCallBackAt: next ? instantText(next.dueAt) : null, held: clock.held() }
}

async function move(parts: ControlParts, { to, hold }: z.infer<typeof timeBody>) {
  await parts.time.moveTo(Date.parse(to), hold)
  return timeOf(parts)
}

/** As on the first day; the only way for time to go back. */
function reset(parts: ControlParts, { to, hold }: z.infer<typeof resetBody>) {
  parts.state.store.clear()
  const start = to === undefined ? Date.now() : Date.parse(to)
  if (hold) parts.clock.holdAt(start)
  else parts.clock.runFrom(start)
  parts.time.wake()
  return timeOf(parts)
}
