import { readFileSync } from 'node:fs'
import express, { type Response, type Router } from 'express'
import { z } from 'zod'
import { type ControlParts, mailsTo } from './control.ts'
import type { Html } from './html.ts'
import { frontPage, mailPage, messagePage } from './page-parts.ts'

/** Where office time is moved when someone asks for it on the page. */
export interface MoveTime {
  readonly url: string
  readonly token?: string
}

const plainAnswers = z.enum(['ok', 'time-out', 'unavailable', 'nonsense', 'unauthorized', 'lost', 'rate-limited'])
const answersForm = z.object({
  answer: plainAnswers,
  count: z.union([z.literal('always'), z.coerce.number().int().min(1).max(99)]),
})
const callBackForm = z.object({
  case: z.string().min(1),
  result: z.string().min(1),
  signature: z.enum(['right', 'wrong', 'stale']).default('right'),
})
const timeForm = z.object({ to: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/) })

/** The same controls for people: plain forms, no scripts. */
export function createPages(parts: ControlParts, moveTime?: MoveTime): Router {
  const router = express.Router()
  const css = readFileSync(new URL('../page.css', import.meta.url), 'utf8')
  router.use(express.urlencoded({ extended: false, limit: '100kb' }))
  router.get('/page.css', (_request, response) => void response.type('css').send(css))
  router.get('/', (_request, response) => show(response, frontPage(parts, moveTime !== undefined)))
  router.get('/mail/:id', (request, response) => {
    const mail = mailsTo(parts.state, undefined).find(({ id }) => id === request.params.id)
    if (!mail) show(response.status(404), messagePage('There is no such mail.'))
    else if (request.accepts(['html', 'json']) === 'json') response.json(mail)
    else show(response, mailPage(mail))
  })
  router.get('/accommodation-register/declarations/:token', (_request, response) =>
    show(response, messagePage('The stay was declared. You can close this page and go back to your case.')),
  )
  addForms(router, parts)
  if (moveTime) addTimeMachine(router, moveTime)
  return router
}

function show(response: Response, page: Html): void {
  response
    .set(
      'content-security-policy',
      "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data: cid:; form-action 'self'; frame-src 'self'",
    )
    .type('html')
    .send(page.markup)
}

function addForms(router: Router, { state, desk }: ControlParts): void {
  router.post('/controls/:system/answers', (request, response) => {
    const form = answersForm.safeParse(request.body)
    if (!form.success) return show(response.status(422), messagePage('The form was not filled in completely.'))
    const { answer, count } = form.data
    const answers = count === 'always' ? [] : Array.from({ length: count }, () => answer)
    state.scripts.put(request.params.system, { answers, always: count === 'always' ? answer : null })
    response.redirect(303, `/#${request.params.system}`)
  })
  router.post('/controls/:system/call-backs', async (request, response) => {
    const form = callBackForm.safeParse(request.body)
    if (!form.success) return show(response.status(422), messagePage('The form was not filled in completely.'))
    const { statuses } = await desk.byHand({
      ...form.data,
      system: request.params.system,
      data: {},
      times: 1,
      lost: false,
    })
    if (statuses.every((status) => status < 300)) response.redirect(303, `/#${request.params.system}`)
    else show(response, messagePage(`The call was answered with ${statuses.join(', ')}.`))
  })
}

/** Office time is the centre's: it is asked to move it, and moves ours with it. */
function addTimeMachine(router: Router, moveTime: MoveTime): void {
  router.post('/time-machine', async (request, response) => {
    const form = timeForm.safeParse(request.body)
    if (!form.success) return show(response.status(422), messagePage('The form was not filled in completely.'))
    const refused = await askToMove(moveTime, `${form.data.to.padEnd(19, ':00')}+08:00`)
    if (refused === undefined) response.redirect(303, '/')
    else show(response.status(502), messagePage(`Time was not moved (${refused}).`))
  })
}

/** Undefined when it was moved; otherwise what was answered instead. */
async function askToMove({ url, token }: MoveTime, to: string): Promise<string | undefined> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  try {
    const answered = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ to }) })
    return answered.ok ? undefined : String(answered.status)
  } catch {
    return 'no answer'
  }
}
