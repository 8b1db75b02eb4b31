import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world.close(), 60_000)

const operation = z.looseObject({
  operationId: z.string(),
  description: z.string(),
  security: z.array(z.unknown()),
  responses: z.record(z.string(), z.unknown()),
})
const description = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), operation)) })
const problem = z.strictObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().min(1),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string().min(1) })),
})

type Operation = Readonly<{ path: string; method: string; about: z.infer<typeof operation> }>

async function operations(): Promise<readonly Operation[]> {
  const { paths } = description.parse((await world.anyone.get('/api/v1/openapi.json')).body)
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]) => ({ path, method: method.toUpperCase(), about })),
  )
}

const needsSignIn = ({ about }: Operation) => about.security.length > 0

type Sent = Readonly<{ token?: string; body?: string }>

/** Asks an operation about something that is not there. */
async function ask({ path, method }: Operation, { token, body }: Sent) {
  const response = await fetch(`${world.centre.url}${path.replaceAll(/\{\w+\}/g, 'nothing-of-this-name')}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  })
  // A stream does not end by itself: that it was opened is its answer.
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
  if (isStream) await response.body?.cancel()
  return { status: response.status, text: isStream ? '' : await response.text() }
}

async function signedIn(account: string): Promise<string> {
  const credentials = { email: `${account}@onevisit.example`, password: world.centre.password }
  const answer = await world.anyone.send('POST', '/api/v1/sessions', credentials)
  return z.looseObject({ token: z.string() }).parse(answer.body).token
}

const hostile: readonly string[] = [
  '{}',
  '[]',
  'null',
  '"text"',
  '1e999',
  '{',
  '{"a":"\\u0000"}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"email":"\\ud800","password":"\\ud800"}',
  '{"email":123456789012345678901234567890,"password":null}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `{"kind":"work-permit","form":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`,
  '{"kind":"__proto__","form":{}}',
  '{"kind":"work-permit","track":"constructor","form":{}}',
  '{"set":{"constructor.prototype.x":1},"unset":["__proto__"]}',
  '{"outcome":"toString","reasons":["constructor"]}',
]

function isProblem(text: string): boolean {
  try {
    return problem.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** What is wrong with an answer to a hostile request; nothing where it is one the document promises. */
function wrongIn(
  { about, method, path }: Operation,
  { status, text }: Awaited<ReturnType<typeof ask>>,
): readonly string[] {
  const isPromised = status < 500 && String(status) in about.responses
  const isTold = status < 400 || isProblem(text)
  return isPromised && isTold ? [] : [`${method} ${path} ${status} ${text.slice(0, 200)}`]
}

const bodiesFor = ({ method }: Operation): readonly { readonly body?: string }[] =>
  ['GET', 'DELETE'].includes(method) ? [{}] : hostile.map((body) => ({ body }))

describe('The OpenAPI document', () => {
  test('names every operation once', async () => {
    const ids = (await operations()).map(({ about }) => about.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(
      expect.arrayContaining(['openSession', 'openCase', 'act', 'decideTask', 'uploadMaterial', 'callBack']),
    )
  })

  test('promises every answer that hostile requests get, and none of them is a defect', async () => {
    const token = await signedIn('supervisor')
    const answers = (await operations()).flatMap((each) =>
      bodiesFor(each).map(async (body) => wrongIn(each, await ask(each, { token, ...body }))),
    )
    expect((await Promise.all(answers)).flat()).toEqual([])
  }, 120_000)

  test('asks for a sign-in wherever it says so', async () => {
    const closed = (await operations()).filter(needsSignIn)
    const answers = await Promise.all(
      closed.map(async (each) => [each.about.operationId, (await ask(each, {})).status]),
    )
    expect(answers.filter(([, status]) => status !== 401)).toEqual([])
  })

  test.each([
    ['applicant', 'applicant'],
    ['agent', 'agent'],
    ['officer', 'officer.a'],
    ['supervisor', 'supervisor'],
    ['auditor', 'auditor'],
    ['administrator', 'admin'],
    ['kiosk', 'kiosk'],
  ])('lets a person of the role %s do exactly what it names', async (role, account) => {
    const token = await signedIn(account)
    const closed = (await operations()).filter((each) => needsSignIn(each) && each.about.description !== 'signed-in')
    const wrong: string[] = []
    for (const each of closed) {
      const body = each.method === 'GET' ? {} : { body: '{"nothing-of-this-name":1}' }
      const { status } = await ask(each, { token, ...body })
      const isNamed = each.about.description.split(', ').includes(role)
      if ((status === 403) === isNamed) wrong.push(`${each.about.operationId} ${status}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('A known path', () => {
  const send = (path: string, init: RequestInit) => fetch(`${world.centre.url}${path}`, init)

  test('answers another method with 405 and those it takes', async () => {
    const response = await send('/api/v1/cases', { method: 'PUT' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS')
  })

  test('turns away what is not JSON, with 415', async () => {
    const text = { method: 'POST', body: 'email=x', headers: { 'content-type': 'text/plain' } }
    expect((await send('/api/v1/sessions', text)).status).toBe(415)
  })

  test('turns away what is too large, with 413', async () => {
    const body = JSON.stringify({ email: 'x'.repeat(2_000_000), password: '' })
    const json = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
    expect((await send('/api/v1/sessions', json)).status).toBe(413)
  })

  test('says what is wrong in the language that was asked for', async () => {
    const response = await send('/api/v1/me', { headers: { 'accept-language': 'xx, de;q=0.9, en;q=0.8' } })
    expect(response.headers.get('content-language')).toBe('de')
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(problem.parse(await response.json()).type).toMatch(/\/problems\/signed-out$/)
  })

  test('is read by people at /api/docs', async () => {
    expect(await (await send('/api/docs', {})).text()).toContain('/api/v1/cases/{id}/actions/{action}')
  })

  test('is counted at /metrics by its pattern, and the process tells that it is alive and ready', async () => {
    await send('/api/v1/kinds', {})
    expect(await (await send('/metrics', {})).text()).toContain('route="/api/v1/kinds"')
    expect((await send('/healthz', {})).status).toBe(200)
    expect((await send('/readyz', {})).status).toBe(200)
  })
})
