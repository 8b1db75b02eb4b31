import { z } from 'zod'
import { outsideFailure } from './failures.ts'
import { nonsenseFailure } from './nonsense.ts'

/** Where an outside system is and how we say who we are. */
export interface OutsideEndpoint {
  readonly url: string
  readonly secret: string
  /** Machine time from the question to the last byte of the answer. */
  readonly timeoutMillis: number
}

/** What every question carries. */
export interface Asked {
  /** The Idempotency-Key: case number and step, counting up where a thing is ordered anew on purpose. */
  readonly key: string
  readonly caseNumber: string
}

/** A "no" that the contract knows: a fact of the case, not a failure. */
export interface Refused<R extends string> {
  readonly refused: R
}

interface Question<A> extends Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the system's own URL; with nothing personal in it. */
  readonly path: string
  readonly body?: object
  readonly answer: z.ZodType<A>
}

interface RefusableQuestion<A, R extends string> extends Question<A> {
  readonly refusals: readonly R[]
}

/** Asks one outside system; what comes back is an answer, a known refusal, or thrown as one of `OutsideFailure`. */
export interface OutsideCaller {
  readonly ask: <A>(question: Question<A>) => Promise<A>
  readonly askRefusable: <A, R extends string>(question: RefusableQuestion<A, R>) => Promise<A | Refused<R>>
  /** The address of one of the system's own pages. */
  readonly pageUrl: (path: string) => string
}

interface Received {
  readonly status: number
  readonly retryAfter: string | null
  readonly text: string
}

export function createOutsideCaller(endpoint: OutsideEndpoint): OutsideCaller {
  const pageUrl = (path: string): string => `${endpoint.url.replace(/\/$/, '')}${path}`
  return {
    pageUrl,
    ask: async (question) => {
      const received = await exchange(endpoint, pageUrl(question.path), question)
      return succeeded(received.status) ? understand(received.text, question.answer) : fail(received)
    },
    askRefusable: async (question) => {
      const received = await exchange(endpoint, pageUrl(question.path), question)
      if (succeeded(received.status)) return understand(received.text, question.answer)
      const refused = refusalIn(received, question.refusals)
      return refused === undefined ? fail(received) : { refused }
    },
  }
}

/** One attempt over the wire. Whatever keeps an answer from arriving is the same to us: we do not know what was done. */
async function exchange(endpoint: OutsideEndpoint, url: string, question: Question<unknown>): Promise<Received> {
  const signal = AbortSignal.timeout(endpoint.timeoutMillis)
  const request = new Request(url, {
    method: question.method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${endpoint.secret}`,
      'idempotency-key': question.key,
      'onevisit-case': question.caseNumber,
      ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
    redirect: 'manual',
    signal,
  })
  try {
    const response = await fetch(request)
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() }
  } catch {
    throw outsideFailure('Unavailable', { code: signal.aborted ? 'time-out' : 'no-connection' })
  }
}

function succeeded(status: number): boolean {
  return status >= 200 && status < 300
}

function understand<A>(text: string, schema: z.ZodType<A>): A {
  const read = schema.safeParse(jsonOf(text))
  if (!read.success) throw nonsenseFailure('answer-does-not-fit')
  return read.data
}

/** Undefined for what is no JSON: it fits no schema of ours. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refusal = z.object({ code: z.string() })
const neverARefusal = [401, 403, 408, 429]

function refusalIn<R extends string>({ status, text }: Received, known: readonly R[]): R | undefined {
  if (status < 400 || status >= 500 || neverARefusal.includes(status)) return undefined
  const read = refusal.safeParse(jsonOf(text))
  return read.success ? known.find((code) => code === read.data.code) : undefined
}

function fail({ status, retryAfter }: Received): never {
  const code = `http-${status}`
  if (status === 429) throw outsideFailure('RateLimited', { code, ...waitOf(retryAfter) })
  if (status >= 500 || status === 408) throw outsideFailure('Unavailable', { code })
  throw outsideFailure(status === 401 || status === 403 ? 'Unauthorized' : 'Unexpected', { code, final: true })
}

const hour = 3_600_000

/** Retry-After in seconds or as a date, at most an hour; without a readable one our own pauses hold. */
function waitOf(retryAfter: string | null): { readonly after?: number } {
  const text = retryAfter?.trim() ?? ''
  const millis = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isNaN(millis) ? {} : { after: Math.min(Math.max(millis, 1000), hour) }
}
