import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Servers } from '../../cli/centre/servers.ts'
import { openDoor } from '../../cli/scenario/door.ts'
import { testServers } from '../support/servers.ts'
import { type LoneApi, openLoneApi } from './support/lone-api.ts'

let servers: Servers
let api: LoneApi
beforeAll(async () => {
  servers = await testServers()
  api = await openLoneApi(servers)
}, 120_000)
afterAll(async () => {
  await api.close()
  await servers.close()
}, 60_000)

const password = 'a long enough password'
const session = z.looseObject({ token: z.string(), user: z.looseObject({ email: z.string(), role: z.string() }) })
const problem = z.looseObject({ type: z.string() })
const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)

/** The newest mail to an address; it is on its way while the answer already came. */
async function mailTo(email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1, await wait(20)) {
    const found = api.mails.findLast(({ to }) => to === email)
    if (found !== undefined) return found.text
  }
  throw new Error('no mail came')
}

const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? ''

describe('Whoever registers', () => {
  test('is sent a code, and is an applicant with it', async () => {
    const email = 'lena@mail.example'
    expect((await api.anyone.send('POST', '/api/v1/accounts', { email })).status).toBe(202)
    const code = codeIn(await mailTo(email))
    const made = await api.anyone.send('POST', '/api/v1/accounts', {
      email,
      code,
      password,
      name: 'Lena',
      language: 'de',
    })
    expect([made.status, session.parse(made.body).user.role]).toEqual([201, 'applicant'])
    const signedIn = await api.anyone.send('POST', '/api/v1/sessions', { email, password })
    expect(signedIn.status).toBe(201)
    const me = await openDoor(api.url, session.parse(signedIn.body).token).get('/api/v1/me')
    expect(me.body).toMatchObject({ email, emailVerified: true, language: 'de', role: 'applicant' })
  })

  test('and has an account already gets the same answer, and a mail without a code', async () => {
    const email = 'applicant@onevisit.example'
    const answer = await api.anyone.send('POST', '/api/v1/accounts', { email })
    const fresh = await api.anyone.send('POST', '/api/v1/accounts', { email: 'nobody@mail.example' })
    expect([answer.status, answer.body]).toEqual([fresh.status, fresh.body])
    expect(codeIn(await mailTo(email))).toBe('')
  })

  test('cannot register with a code that was never sent, or a password that is too short', async () => {
    const email = 'other@mail.example'
    const wrong = await api.anyone.send('POST', '/api/v1/accounts', { email, code: '000000', password })
    expect([wrong.status, codeOf(wrong.body)]).toEqual([422, 'wrong-code'])
    const weak = await api.anyone.send('POST', '/api/v1/accounts', { email, code: '000000', password: 'short' })
    expect(codeOf(weak.body)).toBe('password-too-weak')
  })
})

describe('Whoever forgot their password', () => {
  test('sets a new one with a code, and the old sessions end', async () => {
    const email = 'agent@onevisit.example'
    const before = await api.as('agent')
    expect((await api.anyone.send('POST', '/api/v1/accounts/recover', { email })).status).toBe(202)
    const code = codeIn(await mailTo(email))
    const done = await api.anyone.send('POST', '/api/v1/accounts/recover', { email, code, password })
    expect(done.status).toBe(200)
    expect((await before.get('/api/v1/me')).status).toBe(401)
    expect((await api.anyone.send('POST', '/api/v1/sessions', { email, password })).status).toBe(201)
  })

  test('gets the same answer where there is no account', async () => {
    const answer = await api.anyone.send('POST', '/api/v1/accounts/recover', { email: 'nobody-at-all@mail.example' })
    expect(answer.status).toBe(202)
  })
})

describe('A session', () => {
  test('is not opened with a wrong password, and after ten tries not with the right one either', async () => {
    const email = 'housing@onevisit.example'
    const tries = Array.from({ length: 10 }, () =>
      api.anyone.send('POST', '/api/v1/sessions', { email, password: 'not the password' }),
    )
    const answers = await Promise.all(tries)
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 401))
    const limited = await api.anyone.send('POST', '/api/v1/sessions', { email, password })
    expect(codeOf(limited.body)).toBe('rate-limited')
  })

  test('ends when its owner signs out', async () => {
    const door = await api.as('applicant3')
    expect((await door.send('DELETE', '/api/v1/sessions/current')).status).toBe(204)
    expect((await door.get('/api/v1/me')).status).toBe(401)
  })

  test('takes another address only with the code that was sent there', async () => {
    const door = await api.as('applicant4')
    const email = 'New.Address@mail.example'
    const asked = await door.send('PATCH', '/api/v1/me', { email, phone: '+8613900010099' })
    expect(asked.status).toBe(202)
    expect((await door.get('/api/v1/me')).body).toMatchObject({
      email: 'applicant4@onevisit.example',
      phone: '+8613900010099',
    })
    const wrong = await door.send('PATCH', '/api/v1/me', { email, code: '000000' })
    expect([wrong.status, codeOf(wrong.body)]).toEqual([422, 'wrong-code'])
    const code = codeIn(await mailTo(email.toLowerCase()))
    const elsewhere = await door.send('PATCH', '/api/v1/me', { email: 'elsewhere@mail.example', code })
    expect(codeOf(elsewhere.body)).toBe('wrong-code')
    const done = await door.send('PATCH', '/api/v1/me', { email, code })
    expect(done.body).toMatchObject({ email: email.toLowerCase(), emailVerified: true })
    expect(codeOf((await door.send('PATCH', '/api/v1/me', { email: 'x@mail.example', code })).body)).toBe('wrong-code')
  })

  test('does not let an account take the address of another, nor tell that there is one', async () => {
    const door = await api.as('applicant2')
    const answer = await door.send('PATCH', '/api/v1/me', { email: 'supervisor@onevisit.example' })
    const free = await door.send('PATCH', '/api/v1/me', { email: 'free@mail.example' })
    expect([answer.status, answer.body]).toEqual([free.status, free.body])
    expect((await door.get('/api/v1/me')).body).toMatchObject({ email: 'applicant2@onevisit.example' })
    expect((await door.send('PATCH', '/api/v1/me', { language: 'ja' })).body).toMatchObject({ language: 'ja' })
    expect((await door.send('PATCH', '/api/v1/me', { role: 'administrator' })).status).toBe(422)
  })

  test('lets nobody become more than they are by the doors of the sign-in library', async () => {
    const door = await api.as('applicant2')
    const me = z.looseObject({ id: z.string() }).parse((await door.get('/api/v1/me')).body)
    const raised = await door.send('POST', '/api/auth/admin/set-role', { userId: me.id, role: 'administrator' })
    expect(raised.status).toBeGreaterThanOrEqual(400)
    const asked = await door.send('POST', '/api/auth/update-user', { role: 'supervisor', teams: ['permits'] })
    expect(asked.status).toBeGreaterThanOrEqual(400)
    const signedUp = { email: 'raised@mail.example', password, name: 'x', role: 'administrator' }
    expect((await api.anyone.send('POST', '/api/auth/sign-up/email', signedUp)).status).toBeGreaterThanOrEqual(400)
    expect((await door.get('/api/v1/me')).body).toMatchObject({ role: 'applicant', teams: [] })
  })
})
