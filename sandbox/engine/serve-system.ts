import { timingSafeEqual } from 'node:crypto'
import express, { type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import type { Answer } from './answer.ts'
import { type Incoming, type PerformParts, perform } from './perform.ts'
import type { State } from './state.ts'
import type { Operation, System } from './system.ts'
import type { Timekeeper } from './time.ts'
import { ownAnswer } from './told-apart.ts'

export interface ServeParts extends PerformParts {
  readonly time: Timekeeper
  readonly secrets: Readonly<Record<string, string>>
  readonly timeOutMillis: number
}

/** The face one system shows to its clients. */
export function serveSystem(parts: ServeParts, system: System): Router {
  const router = express.Router()
  router.use(express.json({ limit: '1mb' }))
  const methods = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const
  for (const operation of system.operations) {
    router[methods[operation.method]](operation.path, (request, response) =>
      serve({ parts, system, operation }, request, response),
    )
  }
  return router
}

interface Served {
  readonly parts: ServeParts
  readonly system: System
  readonly operation: Operation
}

function serve({ parts, system, operation }: Served, request: Request, response: Response): void {
  if (!authorized(parts.secrets[system.code] ?? '', request.get('authorization') ?? '')) {
    response.status(401).json({ code: 'unauthorized' })
    return
  }
  const key = request.get('idempotency-key')
  const number = request.get('onevisit-case')
  if (key === undefined || number === undefined) {
    response.status(400).json({ code: 'header-missing' })
    return
  }
  const body = z.record(z.string(), z.unknown()).catch({}).parse(request.body)
  const incoming = { system, operation, key, case: number, raw: { ...body, ...request.params } }
  reply({ parts, incoming, response }, nextAnswer(parts.state, incoming))
  parts.time.wake()
}

function authorized(secret: string, header: string): boolean {
  const given = Buffer.from(header)
  const wanted = Buffer.from(`Bearer ${secret}`)
  return secret !== '' && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Takes the next answer off the script; each attempt is one. */
function nextAnswer(state: State, { system: { code: system }, operation, case: number }: Incoming): Answer {
  const own = operation.unscripted ? undefined : ownAnswer(state.apart, number, system)
  if (own !== undefined) return own
  const script = operation.unscripted ? undefined : state.scripts.get(system)
  const [first, ...rest] = script?.answers ?? []
  if (!script || first === undefined) return script?.always ?? 'ok'
  state.scripts.put(system, { ...script, answers: rest })
  return first
}

interface Replying {
  readonly parts: ServeParts
  readonly incoming: Incoming
  readonly response: Response
}

/** What goes wrong before anything is done. */
const faults = {
  'time-out': ({ parts, response }: Replying) => hangUp(response, parts.timeOutMillis),
  unavailable: ({ response }: Replying) => void response.status(503).json({ code: 'unavailable' }),
  unauthorized: ({ response }: Replying) => void response.status(401).json({ code: 'unauthorized' }),
  'rate-limited': ({ response }: Replying) =>
    void response.status(429).set('retry-after', '2').json({ code: 'rate-limited' }),
  nonsense: ({ response }: Replying) => void response.json({ lorem: ['ipsum', 'dolor'] }),
} as const

function reply(replying: Replying, answer: Answer): void {
  const { parts, incoming, response } = replying
  if (typeof answer === 'string' && answer !== 'ok' && answer !== 'lost') {
    faults[answer](replying)
    return
  }
  const { status, body } = perform(parts, incoming, answer)
  if (answer === 'lost') hangUp(response, 0)
  else response.status(status).json(body)
}

/** Says nothing for so long and then breaks the line. */
function hangUp(response: Response, millis: number): void {
  const timer = setTimeout(() => response.socket?.destroy(), millis)
  response.on('close', () => clearTimeout(timer))
}
