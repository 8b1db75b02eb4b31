import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world.close(), 60_000)

const view = z.looseObject({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  channel: z.string(),
  actions: z.array(z.looseObject({ action: z.string() })),
  tasks: z.array(z.looseObject({ id: z.string(), task: z.string() })),
  documents: z.array(z.looseObject({ number: z.string(), code: z.string(), verificationCode: z.string() })),
  form: z.looseObject({ collection: z.unknown() }).optional(),
})
const problem = z.looseObject({ type: z.string() })
const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)
const needed = [
  'passport',
  'photo',
  'visa',
  'contract',
  'degree-certificate',
  'work-experience-letter',
  'no-criminal-record',
  'medical-certificate',
]

async function file(account: string, change: Readonly<Record<string, unknown>> = {}) {
  const door = await world.as(account)
  const { id } = view.parse((await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body)
  if (Object.keys(change).length > 0) await door.send('PATCH', `/api/v1/cases/${id}`, { set: change })
  const asked = account === 'agent' ? [...needed, 'authority'] : needed
  for (const type of asked) await door.send('POST', `/api/v1/cases/${id}/materials`, uploadOf(type))
  const submitted = await door.send('POST', `/api/v1/cases/${id}/actions/submit`, {})
  expect([submitted.status, submitted.body]).toEqual([200, expect.anything()])
  return { door, id }
}

async function decide(account: string, id: string, decision: object) {
  const door = await world.as(account)
  const [task] = view.parse((await door.get(`/api/v1/cases/${id}`)).body).tasks
  return await door.send('POST', `/api/v1/tasks/${task?.id}/decision`, decision)
}

describe('Corrections', () => {
  test('are taken whole or not at all: what is refused leaves the form as it was', async () => {
    const { door, id } = await file('applicant')
    const asked = await decide('officer.a', id, { outcome: 'incomplete', reasons: ['photo-unfit'] })
    expect(asked.status).toBe(200)
    const act = `/api/v1/cases/${id}/actions/supply-corrections`
    const collection = async () => view.parse((await door.get(`/api/v1/cases/${id}`)).body).form?.collection
    const partly = await door.send('POST', act, { data: { set: { collection: 'kiosk' }, materials: [] } })
    expect([codeOf(partly.body), await collection()]).toEqual(['corrections-incomplete', 'counter'])
    const unbrought = await door.send('POST', act, { data: { materials: ['photo'] } })
    expect(codeOf(unbrought.body)).toBe('material-missing')
    const wrong = await door.send('POST', act, { data: { set: { collection: 'by-pigeon' } } })
    expect([wrong.status, await collection()]).toEqual([422, 'counter'])
    await door.send('POST', `/api/v1/cases/${id}/materials`, uploadOf('photo'))
    const whole = await door.send('POST', act, { data: { set: { collection: 'kiosk' }, materials: ['photo'] } })
    expect([whole.status, view.parse(whole.body).status, await collection()]).toEqual([200, 'received', 'kiosk'])
  })
})

describe('A case filed by an agent', () => {
  test('is reached by the person it is about, with the receipt and their own address, and by nobody else', async () => {
    const { door, id } = await file('agent', { 'person.email': 'applicant6@onevisit.example' })
    const { documents, channel } = view.parse((await door.get(`/api/v1/cases/${id}`)).body)
    const receipt = documents.find(({ code }) => code === 'filing-receipt')?.number
    expect(channel).toBe('agent')
    const [owner, stranger] = [await world.as('applicant6'), await world.as('applicant7')]
    expect((await owner.get(`/api/v1/cases/${id}`)).status).toBe(404)
    expect((await stranger.send('POST', '/api/v1/cases/reached', { receipt })).status).toBe(404)
    expect((await owner.send('POST', '/api/v1/cases/reached', { receipt })).status).toBe(200)
    expect((await owner.get(`/api/v1/cases/${id}`)).status).toBe(200)
  })
})

describe('A paper', () => {
  test('is read by its people, and its code tells anyone that it is genuine, and who holds it only for a birth date', async () => {
    const { door, id } = await file('applicant2')
    const paper = view.parse((await door.get(`/api/v1/cases/${id}`)).body).documents[0]
    const pdf = await door.get(`/api/v1/documents/${paper?.number}`)
    expect([pdf.status, String(pdf.body).slice(0, 5)]).toEqual([200, '%PDF-'])
    expect((await (await world.as('applicant3')).get(`/api/v1/documents/${paper?.number}`)).status).toBe(404)
    const path = `/verify/${paper?.verificationCode}`
    expect((await world.anyone.get(path)).body).toEqual({
      state: 'genuine-in-force',
      type: paper?.code,
      number: paper?.number,
      issuedOn: '2026-03-02',
    })
    const wrong = await world.anyone.send('POST', path, { birthDate: '1990-01-01' })
    expect(wrong.body).not.toHaveProperty('holder')
    const right = await world.anyone.send('POST', path, { birthDate: '1989-06-21' })
    expect(right.body).toHaveProperty('holder', 'Søren Åsmund Øyehaug')
    expect((await world.anyone.get('/verify/AAAA-AAAA-AAAA-AAAA')).body).toMatchObject({ state: 'unknown' })
  })
})

describe('What a role may see', () => {
  test('of the same case differs: the auditor sees its record and no person, the other team nothing', async () => {
    const { id } = await file('applicant4')
    const auditor = await (await world.as('auditor')).get(`/api/v1/cases/${id}`)
    expect(auditor.status).toBe(200)
    expect(JSON.stringify(auditor.body)).not.toContain('Øyehaug')
    expect((await (await world.as('auditor')).get(`/api/v1/cases/${id}/events`)).status).toBe(200)
    expect((await (await world.as('housing')).get(`/api/v1/cases/${id}`)).status).toBe(404)
    expect((await (await world.as('kiosk')).get(`/api/v1/cases/${id}`)).status).toBe(404)
    const officer = await (await world.as('officer.b')).send('POST', `/api/v1/cases/${id}/actions/withdraw`, {})
    expect([officer.status, codeOf(officer.body)]).toEqual([403, 'not-yours'])
  })

  test('of a task ends at the team, and only a supervisor assigns', async () => {
    const { id } = await file('applicant5')
    const supervisor = await world.as('supervisor')
    const [task] = view.parse((await supervisor.get(`/api/v1/cases/${id}`)).body).tasks
    const path = `/api/v1/tasks/${task?.id}`
    const other = await (await world.as('housing')).get(path)
    expect([other.status, codeOf(other.body)]).toEqual([403, 'not-yours'])
    const officer = await world.as('officer.a')
    expect((await officer.send('POST', `${path}/assign`, { to: 'officer.b@onevisit.example' })).status).toBe(403)
    expect((await supervisor.send('POST', `${path}/assign`, { to: 'housing@onevisit.example' })).status).toBe(422)
    expect((await supervisor.send('POST', `${path}/assign`, { to: 'officer.b@onevisit.example' })).status).toBe(200)
    const taken = await officer.send('POST', `${path}/claim`, {})
    expect(codeOf(taken.body)).toBe('already-claimed')
    const given = await (await world.as('officer.b')).send('POST', `${path}/release`, {})
    expect(given.status).toBe(200)
    expect((await officer.send('POST', `${path}/claim`, {})).status).toBe(200)
  })
})

describe('A call-back', () => {
  const send = (headers: Readonly<Record<string, string>>, body: string) =>
    fetch(`${world.centre.url}/api/v1/outside/card-printer/call-backs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  const body = JSON.stringify({
    case: 'W-2026-000999-A',
    step: null,
    result: 'printed',
    at: '2026-03-02T09:00:00+08:00',
    data: {},
  })

  test('without a signature, wrongly signed or stale is turned away and counted', async () => {
    expect((await send({}, body)).status).toBe(401)
    const stamp = new Date().toISOString()
    const signature = createHmac('sha256', 'not the secret').update(`${stamp}.${body}`).digest('hex')
    const headers = { 'onevisit-id': 'x', 'onevisit-timestamp': stamp, 'onevisit-signature': signature }
    const wrong = await send(headers, body)
    expect([wrong.status, codeOf(await wrong.json())]).toEqual([401, 'signature-wrong'])
    const metrics = await (await fetch(`${world.centre.url}/metrics`)).text()
    expect(metrics).toMatch(/onevisit_call_backs_total\{system="card-printer",result="signature-wrong"\} 2/)
  })

  test('rightly signed is taken once and answered 200 each time', async () => {
    const signed = (stamp: string) => ({
      'onevisit-id': 'call-1',
      'onevisit-timestamp': stamp,
      'onevisit-signature': createHmac('sha256', world.servers.secret).update(`${stamp}.${body}`).digest('hex'),
    })
    const now = new Date().toISOString()
    expect((await send(signed(now), body)).status).toBe(200)
    expect((await send(signed(now), body)).status).toBe(200)
    const old = await send(signed(new Date(Date.now() - 600_000).toISOString()), body)
    expect([old.status, codeOf(await old.json())]).toEqual([401, 'signature-stale'])
  })
})
