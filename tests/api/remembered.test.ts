import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { z } from 'zod'
import { openDoor, signInAs } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let database: pg.Client
let id: string
beforeAll(async () => {
  world = await openWorld()
  database = new pg.Client({ connectionString: world.centre.settings.config.databaseUrl })
  await database.connect()
  const door = await world.as('applicant')
  id = view.parse((await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body).id
}, 120_000)
afterAll(async () => {
  await database.end()
  await world.close()
}, 60_000)

const view = z.looseObject({
  id: z.string(),
  status: z.string(),
  version: z.number().optional(),
  materials: z.array(z.unknown()).optional(),
  form: z.looseObject({ person: z.looseObject({ email: z.string() }) }).optional(),
  clocks: z.array(z.looseObject({ code: z.string(), remaining: z.number().nullable() })),
  people: z.array(z.looseObject({ role: z.string(), name: z.string().optional() })),
  tasks: z.array(z.looseObject({ id: z.string(), task: z.string(), assignee: z.string().nullable() })),
})

/** Read twice: what was found out the first time is remembered for the second. */
async function seen(account: string) {
  const door = await world.as(account)
  await door.get(`/api/v1/cases/${id}`)
  const answer = await door.get(`/api/v1/cases/${id}`)
  expect(answer.status).toBe(200)
  return view.parse(answer.body)
}

/** What another process of ours does to an account is told within moments. */
async function soon(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 40; tries += 1, await wait(25)) if (await isSo()) return true
  return false
}

describe('A view that was made before is given again only while nothing has changed', () => {
  test('neither the form, nor what was uploaded', async () => {
    const before = await seen('applicant')
    const door = await world.as('applicant')
    const body = { set: { 'person.email': 'elsewhere@mail.example' } }
    const changed = await door.sendKeyed({ method: 'PATCH', path: `/api/v1/cases/${id}`, body })
    expect(changed.status).toBe(200)
    const after = view.parse((await door.get(`/api/v1/cases/${id}`)).body)
    expect(after.form?.person.email).toBe('elsewhere@mail.example')
    expect(after.version).toBe((before.version ?? 0) + 1)
    await door.send('POST', `/api/v1/cases/${id}/materials`, uploadOf('passport'))
    expect(view.parse((await door.get(`/api/v1/cases/${id}`)).body).materials).toHaveLength(1)
  })

  test('nor what happened in the case, nor the day', async () => {
    const door = await world.as('applicant')
    const kind = z.object({ errors: z.array(z.object({ pointer: z.string() })) })
    const missing = kind.parse((await door.send('POST', `/api/v1/cases/${id}/actions/submit`, {})).body).errors
    for (const { pointer } of missing)
      await door.send('POST', `/api/v1/cases/${id}/materials`, uploadOf(pointer.split('/').at(-1) ?? ''))
    expect((await seen('applicant')).status).toBe('draft')
    expect((await door.send('POST', `/api/v1/cases/${id}/actions/submit`, {})).status).toBe(200)
    const submitted = view.parse((await door.get(`/api/v1/cases/${id}`)).body)
    expect(submitted.status).toBe('received')
    const left = (await seen('applicant')).clocks.find(({ code }) => code === 'acceptance')?.remaining ?? 0
    await world.moveTo('2026-03-03T09:30:00+08:00')
    const later = view.parse((await door.get(`/api/v1/cases/${id}`)).body)
    expect(later.clocks.find(({ code }) => code === 'acceptance')?.remaining).toBe(left - 1)
  })

  test('and it is nobody else’s', async () => {
    const [own, staff] = [await seen('applicant'), await seen('officer.a')]
    expect([own.tasks.length, staff.tasks.length]).toEqual([0, 1])
    expect((await (await world.as('agent')).get(`/api/v1/cases/${id}`)).status).toBe(404)
    expect((await world.anyone.get(`/api/v1/cases/${id}`)).status).toBe(401)
  })

  test('not even for their own once it is another’s', async () => {
    await seen('applicant')
    const { rows } = await database.query<{ owner: string }>('SELECT "applicantPersonId" AS owner FROM "CaseFile"')
    await database.query('UPDATE "CaseFile" SET "applicantPersonId" = NULL, "openedById" = \'nobody\'')
    expect((await (await world.as('applicant')).get(`/api/v1/cases/${id}`)).status).toBe(404)
    await database.query('UPDATE "CaseFile" SET "applicantPersonId" = $1, "openedById" = $1', [rows[0]?.owner])
  })

  test('nor when an officer in it goes by another name', async () => {
    const officer = await world.as('officer.a')
    const task = (await seen('officer.a')).tasks[0]?.id
    expect((await officer.send('POST', `/api/v1/tasks/${task}/claim`, {})).status).toBe(200)
    expect((await seen('officer.a')).people.find(({ role }) => role === 'officer')?.name).not.toBe('Renamed')
    await database.query(`UPDATE "user" SET name = 'Renamed' WHERE email LIKE 'officer.a%'`)
    const isRenamed = async () => (await seen('officer.a')).people.some(({ name }) => name === 'Renamed')
    expect(await soon(isRenamed)).toBe(true)
  })
})

describe('Who asks is remembered only while they are who they were', () => {
  const door = async (account: string) =>
    openDoor(world.centre.url, await signInAs(world.centre.url, account, world.centre.password))

  test('whoever has signed out is nobody at once', async () => {
    const own = await door('applicant')
    for (let time = 0; time < 3; time += 1) expect((await own.get('/api/v1/me')).status).toBe(200)
    expect((await own.send('DELETE', '/api/v1/sessions/current')).status).toBe(204)
    expect((await own.get('/api/v1/me')).status).toBe(401)
  })

  test('a session that another process has ended is over', async () => {
    const own = await door('arbitration')
    expect((await own.get('/api/v1/me')).status).toBe(200)
    await database.query(
      `DELETE FROM "session" WHERE "userId" = (SELECT id FROM "user" WHERE email LIKE 'arbitration@%')`,
    )
    expect(await soon(async () => (await own.get('/api/v1/me')).status === 401)).toBe(true)
  })

  test('a role that was taken away is not acted in', async () => {
    const own = await door('officer.b')
    expect((await own.get(`/api/v1/cases/${id}`)).status).toBe(200)
    await database.query(`UPDATE "user" SET role = 'applicant', teams = '{}' WHERE email LIKE 'officer.b@%'`)
    expect(await soon(async () => (await own.get(`/api/v1/cases/${id}`)).status === 404)).toBe(true)
    expect((await own.get('/api/v1/tasks')).status).toBe(403)
  })
})
