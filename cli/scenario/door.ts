import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type Answer, isTaken } from './answer.ts'

/** How often a request is sent with one Idempotency-Key, and which. */
export type Sending = Readonly<{ key?: string | undefined; repeat?: number }>

type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A request whose key the sender chooses, to send it again. */
export type Keyed = Sending & Readonly<{ method: Method; path: string; body?: unknown }>

/** The api as one account sees it. */
export type Door = Readonly<{
  get: (path: string) => Promise<Answer>
  /** The bytes of a file. @throws Error when it is not given out. */
  file: (path: string) => Promise<Uint8Array>
  /** Sends once, under a key of its own. */
  send: (method: Method, path: string, body?: unknown) => Promise<Answer>
  sendKeyed: (request: Keyed) => Promise<Answer>
}>

type Request = Readonly<{ method?: Method; headers?: Readonly<Record<string, string>>; body?: FormData | string }>

/** Answers that say "later": the api is being restarted, or asks for patience. */
const patienceMillis = 60_000

/** Opens the door for whoever holds the token; undefined: for anyone. */
export function openDoor(url: string, token?: string): Door {
  const signedIn: Readonly<Record<string, string>> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const ask = async (path: string, request: Request): Promise<Answer> => {
    const headers = { accept: 'application/json', ...signedIn, ...request.headers }
    const response = await fetch(`${url}${path}`, { ...request, headers })
    const text = await response.text()
    return { status: response.status, body: parsed(text) }
  }
  const sendKeyed = async ({ method, path, body, key = randomUUID(), repeat = 1 }: Keyed): Promise<Answer> => {
    const once = () => patiently(() => ask(path, { method, headers: headersOf(body, key), ...bodyOf(body) }))
    const answers: Answer[] = []
    for (let time = 0; time < repeat; time += 1) answers.push(await once())
    return sameEachTime(answers)
  }
  return {
    get: (path) => patiently(() => ask(path, {})),
    file: async (path) => {
      const response = await fetch(`${url}${path}`, { headers: signedIn })
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    },
    send: (method, path, body) => sendKeyed({ method, path, body }),
    sendKeyed,
  }
}

const headersOf = (body: unknown, key: string): Readonly<Record<string, string>> => ({
  'idempotency-key': key,
  ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
})

function bodyOf(body: unknown): { readonly body?: FormData | string } {
  if (body === undefined) return {}
  return { body: body instanceof FormData ? body : JSON.stringify(body) }
}

/** A server that is being started again is asked until it is there; anything it says counts. */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (const until = performance.now() + patienceMillis; ; await wait(250)) {
    const answer = await ask().catch((failure: unknown) => ({ status: 0, body: wordsOf(failure) }))
    const isThere = answer.status !== 0 && answer.status !== 503
    if (isThere || performance.now() > until) return answer
  }
}

const cause = z.object({ cause: z.object({ code: z.string() }) })

function wordsOf(failure: unknown): string {
  const read = cause.safeParse(failure)
  return read.success ? read.data.cause.code : String(failure)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? null : text
  }
}

/** One key, one answer: anything else is a difference of its own. */
function sameEachTime(answers: readonly Answer[]): Answer {
  const [first = { status: 0, body: null }] = answers
  const other = answers.find((answer) => JSON.stringify(answer) !== JSON.stringify(first))
  if (other === undefined) return first
  return { status: 0, body: { type: 'player/repeat-answered-otherwise', first, other } }
}

const session = z.object({ token: z.string() })

/** Signs a demo account in and answers the token of its session. @throws Error when it cannot be. */
export async function signInAs(url: string, account: string, password: string): Promise<string> {
  const answer = await openDoor(url).send('POST', '/api/v1/sessions', { email: emailOf(account), password })
  const read = session.safeParse(answer.body)
  if (!isTaken(answer) || !read.success) throw new Error(`${account} cannot sign in: ${JSON.stringify(answer)}`)
  return read.data.token
}

/** The people of a centre, each signed in once. */
export type People = Readonly<{ as: (account: string) => Promise<Door> }>

/** Signs demo accounts in by their names without domain, when each is first needed. */
export function createPeople(url: string, password: string): People {
  const doors = new Map<string, Promise<Door>>()
  const signIn = async (account: string): Promise<Door> => openDoor(url, await signInAs(url, account, password))
  return {
    as: (account) => {
      const door = doors.get(account) ?? signIn(account)
      doors.set(account, door)
      return door
    },
  }
}

/** The address of a demo account. */
export const emailOf = (account: string): string => `${account}@onevisit.example`
