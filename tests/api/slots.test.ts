import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Door } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { type AnotherApi, startAnotherApi } from '../support/another-api.ts'
import { openWorld, type World } from '../support/world.ts'

const bookingSchema = z.looseObject({
  id: z.string(),
  state: z.string(),
  startsAt: z.string(),
  heldUntil: z.string().nullable(),
})
const opened = z.looseObject({ id: z.string() })
const problem = z.looseObject({ type: z.string() })
const slots = z.object({ items: z.array(z.looseObject({ startsAt: z.string(), minutes: z.number() })) })

const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)

let world: World
/** A second api process on the same store: a slot must be sold once over all of them. */
let other: AnotherApi

beforeAll(async () => {
  world = await openWorld()
  other = await startAnotherApi(world)
  const supervisor = await world.as('supervisor')
  const roster = {
    officer: 'officer.a@onevisit.example',
    purpose: 'biometrics',
    from: '09:00',
    to: '10:00',
    languages: ['zh', 'en'],
  }
  const answer = await supervisor.send('POST', '/api/v1/rosters', {
    ...roster,
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  })
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
}, 120_000)

afterAll(async () => {
  await other.program.kill()
  await world.close()
}, 60_000)

async function draft(door: Door): Promise<string> {
  const answer = await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))
  return opened.parse(answer.body).id
}

const hold = (door: Door, id: string, slot: string) =>
  door.send('POST', '/api/v1/bookings', { case: id, purpose: 'biometrics', slot, hold: true })

describe('Free slots', () => {
  test('are those of the rosters on working days, in quarters of an hour for biometrics', async () => {
    const applicant = await world.as('applicant')
    const { status, body } = await applicant.get(
      '/api/v1/slots?purpose=biometrics&from=2026-03-06&to=2026-03-09&language=en',
    )
    expect(status).toBe(200)
    expect(slots.parse(body).items.map(({ startsAt }) => startsAt.slice(0, 16))).toEqual([
      ...['00', '15', '30', '45'].map((minute) => `2026-03-06T09:${minute}`),
      ...['00', '15', '30', '45'].map((minute) => `2026-03-09T09:${minute}`),
    ])
  })

  test('are none in a language that nobody there speaks', async () => {
    const applicant = await world.as('applicant')
    const { body } = await applicant.get('/api/v1/slots?purpose=biometrics&from=2026-03-06&to=2026-03-09&language=ko')
    expect(slots.parse(body).items).toEqual([])
  })

  test('are given by supervisors and administrators only', async () => {
    const officer = await world.as('officer.a')
    expect((await officer.get('/api/v1/rosters')).status).toBe(403)
    expect((await (await world.as('admin')).get('/api/v1/rosters')).status).toBe(200)
  })
})

describe('A slot', () => {
  test('is sold once, however many want it through whichever process', async () => {
    const here = await world.as('applicant')
    const there = await other.as('applicant')
    const cases: string[] = []
    for (let number = 0; number < 50; number += 1) cases.push(await draft(here))
    const answers = await Promise.all(
      cases.map((id, number) => hold(number % 2 === 0 ? here : there, id, '2026-03-04T09:00:00+08:00')),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const losers = answers.filter(({ status }) => status !== 201)
    expect(new Set(losers.map(({ status, body }) => `${status} ${codeOf(body)}`))).toEqual(new Set(['409 slot-taken']))
  }, 120_000)

  test('that is none is not offered', async () => {
    const door = await world.as('applicant')
    const id = await draft(door)
    for (const slot of ['2026-03-07T09:00:00+08:00', '2026-03-04T09:10:00+08:00', '2026-03-02T08:45:00+08:00']) {
      const { status, body } = await hold(door, id, slot)
      expect([status, codeOf(body)]).toEqual([409, 'slot-not-offered'])
    }
  })

  test('that the case does not want is given back', async () => {
    const door = await world.as('applicant')
    const id = await draft(door)
    const wanted = { case: id, purpose: 'biometrics', slot: '2026-03-05T09:00:00+08:00' }
    const { status, body } = await door.send('POST', '/api/v1/bookings', wanted)
    expect([status, codeOf(body)]).toEqual([409, 'not-open'])
    expect((await hold(door, id, wanted.slot)).status).toBe(201)
  })

  test('is one a purpose and case, and nobody else is told whose it is', async () => {
    const door = await world.as('applicant2')
    const id = await draft(door)
    const first = await hold(door, id, '2026-03-05T09:15:00+08:00')
    const second = await hold(door, id, '2026-03-05T09:30:00+08:00')
    expect([second.status, codeOf(second.body)]).toEqual([409, 'already-booked'])
    const stranger = await world.as('applicant3')
    const theirs = await stranger.send('POST', `/api/v1/bookings/${bookingSchema.parse(first.body).id}/cancel`, {})
    expect(theirs.status).toBe(404)
  })

  test('has an invitation in UTC whose cancellation is the same appointment, one step later', async () => {
    const door = await world.as('applicant4')
    const id = await draft(door)
    const held = bookingSchema.parse((await hold(door, id, '2026-03-05T09:45:00+08:00')).body)
    const read = async () => Buffer.from(await door.file(`/api/v1/bookings/${held.id}/invitation.ics`)).toString('utf8')
    const before = await read()
    expect(before).toMatch(/METHOD:REQUEST/)
    expect(before).toMatch(/DTSTART:20260305T014500Z/)
    expect(before).toMatch(/SEQUENCE:0/)
    expect((await door.send('POST', `/api/v1/bookings/${held.id}/cancel`, {})).status).toBe(200)
    const after = await read()
    expect(after).toMatch(/METHOD:CANCEL/)
    expect(after).toMatch(/SEQUENCE:1/)
    expect(/UID:(\S+)/.exec(after)?.[1]).toBe(/UID:(\S+)/.exec(before)?.[1])
  })

  test('that is held is free again at the very instant the hold ends', async () => {
    const slot = '2026-03-06T09:00:00+08:00'
    const [one, two] = [await world.as('applicant5'), await world.as('applicant6')]
    const [mine, theirs] = [await draft(one), await draft(two)]
    const held = bookingSchema.parse((await hold(one, mine, slot)).body)
    expect(held.heldUntil).toBe('2026-03-02T09:10:00+08:00')
    await world.moveTo('2026-03-02T09:09:59+08:00')
    expect(codeOf((await hold(two, theirs, slot)).body)).toBe('slot-taken')
    await world.moveTo('2026-03-02T09:10:00+08:00')
    expect((await hold(two, theirs, slot)).status).toBe(201)
    const late = await one.send('POST', `/api/v1/bookings/${held.id}/confirm`, {})
    expect([late.status, codeOf(late.body)]).toEqual([409, expect.stringMatching(/^(hold-expired|not-open)$/)])
  })
})

describe('An absence', () => {
  test('takes the slots of its days away until it is ended', async () => {
    const supervisor = await world.as('supervisor')
    const days = '/api/v1/slots?purpose=biometrics&from=2026-03-09&to=2026-03-10'
    const absence = { officer: 'officer.a@onevisit.example', from: '2026-03-09', to: '2026-03-09' }
    const entered = await supervisor.send('POST', '/api/v1/absences', absence)
    expect(entered.status).toBe(201)
    const count = async () => slots.parse((await supervisor.get(days)).body).items.length
    expect(await count()).toBe(4)
    const { id } = opened.parse(entered.body)
    expect((await supervisor.send('DELETE', `/api/v1/absences/${id}`)).status).toBe(204)
    expect(await count()).toBe(8)
  })
})

describe('The stream', () => {
  test('tells those who may see a case that it changed, and nobody else', async () => {
    const listen = async (account: string) => {
      const body = JSON.stringify({ email: `${account}@onevisit.example`, password: world.centre.password })
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
      const { token } = z
        .looseObject({ token: z.string() })
        .parse(await (await fetch(`${other.url}/api/v1/sessions`, init)).json())
      const ending = new AbortController()
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
      const response = await fetch(`${other.url}/api/v1/stream`, { headers, signal: ending.signal })
      const heard: string[] = []
      const reading = (async () => {
        for await (const chunk of response.body ?? []) heard.push(Buffer.from(chunk).toString('utf8'))
      })().catch(() => undefined)
      const end = async () => {
        ending.abort()
        await reading
      }
      return { heard: () => heard.join(''), end }
    }
    const [owner, stranger] = [await listen('applicant7'), await listen('applicant8')]
    const id = await draft(await world.as('applicant7'))
    for (let look = 0; look < 100 && !owner.heard().includes(id); look += 1)
      await new Promise((next) => setTimeout(next, 50))
    expect(owner.heard()).toContain(`{"case":"${id}","seq":`)
    expect(owner.heard()).toMatch(/^id: \d+-\d+$/m)
    expect(stranger.heard()).not.toContain(id)
    await Promise.all([owner.end(), stranger.end()])
    const { status } = await fetch(`${other.url}/api/v1/stream`)
    expect(status).toBe(401)
  })
})
