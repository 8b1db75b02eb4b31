import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Door } from '../../cli/scenario/door.ts'
import { type AnotherApi, startAnotherApi } from '../support/another-api.ts'
import { bookCall, post, settlementToVerify, videoRoster } from '../support/settlement.ts'
import { openWorld, type World } from '../support/world.ts'

const problem = z.looseObject({ type: z.string() })
const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${problem.safeParse(body).data?.type.split('/').at(-1) ?? ''}`.trim()

const room = z.looseObject({
  side: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  open: z.boolean(),
  letIn: z.boolean(),
  recording: z.string(),
  originals: z.array(z.string()),
  checklist: z.unknown(),
  signed: z.unknown(),
  seat: z
    .looseObject({ peer: z.string(), ticket: z.string(), iceServers: z.array(z.unknown()) })
    .nullable()
    .optional(),
})

let world: World
/** A process of its own: the signalling is there where the api is a program, not where it lives inside a test. */
let api: AnotherApi
let caseId = ''
let booking = ''
let [applicant, officer] = [undefined, undefined] as unknown as [Door, Door]
const path = () => `/api/v1/bookings/${booking}/call`
const eventTypes = async () => {
  const { body } = await officer.get(`/api/v1/cases/${caseId}/events?limit=200`)
  return z.object({ items: z.array(z.looseObject({ type: z.string(), actor: z.string().nullable() })) }).parse(body)
    .items
}

beforeAll(async () => {
  world = await openWorld()
  api = await startAnotherApi(world)
  await videoRoster(world.as)
  caseId = await settlementToVerify(world.as)
  applicant = await world.as('applicant')
  officer = await world.as('officer.a')
  booking = await bookCall(applicant, caseId, '2026-03-05T10:00:00+08:00')
}, 180_000)
afterAll(async () => {
  await api.program.kill()
  await world.close()
}, 60_000)

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

/** Opens the signalling with a ticket; whether it was let in. */
const knock = (query: string): Promise<'opened' | number | undefined> =>
  new Promise((resolve, reject) => {
    const asking = request(`${api.url}/peer/peerjs?key=peerjs&${query}`, { headers: upgrade })
    asking.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve('opened')
    })
    asking.on('response', ({ statusCode }) => resolve(statusCode))
    asking.on('error', reject)
    asking.end()
  })

describe('The invitation to a video call', () => {
  const invitation = async () =>
    Buffer.from(await applicant.file(`/api/v1/bookings/${booking}/invitation.ics`)).toString('utf8')
  const lineOf = (text: string, name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1]

  test('is the same one when it is moved, a step higher; and when another is cancelled', async () => {
    const before = await invitation()
    await post(applicant, `/api/v1/bookings/${booking}/move`, { slot: '2026-03-04T10:30:00+08:00' })
    const after = await invitation()
    const of = (text: string) => ['METHOD', 'UID', 'SEQUENCE', 'DTSTART', 'STATUS'].map((name) => lineOf(text, name))
    const uid = lineOf(before, 'UID')
    expect(of(before)).toEqual(['REQUEST', uid, '0', '20260305T020000Z', 'CONFIRMED'])
    expect(of(after)).toEqual(['REQUEST', uid, '1', '20260304T023000Z', 'CONFIRMED'])

    await post(applicant, `/api/v1/bookings/${booking}/cancel`)
    expect(of(await invitation())).toEqual(['CANCEL', uid, '2', '20260304T023000Z', 'CANCELLED'])
    booking = await bookCall(applicant, caseId, '2026-03-05T10:00:00+08:00')
    expect(lineOf(await invitation(), 'UID')).not.toBe(uid)
  })
})

describe('The video room', () => {
  test('is closed until 15 minutes before, and says when it opens', async () => {
    await world.moveTo('2026-03-05T09:44:59+08:00')
    const answer = await applicant.send('POST', path(), {})
    expect(codeOf(answer)).toBe('409 call-not-open')
    expect(answer.body).toMatchObject({
      opensAt: '2026-03-05T09:45:00+08:00',
      closesAt: '2026-03-05T11:00:00+08:00',
    })
    expect(codeOf(await officer.get(path()))).toBe('409 call-not-open')
  })

  test('is for its two people: others of the staff are told it is not theirs, strangers that it is not there', async () => {
    await world.moveTo('2026-03-05T09:45:00+08:00')
    const [colleague, stranger] = [await world.as('officer.b'), await world.as('applicant2')]
    expect(codeOf(await colleague.send('POST', path(), {}))).toBe('403 not-yours')
    expect(codeOf(await colleague.get(path()))).toBe('403 not-yours')
    expect(codeOf(await stranger.send('POST', path(), {}))).toBe('404 not-found')
    expect(codeOf(await stranger.get(path()))).toBe('404 not-found')
    expect(codeOf(await world.anyone.get(path()))).toBe('401 signed-out')
  })

  test('opens its signalling to who has the ticket of the last place taken, and to nobody else', async () => {
    const first = room.parse((await applicant.send('POST', path(), {})).body)
    const second = room.parse((await applicant.send('POST', path(), {})).body)
    expect(second.seat?.peer).toMatch(/^[0-9a-f]{48}$/)
    expect(second.seat?.iceServers).toEqual([])
    const [old, own] = [first.seat, second.seat]
    expect(await knock(`id=${old?.peer}&token=${old?.ticket}`)).toBe(403)
    expect(await knock(`id=${own?.peer}&token=${old?.ticket}`)).toBe(403)
    expect(await knock(`id=guessed&token=${own?.ticket}`)).toBe(403)
    expect(await knock(`id=${own?.peer}&token=${own?.ticket}`)).toBe('opened')
  })

  test('keeps the officer’s checklist, shows it to no applicant, and takes nothing that the decision would not', async () => {
    const checklist = { documents: { passport: 'matches' }, note: 'Beside the face' }
    expect(codeOf(await applicant.send('POST', path(), { checklist }))).toBe('403 not-yours')
    expect(codeOf(await officer.send('POST', path(), { checklist: { documents: { passport: 'perhaps' } } }))).toMatch(
      /^422/,
    )
    expect((await officer.send('POST', path(), { checklist })).status).toBe(200)
    expect(room.parse((await officer.get(path())).body).checklist).toEqual(checklist)
    expect(room.parse((await applicant.get(path())).body).checklist).toBeNull()
  })

  test('is recorded only once the officer has asked and the applicant has agreed, which stands in the record', async () => {
    const piece = () => {
      const body = new FormData()
      body.set('type', 'recording')
      body.set('file', new File([webm], 'recording.webm', { type: 'video/webm' }))
      return body
    }
    expect(codeOf(await applicant.send('POST', path(), { letIn: true }))).toBe('403 not-yours')
    expect(codeOf(await applicant.send('POST', path(), { recording: 'agree' }))).toBe('409 not-open')
    await officer.send('POST', path(), { letIn: true })
    expect(codeOf(await officer.send('POST', path(), { recording: 'agree' }))).toBe('403 not-yours')
    expect((await officer.send('POST', path(), { recording: 'ask' })).status).toBe(200)
    expect(codeOf(await officer.send('POST', `${path()}/evidence`, piece()))).toBe('409 not-open')
    expect((await applicant.send('POST', path(), { recording: 'agree' })).status).toBe(200)
    expect((await officer.send('POST', `${path()}/evidence`, piece())).status).toBe(201)
    expect((await applicant.send('POST', path(), { recording: 'withdraw' })).status).toBe(200)
    expect(codeOf(await officer.send('POST', `${path()}/evidence`, piece()))).toBe('409 not-open')
    const said = (await eventTypes()).filter(({ type }) => type.startsWith('recording-'))
    expect(said.map(({ type }) => type)).toEqual(['recording-agreed', 'recording-withdrawn'])
    expect(said.every(({ actor }) => actor !== null)).toBe(true)
  })

  test('keeps still images sealed, of originals alone, and a decision names none that were not taken here', async () => {
    const still = (type: string) => {
      const body = new FormData()
      body.set('type', type)
      body.set('file', new File([grey], `${type}.jpg`, { type: 'image/jpeg' }))
      return body
    }
    expect(codeOf(await officer.send('POST', `${path()}/evidence`, still('contract')))).toMatch(/^422 material-unknown/)
    expect(codeOf(await applicant.send('POST', `${path()}/evidence`, still('passport')))).toBe('403 not-yours')
    const { id } = await post(officer, `${path()}/evidence`, still('passport'))
    expect(Buffer.from(await applicant.file(`${path()}/evidence/${id}`))).toEqual(grey)
    const stranger = await world.as('applicant2')
    expect((await stranger.get(`${path()}/evidence/${id}`)).status).toBe(404)

    await world.moveTo('2026-03-05T10:20:00+08:00')
    const { originals } = room.parse((await officer.get(path())).body)
    const documents = Object.fromEntries(originals.map((type) => [type, 'matches']))
    const { tasks } = z
      .looseObject({ tasks: z.array(z.looseObject({ id: z.string(), task: z.string() })) })
      .parse((await officer.get(`/api/v1/cases/${caseId}`)).body)
    const task = tasks.find((each) => each.task === 'verify-originals')?.id
    const sign = (stills: readonly string[]) =>
      officer.send('POST', `/api/v1/tasks/${task}/decision`, {
        outcome: 'all-match',
        reasons: [],
        data: { documents, stills: { passport: stills } },
      })
    expect(codeOf(await sign([id, 'invented']))).toBe('422 still-unknown')
    expect((await sign([id])).status).toBe(200)
    const decided = (await eventTypes()).findLast(({ type }) => type === 'decided')
    expect(decided?.['data']).toMatchObject({ data: { documents, stills: { passport: [id] } } })
  })

  test('shows both what was signed until its hours are over; nobody enters any more', async () => {
    const after = room.parse((await applicant.get(path())).body)
    expect(after).toMatchObject({ open: false, signed: { outcome: 'all-match', documents: { passport: 'matches' } } })
    expect(codeOf(await applicant.send('POST', path(), {}))).toBe('409 call-not-open')
    await world.moveTo('2026-03-05T11:00:01+08:00')
    expect(codeOf(await applicant.get(path()))).toBe('409 call-not-open')
    expect(codeOf(await officer.get(path()))).toBe('409 call-not-open')
  })
})

/** One grey pixel. */
const grey = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
)
/** The head of a WebM file: its EBML header and document type. */
const webm = Buffer.from(
  '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
  'hex',
)
