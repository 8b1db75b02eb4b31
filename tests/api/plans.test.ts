import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { openHistories } from '../../cli/centre/read-history.ts'
import { createPrisma } from '../../prisma/client.ts'
import { rebuildPlan } from '../../prisma/plan-projection.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ at: '2026-03-02T09:00:00+08:00' })
}, 120_000)
afterAll(() => world.close(), 60_000)

const withId = z.looseObject({ id: z.string() })
const planBody = z.looseObject({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  visits: z.number(),
  actions: z.array(z.string()),
  matters: z.array(z.looseObject({ case: z.string(), kind: z.string(), state: z.string(), reason: z.string() })),
  papers: z.array(z.looseObject({ type: z.string(), state: z.string() })),
  changes: z.array(z.looseObject({ what: z.string() })),
  documents: z.array(z.looseObject({ number: z.string(), state: z.string() })),
})

const person = { familyName: 'Weber', givenNames: 'Hannah Marked', nationality: 'AUT', birthDate: '1990-11-02' }
const proposed = {
  answers: { nationality: 'AUT', job: 'working', home: 'rented' },
  matters: [
    { kind: 'accommodation-registration', track: 'self-declaration' },
    { kind: 'work-permit', track: 'new' },
  ],
}

async function made(): Promise<z.infer<typeof planBody>> {
  const door = await world.as('applicant')
  const answer = await door.send('POST', '/api/v1/plans', proposed)
  expect(answer.status).toBe(201)
  return planBody.parse(answer.body)
}

describe('Plans over the api', () => {
  test('answers alone make nothing, and say what they speak for', async () => {
    const door = await world.as('applicant')
    const { status, body } = await door.send('POST', '/api/v1/plans', { answers: proposed.answers, check: true })
    expect(status).toBe(200)
    expect(body).toEqual({
      proposals: [
        { ...proposed.matters[0], reason: 'stays-not-in-a-hotel' },
        { ...proposed.matters[1], reason: 'works-without-permit' },
      ],
    })
    expect((await door.get('/api/v1/plans')).body).toEqual({ items: [], next: null })
  })

  test('a plan without matters, with somebody else’s case, or of no kind of ours is refused by its place', async () => {
    const door = await world.as('applicant')
    const other = await (await world.as('applicant2')).send('POST', '/api/v1/cases', { kind: 'work-permit' })
    const { id } = withId.parse(other.body)
    for (const [matters, pointer] of [
      [[], '/matters'],
      [[id], '/matters/0'],
      [[{ kind: 'no-such' }], '/matters/0'],
    ] as const) {
      const { status, body } = await door.send('POST', '/api/v1/plans', { answers: {}, matters })
      expect([status, body]).toMatchObject([422, { errors: [{ pointer }] }])
    }
  })

  test('it opens the drafts it needs, gives each its reason, and the permit waits for the stay', async () => {
    const plan = await made()
    expect(plan.matters.map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
      ['accommodation-registration', 'open', 'stays-not-in-a-hotel'],
      ['work-permit', 'waiting', 'works-without-permit'],
    ])
    expect(plan.number).toMatch(/^P-2026-\d{6}-.$/)
  })

  test('it is its owner’s and the front desk’s to read, its owner’s to change, and nobody else’s to know', async () => {
    const { id, matters } = await made()
    const path = `/api/v1/plans/${id}`
    expect((await (await world.as('applicant2')).get(path)).status).toBe(404)
    expect((await (await world.as('housing')).get(path)).status).toBe(404)
    expect((await (await world.as('auditor')).get(path)).status).toBe(403)
    expect((await world.anyone.get(path)).status).toBe(401)
    const desk = await (await world.as('officer.a')).get(path)
    expect([desk.status, planBody.parse(desk.body).actions]).toEqual([200, []])
    const data = { matters: [matters[0]?.case] }
    const drop = await (await world.as('officer.a')).send('POST', `${path}/actions/drop-matter`, { data })
    expect(drop.status).toBe(403)
  })

  test('one key does it once; another body under it is refused', async () => {
    const { id, matters } = await made()
    const door = await world.as('applicant')
    const path = `/api/v1/plans/${id}/actions/drop-matter`
    const asked = { method: 'POST', path, key: 'once-only', body: { data: { matters: [matters[0]?.case] } } } as const
    const first = await door.sendKeyed({ ...asked, repeat: 3 })
    expect(planBody.parse(first.body).matters.map(({ state }) => state)).toEqual(['open'])
    const other = await door.sendKeyed({ ...asked, body: { data: { matters: [matters[1]?.case] } } })
    expect(other.body).toMatchObject({ status: 422 })
  })

  test('a paper given for one matter is there for the other, and a draft that is saved plans anew', async () => {
    const { id, matters } = await made()
    const door = await world.as('applicant')
    const [stay, permit] = matters.map((matter) => matter.case)
    const file = new FormData()
    file.set('type', 'passport')
    file.set('file', new Blob([Buffer.from('%PDF-1.4\n%%EOF\n')], { type: 'application/pdf' }), 'passport.pdf')
    const sent = await door.send('POST', `/api/v1/cases/${stay}/materials`, file)
    expect(sent.status).toBe(201)
    await door.send('PATCH', `/api/v1/cases/${permit}`, { set: { person, collection: 'counter' } })
    await world.moveTo('2026-03-02T09:30:00+08:00')
    const plan = planBody.parse((await door.get(`/api/v1/plans/${id}`)).body)
    expect(plan.papers.find(({ type }) => type === 'passport')?.state).toBe('given')
    expect(plan.visits).toBe(2)
    const view = (await door.get(`/api/v1/cases/${permit}`)).body
    expect(view).toMatchObject({ materials: [{ type: 'passport', state: 'offered', name: 'passport.pdf' }] })
  })

  test('what changes is told by mail once a day at most, and the paper has its successor', async () => {
    const { id, matters } = await made()
    const door = await world.as('applicant')
    const mailed = async () => JSON.stringify((await world.outside.get('/mail')).body).split('/plans/').length - 1
    await world.moveTo('2026-03-02T10:00:00+08:00')
    const before = await mailed()
    await door.send('POST', `/api/v1/cases/${matters[1]?.case}/actions/withdraw`, {})
    await world.moveTo('2026-03-02T10:30:00+08:00')
    const once = await mailed()
    expect(once).toBeGreaterThan(before)
    await door.send('POST', `/api/v1/cases/${matters[0]?.case}/actions/withdraw`, {})
    await world.moveTo('2026-03-02T23:00:00+08:00')
    expect(await mailed()).toBe(once)
    await world.moveTo('2026-03-03T09:30:00+08:00')
    expect(await mailed()).toBeGreaterThan(once)
    const plan = planBody.parse((await door.get(`/api/v1/plans/${id}`)).body)
    expect(plan.status).toBe('done')
    expect(plan.documents.map(({ state }) => state)).toEqual(['replaced', 'replaced', 'in-force'])
    const paper = await door.file(`/api/v1/documents/${plan.documents[0]?.number}`)
    expect(Buffer.from(paper).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('its record folded anew is the plan it was, and its history knows nobody', async () => {
    const { id } = await made()
    const prisma = createPrisma(world.centre.settings.config.databaseUrl, 1)
    await world.moveTo('2026-03-03T10:00:00+08:00')
    const before = await prisma.planView.findUniqueOrThrow({ where: { planId: id } })
    await rebuildPlan(prisma, id)
    expect(await prisma.planView.findUniqueOrThrow({ where: { planId: id } })).toEqual(before)
    await expect(prisma.planEvent.deleteMany({ where: { planId: id } })).rejects.toThrow('events are never changed')
    await prisma.$disconnect()
    const histories = await openHistories(world.centre)
    expect((await histories.read(id)).json).not.toContain('Weber')
    await histories.close()
  })
})
