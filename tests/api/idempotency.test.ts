import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { resendUnanswered } from '../../api/resend-unanswered.ts'
import type { Servers } from '../../cli/centre/servers.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import { testServers } from '../support/servers.ts'
import { openWorld, type World } from '../support/world.ts'
import { type LoneApi, openLoneApi } from './support/lone-api.ts'

const problem = z.looseObject({ type: z.string() })
const codeOf = (body: unknown) => problem.parse(body).type.split('/').at(-1)
const view = z.looseObject({ id: z.string(), tasks: z.array(z.looseObject({ id: z.string(), task: z.string() })) })

describe('A command with a key', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  }, 120_000)
  afterAll(() => world.close(), 60_000)

  test('sent ten times at once opens one case', async () => {
    const door = await world.as('applicant')
    const form = formNamed('work-permit.new')
    const sent = Array.from({ length: 10 }, () =>
      door.sendKeyed({ method: 'POST', path: '/api/v1/cases', body: form, key: 'ten-at-once' }),
    )
    const answers = await Promise.all(sent)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    const list = z.looseObject({ items: z.array(z.unknown()) }).parse((await door.get('/api/v1/cases')).body)
    expect(list.items).toHaveLength(1)
  })

  test('is remembered for its own account only', async () => {
    const form = formNamed('work-permit.new')
    const [one, other] = [await world.as('applicant2'), await world.as('applicant3')]
    const first = view.parse(
      (await one.sendKeyed({ method: 'POST', path: '/api/v1/cases', body: form, key: 'shared' })).body,
    )
    const second = view.parse(
      (await other.sendKeyed({ method: 'POST', path: '/api/v1/cases', body: form, key: 'shared' })).body,
    )
    expect(first.id).not.toBe(second.id)
  })

  test('that was refused is refused again, although it would be taken by now', async () => {
    const door = await world.as('applicant4')
    const { id } = view.parse((await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body)
    const submit = `/api/v1/cases/${id}/actions/submit`
    const refused = await door.sendKeyed({ method: 'POST', path: submit, body: {}, key: 'too-early' })
    expect(codeOf(refused.body)).toBe('material-missing')
    for (const type of [
      'passport',
      'photo',
      'visa',
      'contract',
      'degree-certificate',
      'work-experience-letter',
      'no-criminal-record',
      'medical-certificate',
    ])
      await door.send('POST', `/api/v1/cases/${id}/materials`, uploadOf(type))
    expect(await door.sendKeyed({ method: 'POST', path: submit, body: {}, key: 'too-early' })).toEqual(refused)
    expect((await door.send('POST', submit, {})).status).toBe(200)
  })

  test('is one of several that race for a task: exactly one decides it', async () => {
    const overseer = await world.as('supervisor')
    const tasks = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), task: z.string() })) })
    const open = tasks.parse((await overseer.get('/api/v1/tasks?kind=work-permit')).body).items
    const task = open.find((each) => each.task === 'check-materials')
    const accounts = ['officer.a', 'officer.b', 'officer.a2', 'supervisor']
    const race = accounts.map(async (account) =>
      (await world.as(account)).send('POST', `/api/v1/tasks/${task?.id}/decision`, { outcome: 'complete' }),
    )
    const statuses = (await Promise.all(race)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(3)
  })

  test('saves a draft only over the version that was read', async () => {
    const door = await world.as('applicant5')
    const { id } = view.parse((await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body)
    const session = await world.anyone.send('POST', '/api/v1/sessions', {
      email: 'applicant5@onevisit.example',
      password: world.centre.password,
    })
    const { token } = z.looseObject({ token: z.string() }).parse(session.body)
    const patch = (etag: string, email: string) =>
      fetch(`${world.centre.url}/api/v1/cases/${id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': etag },
        body: JSON.stringify({ set: { 'person.email': email } }),
      })
    const first = await patch('"1"', 'one@mail.example')
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"'])
    const late = await patch('"1"', 'other@mail.example')
    expect([late.status, codeOf(await late.json())]).toEqual([409, 'changed-meanwhile'])
  })
})

describe('A command that nobody answers', () => {
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

  test('is told to be under way after ten seconds, kept, and sent again', async () => {
    const door = await api.as('applicant')
    const began = performance.now()
    const answer = await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))
    expect(answer.status).toBe(202)
    expect(performance.now() - began).toBeGreaterThan(9_000)
    const { location } = z.looseObject({ location: z.string() }).parse(answer.body)
    const [kept] = await api.parts.prisma.command.findMany({ where: { answeredAt: null } })
    expect(location).toBe(`/api/v1/cases/${kept?.caseId}`)
    expect(Buffer.from(kept?.body ?? []).toString('latin1')).not.toContain('Øyehaug')
    await api.parts.prisma.command.updateMany({ data: { createdAt: new Date(Date.now() - 60_000) } })
    expect(await resendUnanswered(api.parts)).toBe(1)
    expect(await api.parts.prisma.caseFile.count()).toBe(1)
  }, 60_000)
})
