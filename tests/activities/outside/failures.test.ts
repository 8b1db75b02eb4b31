import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { attempt, type Outside, startOutside, systemsAt } from './support/outside.ts'
import { job } from './support/people.ts'

let outside: Outside

beforeAll(async () => {
  outside = await startOutside()
})
afterEach(() => outside.control('POST', '/reset', {}))
afterAll(() => outside.close())

const ask = (key: string, systems = outside.systems) =>
  systems['work-permit-bureau'].register({ key, caseNumber: 'WP-2026-000001', ...job })

const answers = (...coming: readonly (string | object)[]) =>
  outside.control('PUT', '/outside/work-permit-bureau/answers', { answers: coming })

const book = () => outside.control('GET', '/outside/work-permit-bureau/calls')

test('a bureau that answers too late is tried again, and did nothing', async () => {
  await answers('time-out')
  const { failure } = await attempt(() => ask('k'))
  expect(failure).toMatchObject({ type: 'Unavailable', message: 'time-out', nonRetryable: false })
  expect(await book()).toMatchObject({ made: 0 })
})

test('a bureau that is down is tried again', async () => {
  await answers('unavailable')
  const { failure } = await attempt(() => ask('k'))
  expect(failure).toMatchObject({ type: 'Unavailable', message: 'http-503', nonRetryable: false })
})

test('a refused connection is tried again', async () => {
  const nobody = systemsAt('http://127.0.0.1:1', 300)
  const { failure } = await attempt(() => ask('k', nobody))
  expect(failure).toMatchObject({ type: 'Unavailable', message: 'no-connection', nonRetryable: false })
})

test('being told to come back later is obeyed', async () => {
  await answers('rate-limited')
  const { failure } = await attempt(() => ask('k'))
  expect(failure).toMatchObject({ type: 'RateLimited', nonRetryable: false, nextRetryDelay: 2000 })
})

test('a known refusal is an answer, and the same for the same key', async () => {
  await answers({ refusal: 'active-permit-elsewhere' })
  const first = await attempt(() => ask('k'))
  expect(first.value).toEqual({ refused: 'active-permit-elsewhere' })
  expect((await attempt(() => ask('k'))).value).toEqual({ refused: 'active-permit-elsewhere' })
  expect((await attempt(() => ask('k 2'))).value).toHaveProperty('permitNumber')
  expect(await book()).toMatchObject({ made: 1 })
})

test('a refusal that the contract does not know is stuck at once', async () => {
  await answers({ refusal: 'moon-phase' })
  const { failure } = await attempt(() => ask('k'))
  expect(failure).toMatchObject({ type: 'Unexpected', message: 'http-409', nonRetryable: true })
})

test('not being let in is stuck at once', async () => {
  await answers('unauthorized')
  expect((await attempt(() => ask('k'))).failure).toMatchObject({ type: 'Unauthorized', nonRetryable: true })
  const stranger = systemsAt(outside.sandbox.url, 300, 'another secret')
  expect((await attempt(() => ask('k', stranger))).failure).toMatchObject({ type: 'Unauthorized', nonRetryable: true })
})

test('nonsense is tried three times, whatever happens in between', async () => {
  await answers('nonsense', 'unavailable', 'nonsense', 'nonsense')
  const first = await attempt(() => ask('k'))
  expect(first.failure).toMatchObject({ type: 'Nonsense', nonRetryable: false })
  const second = await attempt(() => ask('k'), first.details)
  expect(second.failure).toMatchObject({ type: 'Unavailable' })
  const third = await attempt(() => ask('k'), second.details)
  expect(third.failure).toMatchObject({ type: 'Nonsense', nonRetryable: false })
  const fourth = await attempt(() => ask('k'), third.details)
  expect(fourth.failure).toMatchObject({ type: 'Nonsense', nonRetryable: true })
})

test('what a lost answer had done is found by the key, never done twice', async () => {
  await answers('lost')
  const lost = await attempt(() => ask('k'))
  expect(lost.failure).toMatchObject({ type: 'Unavailable', nonRetryable: false })
  expect(await book()).toMatchObject({ made: 1 })
  const found = await attempt(() => ask('k'))
  const again = await attempt(() => ask('k'))
  expect(found.value).toHaveProperty('permitNumber')
  expect(again.value).toEqual(found.value)
  expect(await book()).toMatchObject({
    made: 1,
    undone: 0,
    calls: [{ case: 'WP-2026-000001', method: 'POST', step: 'k' }],
  })
})

test('a failure says nothing of the person it was about', async () => {
  await answers('nonsense', 'unavailable', { refusal: 'moon-phase' })
  for (let attempts = 0; attempts < 3; attempts += 1) {
    const { failure } = await attempt(() => ask('k'))
    expect(JSON.stringify(failure)).not.toMatch(/Øyehaug|NX4410927|310105/)
  }
})
