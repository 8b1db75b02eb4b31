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
  actions: z.array(z.looseObject({ action: z.string() })),
  tasks: z.array(z.looseObject({ id: z.string(), task: z.string() })),
  clocks: z.array(z.looseObject({ code: z.string(), state: z.string(), ledger: z.array(z.unknown()) })),
})
const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  errors: z.array(z.looseObject({ code: z.string() })),
})
const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)

const materials = [
  'passport',
  'photo',
  'visa',
  'contract',
  'degree-certificate',
  'work-experience-letter',
  'no-criminal-record',
  'medical-certificate',
]

async function draft(account = 'applicant') {
  const door = await world.as(account)
  const opened = await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))
  expect([opened.status, opened.body]).toEqual([201, expect.anything()])
  return { door, opened: view.parse(opened.body) }
}

async function submitted(account = 'applicant') {
  const { door, opened } = await draft(account)
  for (const type of materials) {
    const answer = await door.send('POST', `/api/v1/cases/${opened.id}/materials`, uploadOf(type))
    expect([answer.status, type]).toEqual([201, type])
  }
  const answer = await door.send('POST', `/api/v1/cases/${opened.id}/actions/submit`, {})
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return { door, case: view.parse(answer.body) }
}

describe('A case is opened as a draft', () => {
  test('and its view offers the applicant to submit and to withdraw', async () => {
    const { opened } = await draft()
    expect(opened.status).toBe('draft')
    expect(opened.number).toMatch(/^W-2026-\d{6}-[0-9A-Z]$/)
    expect(opened.actions.map(({ action }) => action).toSorted()).toEqual(['submit', 'withdraw'])
  })

  test('and names every missing material at once when it is submitted without', async () => {
    const { door, opened } = await draft()
    const answer = await door.send('POST', `/api/v1/cases/${opened.id}/actions/submit`, {})
    expect(answer.status).toBe(422)
    expect(codeOf(answer.body)).toBe('material-missing')
    expect(problem.parse(answer.body).errors).toHaveLength(materials.length)
  })

  test('and nobody else knows that it is there', async () => {
    const { opened } = await draft()
    const stranger = await world.as('agent')
    expect((await stranger.get(`/api/v1/cases/${opened.id}`)).status).toBe(404)
    const admin = await world.as('admin')
    expect((await admin.get(`/api/v1/cases/${opened.id}`)).status).toBe(403)
  })
})

describe('A submitted case', () => {
  test('waits for its first sign-off, with a clock that explains its days', async () => {
    const { case: seen } = await submitted()
    expect(seen.status).toBe('received')
    const acceptance = seen.clocks.find(({ code }) => code === 'acceptance')
    expect(acceptance?.state).toBe('running')
    expect(acceptance?.ledger.length).toBeGreaterThan(4)
  })

  test('is decided by the team, once, and the same key gives the same answer', async () => {
    const { case: seen } = await submitted()
    const officer = await world.as('officer.a')
    const staffView = view.parse((await officer.get(`/api/v1/cases/${seen.id}`)).body)
    const task = staffView.tasks.find((each) => each.task === 'check-materials')
    const decision = { outcome: 'complete', reasons: [], note: 'seen' }
    const path = `/api/v1/tasks/${task?.id}/decision`
    const first = await officer.sendKeyed({ method: 'POST', path, body: decision, key: 'once-only', repeat: 3 })
    expect([first.status, first.body]).toEqual([200, expect.anything()])
    const reused = await officer.sendKeyed({
      method: 'POST',
      path,
      body: { ...decision, note: 'other' },
      key: 'once-only',
    })
    expect(codeOf(reused.body)).toBe('idempotency-key-reused')
    const again = await officer.send('POST', path, decision)
    expect(codeOf(again.body)).toBe('not-open')
    const applicant = await world.as('applicant')
    expect((await applicant.send('POST', path, decision)).status).toBe(403)
  })
})
