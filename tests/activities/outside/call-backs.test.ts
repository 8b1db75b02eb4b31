import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { verifyCallBack } from '../../../activities/outside/call-back.ts'
import { readCallBack } from '../../../activities/outside/call-back-schemas.ts'
import { type Outside, startOutside } from './support/outside.ts'
import { application, soren } from './support/people.ts'

let outside: Outside

beforeAll(async () => {
  outside = await startOutside(2000)
})
afterEach(async () => {
  outside.ours.taken.length = 0
  outside.ours.turnedAway.length = 0
  await outside.control('POST', '/reset', {})
})
afterAll(() => outside.close())

const start = () => outside.control('POST', '/reset', { to: '2026-03-06T09:10:00+08:00', hold: true })
const apply = (caseNumber = 'C-1') =>
  outside.systems['exit-entry-bureau'].apply({ key: `${caseNumber} apply`, caseNumber, ...application })
const state = () => outside.systems['exit-entry-bureau'].state({ key: 's', caseNumber: 'C-1' })
const callBack = (body: object, system = 'exit-entry-bureau') =>
  outside.control('POST', `/outside/${system}/call-backs`, { case: 'C-1', ...body })
const move = (to: string) => outside.control('POST', '/time', { to, hold: true })

test('the bureau approves by itself after a day of office time, at that instant', async () => {
  await start()
  await apply()
  expect(await outside.control('GET', '/time')).toMatchObject({
    nextCallBackAt: '2026-03-07T09:10:00+08:00',
    held: true,
  })
  await move('2026-03-07T09:09:59+08:00')
  expect(outside.ours.taken).toEqual([])
  await move('2026-03-07T10:00:00+08:00')
  expect(outside.ours.taken).toMatchObject([
    {
      system: 'exit-entry-bureau',
      body: {
        case: 'C-1',
        step: 'C-1 apply',
        result: 'approved',
        at: '2026-03-07T09:10:00+08:00',
        data: { until: '2028-03-15' },
      },
    },
  ])
  expect(await state()).toMatchObject({ result: 'approved', until: '2028-03-15' })
})

test('call-backs that fall due on the way come in the order of their instants', async () => {
  await start()
  const degree = { holder: soren, country: 'NOR', university: 'UiO', degree: 'master' }
  await outside.systems['credential-verification'].verify({ key: 'v', caseNumber: 'C-2', ...degree })
  await apply()
  await outside.systems['card-printer'].print({ key: 'p', caseNumber: 'C-3', documentNumber: 'JL-2026-000001' })
  await move('2026-04-01T00:00:00+08:00')
  expect(outside.ours.taken.map(({ body }) => [body.result, body.at])).toEqual([
    ['printed', '2026-03-06T09:12:00+08:00'],
    ['approved', '2026-03-07T09:10:00+08:00'],
    ['genuine', '2026-03-07T11:10:00+08:00'],
  ])
})

test('what is told by hand replaces what the bureau would have said, and made-up data fills the rest', async () => {
  await start()
  await apply()
  const { statuses } = await callBack({ result: 'refused', data: { code: 'security' } })
  expect(statuses).toEqual([200])
  await move('2026-04-01T00:00:00+08:00')
  expect(outside.ours.taken.map(({ body }) => body)).toMatchObject([{ result: 'refused', data: { code: 'security' } }])
  await callBack({ result: 'interview-required' })
  const told = outside.ours.taken.at(-1)?.body
  expect(told && readCallBack('exit-entry-bureau', told)).toHaveProperty('place')
})

test('a case that is told by hand waits for it', async () => {
  await start()
  await outside.control('PUT', '/outside/exit-entry-bureau/by-hand', { cases: ['C-1'] })
  await apply('C-1')
  await apply('C-2')
  await move('2026-04-01T00:00:00+08:00')
  expect(outside.ours.taken.map(({ body }) => body.case)).toEqual(['C-2'])
  expect(await outside.control('GET', '/time')).toMatchObject({ nextCallBackAt: null })
})

test('a call-back made twice has one id', async () => {
  await apply()
  const { id, statuses } = await callBack({ result: 'approved', times: 2 })
  expect(statuses).toEqual([200, 200])
  expect(outside.ours.taken.map((taken) => taken.id)).toEqual([id, id])
})

test('a wrongly signed or stale call-back is turned away and decides nothing', async () => {
  await apply()
  expect(await callBack({ result: 'approved', signature: 'wrong' })).toMatchObject({ statuses: [401] })
  expect(await callBack({ result: 'refused', signature: 'stale' })).toMatchObject({ statuses: [401] })
  expect(outside.ours.turnedAway).toEqual(['signature-wrong', 'signature-stale'])
  expect(outside.ours.taken).toEqual([])
  expect(await state()).toEqual({ result: 'pending' })
})

test('a lost call-back never comes, and asking tells what was decided', async () => {
  await start()
  await apply()
  expect(await callBack({ result: 'approved', data: { until: '2027-01-31' }, lost: true })).toMatchObject({
    statuses: [],
  })
  await move('2026-04-01T00:00:00+08:00')
  expect(outside.ours.taken).toEqual([])
  expect(await state()).toMatchObject({ result: 'approved', until: '2027-01-31' })
})

test('while our server is down the call-back knocks until it opens', async () => {
  await apply()
  outside.ours.beAway(3)
  expect(await callBack({ result: 'approved' })).toMatchObject({ statuses: [200] })
  expect(outside.ours.taken).toHaveLength(1)
})

test('the script can say what comes later and when', async () => {
  await start()
  await outside.control('PUT', '/outside/exit-entry-bureau/answers', {
    answers: [{ 'pending-then': 'refused', after: 'PT26H' }],
  })
  await apply()
  expect(await outside.control('GET', '/time')).toMatchObject({ nextCallBackAt: '2026-03-07T11:10:00+08:00' })
  await move('2026-03-08T00:00:00+08:00')
  expect(outside.ours.taken).toMatchObject([{ body: { result: 'refused', at: '2026-03-07T11:10:00+08:00' } }])
})

test('the post tells nothing unasked, and of several letters the one that is meant', async () => {
  await start()
  const letter = { recipient: { name: 'a', address: 'b' }, contents: 'respondent-notice', caseNumber: 'C-1' }
  await outside.systems['postal-service'].ship({ key: 'to 0', ...letter, about: { respondent: 0 } })
  await outside.systems['postal-service'].ship({ key: 'to 1', ...letter, about: { respondent: 1 } })
  await move('2026-05-01T00:00:00+08:00')
  expect(outside.ours.taken).toEqual([])
  await callBack({ result: 'delivered', data: { respondent: 0 } }, 'postal-service')
  await callBack({ result: 'returned', data: { respondent: 1, reason: 'moved' } }, 'postal-service')
  expect(outside.ours.taken.map(({ body }) => [body.step, body.result])).toEqual([
    ['to 0', 'delivered'],
    ['to 1', 'returned'],
  ])
  const read = outside.ours.taken.map(({ body }) => readCallBack('postal-service', body))
  expect(read).toMatchObject([
    { respondent: 0, to: 'addressee' },
    { respondent: 1, reason: 'moved' },
  ])
})

test('office time that is not held runs with machine time', async () => {
  await outside.control('POST', '/reset', { to: '2026-03-06T09:10:00+08:00' })
  await outside.control('PUT', '/outside/exit-entry-bureau/answers', {
    answers: [{ 'pending-then': 'ok', after: 'PT1S' }],
  })
  await apply()
  const deadline = Date.now() + 5000
  while (outside.ours.taken.length === 0 && Date.now() < deadline) await new Promise((go) => setTimeout(go, 50))
  expect(outside.ours.taken[0]?.body.at).toMatch(/^2026-03-06T09:10:0\d/)
})

test('a signature covers time stamp and body, five minutes long', () => {
  const none = { secret: 's', headers: {}, rawBody: '{}', nowMillis: 0 }
  expect(verifyCallBack(none)).toEqual({ refused: 'signature-wrong' })
  expect(verifyCallBack({ ...none, secret: '' })).toEqual({ refused: 'signature-wrong' })
})
