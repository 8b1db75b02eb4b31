import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Door } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import { openWorld, type World } from '../support/world.ts'

const view = z.looseObject({
  id: z.string(),
  clocks: z.array(z.looseObject({ code: z.string(), dueOn: z.string().nullable(), state: z.string() })),
})
const preview = z.object({
  name: z.string(),
  moves: z.array(z.looseObject({ clock: z.string(), from: z.string(), to: z.string() })),
})
const calendar = z.looseObject({ state: z.string(), told: z.object({ cases: z.number(), all: z.boolean() }) })
const problem = z.looseObject({ type: z.string() })
const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)

const materials = [
  ...['passport', 'photo', 'visa', 'contract', 'degree-certificate'],
  ...['work-experience-letter', 'no-criminal-record', 'medical-certificate'],
]

let world: World
let admin: Door
let supervisor: Door
let id: string

/** A permit submitted on the Tuesday before the Spring Festival: five working days end on 24 February. */
beforeAll(async () => {
  world = await openWorld({ at: '2026-02-10T10:00:00+08:00' })
  const applicant = await world.as('applicant')
  ;[admin, supervisor] = [await world.as('admin'), await world.as('supervisor')]
  id = view.parse((await applicant.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body).id
  for (const type of materials) await applicant.send('POST', `/api/v1/cases/${id}/materials`, uploadOf(type))
  expect((await applicant.send('POST', `/api/v1/cases/${id}/actions/submit`, {})).status).toBe(200)
}, 120_000)
afterAll(() => world.close(), 60_000)

const due = async () => {
  const { clocks } = view.parse((await supervisor.get(`/api/v1/cases/${id}`)).body)
  return clocks.find(({ code }) => code === 'acceptance')?.dueOn
}
const confirm = (door: Door, name: string) => door.send('POST', `/api/v1/calendars/${name}/confirm`, {})

describe('A new holiday table', () => {
  test('is shown with every date it would move, before it changes anything', async () => {
    const { status, body } = await admin.send('POST', '/api/v1/calendars/preview', { table: 'cn-2026@2' })
    expect(status).toBe(200)
    expect(preview.parse(body).moves).toContainEqual(
      expect.objectContaining({ case: id, clock: 'acceptance', from: '2026-02-24', to: '2026-02-26' }),
    )
    expect(await due()).toBe('2026-02-24')
  })

  test('needs two people, and then moves the dates of open cases', async () => {
    const early = await confirm(supervisor, 'cn-2026@2')
    expect([early.status, codeOf(early.body)]).toEqual([404, 'calendar-unknown'])
    expect((await admin.send('POST', '/api/v1/calendars', { table: 'cn-2026@2' })).status).toBe(201)
    const own = await confirm(admin, 'cn-2026@2')
    expect([own.status, codeOf(own.body)]).toEqual([409, 'second-officer-required'])
    expect((await confirm(supervisor, 'cn-2026@2')).status).toBe(200)
    expect(await due()).toBe('2026-02-26')
    const again = await confirm(supervisor, 'cn-2026@2')
    expect([again.status, codeOf(again.body)]).toEqual([409, 'calendar-not-proposed'])
  })

  test('tells how far open cases know of it', async () => {
    const { body } = await admin.get('/api/v1/calendars/cn-2026@2')
    expect(calendar.parse(body)).toMatchObject({ state: 'in-force', told: { cases: 1, all: true } })
    expect(calendar.parse((await admin.get('/api/v1/calendars/cn-2026@1')).body).state).toBe('earlier')
  })

  test('is rolled back by proposing the earlier one', async () => {
    expect((await admin.send('POST', '/api/v1/calendars', { table: 'cn-2026@1' })).status).toBe(201)
    expect((await confirm(supervisor, 'cn-2026@1')).status).toBe(200)
    expect(await due()).toBe('2026-02-24')
  })

  test('that is malformed is refused with the place', async () => {
    const table = {
      table: 'cn-2028@1',
      year: 2028,
      version: 1,
      holidays: [{ name: 'X', days: ['2027-02-30'] }],
      makeUpWorkdays: [],
    }
    const { status, body } = await admin.send('POST', '/api/v1/calendars', { table })
    expect([status, codeOf(body)]).toEqual([422, 'table-invalid'])
    expect(body).toMatchObject({ errors: [{ pointer: '/table/holidays/0/days/0' }] })
  })

  test('is proposed by administrators only', async () => {
    expect((await supervisor.send('POST', '/api/v1/calendars', { table: 'cn-2026@2' })).status).toBe(403)
  })
})

describe('The audit of time limits', () => {
  const summary = '/api/v1/sla/summary?from=2026-02-01&to=2026-03-31'
  const figuresOf = (body: unknown) =>
    z
      .object({ items: z.array(z.looseObject({ clock: z.string() })) })
      .parse(body)
      .items.find(({ clock }) => clock === 'acceptance')

  test('is for supervisors and auditors', async () => {
    expect((await admin.get(summary)).status).toBe(403)
    expect((await (await world.as('auditor')).get(summary)).status).toBe(200)
  })

  test('counts what was kept and broken, and says what was known at an earlier instant', async () => {
    expect(figuresOf((await supervisor.get(summary)).body)).toMatchObject({
      running: 1,
      breached: 0,
      keptPercent: null,
    })
    await world.moveTo('2026-02-25T10:00:00+08:00')
    expect(figuresOf((await supervisor.get(summary)).body)).toMatchObject({
      running: 0,
      breached: 1,
      keptPercent: 0,
      median: 5,
    })
    const then = `${summary}&asOf=${encodeURIComponent('2026-02-24T23:59:59+08:00')}`
    expect(figuresOf((await supervisor.get(then)).body)).toMatchObject({ running: 1, breached: 0 })
    expect((await supervisor.get('/api/v1/sla/breaches?from=2026-02-01')).body).toMatchObject({
      items: [{ case: id, clock: 'acceptance', standing: 'breached', endedAt: '2026-02-25T00:00:00+08:00', used: 5 }],
    })
    const csv = Buffer.from(await supervisor.file('/api/v1/sla/export.csv?from=2026-02-01')).toString('utf8')
    expect(csv.split('\r\n')[0]).toMatch(/^\uFEFFnumber,kind,track/)
    expect(csv).toContain('acceptance,1,statutory')
  })
})

describe('Office time', () => {
  test('is told to anyone, moved by administrators, and never back', async () => {
    expect((await world.anyone.get('/api/v1/time')).body).toMatchObject({
      now: '2026-02-25T10:00:00+08:00',
      held: true,
      mode: 'sandbox',
    })
    expect((await supervisor.send('POST', '/api/v1/time', { to: '2026-02-26T10:00:00+08:00' })).status).toBe(403)
    const back = await admin.send('POST', '/api/v1/time', { to: '2026-02-24T10:00:00+08:00', hold: true })
    expect(back.status).toBe(409)
  })
})
