import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Outside, startOutside } from './support/outside.ts'
import { job } from './support/people.ts'

let outside: Outside

beforeAll(async () => {
  outside = await startOutside()
})
afterAll(() => outside.close())

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${outside.sandbox.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  })

test('the page shows every system, the book and no one’s passport', async () => {
  await outside.systems['work-permit-bureau'].register({ key: 'k', caseNumber: 'WP-2026-000001', ...job })
  const page = await (await fetch(outside.sandbox.url)).text()
  expect(page.match(/<section class="card"/g)).toHaveLength(14)
  expect(page).toContain('WP-2026-000001')
  expect(page).not.toContain('NX4410927')
})

test('a form sets what comes next, and no other site can', async () => {
  const fields = { answer: 'unavailable', count: '2' }
  expect((await post('/controls/card-printer/answers', fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post('/controls/card-printer/answers', fields)).status).toBe(303)
  expect(await (await fetch(outside.sandbox.url)).text()).toContain('Next: unavailable, unavailable')
  expect((await post('/controls/card-printer/answers', { answer: 'perhaps', count: '2' })).status).toBe(422)
})

test('a control that cannot be read says what is wrong with it', async () => {
  const answer = await outside.control('PUT', '/outside/card-printer/answers', { answers: ['perhaps'] })
  expect(answer).toMatchObject({ code: 'unreadable', errors: [{ path: ['answers', 0] }] })
  expect(await outside.control('GET', '/outside/no-such-system/calls')).toEqual({ code: 'no-such-system' })
})
