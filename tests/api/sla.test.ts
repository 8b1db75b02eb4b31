import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { setTableau, type Tableau } from '../../cli/looks/tableau.ts'
import { createPeople, type Door } from '../../cli/scenario/door.ts'
import type { ClockSnapshot } from '../../domain/case/event.ts'
import { instantOf, parseInstant } from '../../domain/time/local-date.ts'
import { foldTallies } from '../../prisma/audited-clocks.ts'
import { createPrisma, type Prisma } from '../../prisma/client.ts'
import { rebuild } from '../../prisma/projection.ts'
import { watchOver } from '../../prisma/watch.ts'
import { checkSeal } from '../activities/documents/check-seal.ts'
import { canReadBack, readBack, squeezed } from '../activities/documents/read-back.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let prisma: Prisma
let cases: Tableau
let auditor: Door

/** Permits in several stages since 10 March; ten days later the acceptance of one is broken, its correction still runs. */
beforeAll(async () => {
  world = await openWorld({ at: '2026-03-10T10:00:00+08:00' })
  prisma = createPrisma(world.centre.settings.config.databaseUrl, 2)
  cases = await setTableau(createPeople(world.centre.url, world.centre.password), world.centre.sandboxUrl)
  await world.moveTo('2026-03-20T10:00:00+08:00')
  auditor = await world.as('auditor')
}, 240_000)
afterAll(async () => {
  await prisma.$disconnect()
  await world.close()
}, 60_000)

const span = 'from=2025-12-01&to=2026-03-31'
const summary = z.object({
  items: z.array(
    z.looseObject({
      clock: z.string(),
      ...{ kept: z.number(), breached: z.number(), cancelled: z.number(), running: z.number() },
    }),
  ),
})
const totals = async (asOf?: string) => {
  const query = asOf === undefined ? span : `${span}&asOf=${encodeURIComponent(asOf)}`
  const { items } = summary.parse((await auditor.get(`/api/v1/sla/summary?${query}`)).body)
  return items.map(({ clock, kept, breached, cancelled, running }) => ({ clock, kept, breached, cancelled, running }))
}

type Line = { readonly at: Date; readonly caseId: string; readonly clock: ClockSnapshot }
const states = {
  met: 'kept',
  breached: 'breached',
  cancelled: 'cancelled',
  running: 'running',
  paused: 'running',
} as const

/** The same by reading the whole record up to an instant, the plain way. */
async function literally(asOf: string) {
  const lines = await prisma.$queryRaw<readonly Line[]>`
    SELECT at, "caseId", data->'clock' AS clock FROM "Event" WHERE type LIKE 'clock-%' AND data ? 'clock' ORDER BY "caseId", seq`
  const last = new Map<string, ClockSnapshot>()
  for (const { at, caseId, clock } of lines)
    if (at <= new Date(asOf)) last.set(`${caseId} ${clock.code} ${clock.run}`, clock)
  const counts = new Map<string, { kept: number; breached: number; cancelled: number; running: number }>()
  for (const { code, state } of last.values()) {
    const count = counts.get(code) ?? { kept: 0, breached: 0, cancelled: 0, running: 0 }
    count[states[state]] += 1
    counts.set(code, count)
  }
  return [...counts]
    .map(([clock, count]) => ({ clock, ...count }))
    .toSorted((one, other) => (one.clock < other.clock ? -1 : 1))
}

describe('The audit', () => {
  test.each([
    ['the end of the first day, from the tallies', '2026-03-10T23:59:59+08:00'],
    ['the middle of a day, clock by clock', '2026-03-17T12:00:00+08:00'],
    ['the second before a breach', '2026-03-17T23:59:59+08:00'],
    ['the second of the breach', '2026-03-18T00:00:00+08:00'],
    ['today', '2026-03-20T23:59:59+08:00'],
  ])('says what was known at %s as the record itself says it', async (_, asOf) => {
    const found = await totals(asOf)
    expect(found).toEqual(await literally(asOf))
    expect(found.length).toBeGreaterThan(1)
  })

  test('does not change what it says of a past day when the world goes on, the record is folded anew or the tallies together', async () => {
    const [then, now] = [await totals('2026-03-12T23:59:59+08:00'), await totals()]
    expect(then).not.toEqual(now)
    await world.moveTo('2026-03-23T10:00:00+08:00')
    expect(await totals('2026-03-12T23:59:59+08:00')).toEqual(then)
    const later = await totals()
    await rebuild(prisma, cases.correction)
    await foldTallies(prisma)
    expect(await totals('2026-03-12T23:59:59+08:00')).toEqual(then)
    expect(await totals()).toEqual(later)
    expect(await prisma.clockTally.count({ where: { fresh: true } })).toBe(0)
  })

  test('splits the time of every limit that ended among us, the applicant and others, without a rest', async () => {
    const rows = await prisma.clockView.findMany({ where: { endKnownAt: { not: null } } })
    expect(rows.length).toBeGreaterThan(8)
    const rests = rows.map((row) => {
      const { start, endedAt } = z.looseObject({ start: z.string(), endedAt: z.string() }).parse(row.body)
      const whole = (parseInstant(endedAt) ?? instantOf(0)) - (parseInstant(start) ?? instantOf(0))
      return whole - row.centreSeconds - row.applicantSeconds - row.externalSeconds
    })
    expect(rests.filter((rest) => rest !== 0)).toEqual([])
    expect(new Set(rows.map(({ stage }) => stage)).has('check')).toBe(true)
  })

  test('leads from each number to as many clocks, and from each of them to its ledger', async () => {
    const cookie = await cookieOf('auditor')
    const page = await textOf(`/sla?${span}`, cookie)
    const links = [...page.matchAll(/<td class="number right"><a href="(\/sla\/clocks[^"]+)">(\d+)/g)]
    expect(links.length).toBeGreaterThan(2)
    for (const [, href = '', count] of links.slice(0, 12)) {
      const list = await textOf(href.replaceAll('&amp;', '&'), cookie)
      expect([href, list.match(/<th scope="row"><a class="number"/g)?.length ?? 0]).toEqual([href, Number(count)])
    }
    const list = await textOf(`/sla/clocks?${span}&standing=breached`, cookie)
    const [, first = ''] = /href="(\/sla\/clocks\/[^"?]+)/.exec(list) ?? []
    const ledger = await textOf(first, cookie)
    expect(ledger.match(/<tr><th scope="row">/g)?.length ?? 0).toBeGreaterThan(3)
    expect(ledger).not.toMatch(/Øyehaug|Strømsnes|Halvorsen/)
    expect(await textOf(`${first}?asOf=2026-03-11`, cookie)).not.toContain('tag bad')
  })

  test('is exported as a table without personal data and without a formula', async () => {
    const csv = Buffer.from(await auditor.file(`/api/v1/sla/export.csv?${span}`)).toString('utf8')
    const [head = '', ...rows] = csv.trimEnd().split('\r\n')
    expect(head).toContain('centreSeconds,applicantSeconds,externalSeconds')
    expect(rows.length).toBe(await prisma.clockView.count())
    expect(rows.join('\n')).not.toMatch(/(^|,)"?[=+\-@]|Øyehaug/m)
  })
})

async function cookieOf(account: string): Promise<string> {
  const response = await fetch(`${world.centre.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${account}@onevisit.example`, password: world.centre.password }),
  })
  return [...response.headers.getSetCookie().map((each) => each.split(';')[0]), 'onevisit_language=en'].join('; ')
}

async function textOf(path: string, cookie: string): Promise<string> {
  const response = await fetch(`${world.centre.url}${path}`, { headers: { cookie } })
  expect([path, response.status]).toEqual([path, 200])
  return await response.text()
}

describe('The report', () => {
  test('is sealed, is the same paper for the same figures, and its code is verified by anyone', async () => {
    const path = `/api/v1/sla/report.pdf?${span}&asOf=${encodeURIComponent('2026-03-19T23:59:59+08:00')}&language=de`
    const pdf = Buffer.from(await auditor.file(path))
    expect(await checkSeal(pdf)).toEqual({ genuine: true, bound: true, whole: true })
    expect(Buffer.from(await auditor.file(path)).equals(pdf)).toBe(true)
    const [paper, ...others] = await prisma.document.findMany({ where: { code: 'sla-report' } })
    expect(others).toEqual([])
    expect((await world.anyone.get(`/verify/${paper?.verificationCode}`)).body).toMatchObject({
      state: 'genuine-in-force',
      type: 'sla-report',
      number: paper?.number,
    })
    if (!canReadBack) return
    const text = await readBack(pdf)
    for (const said of ['时限审计报告', 'Bericht über die Fristenprüfung', 'Überschritten', '19. März 2026'])
      expect(text).toContain(squeezed(said))
  }, 60_000)

  test('is another paper when the figures are others', async () => {
    await auditor.file(
      `/api/v1/sla/report.pdf?${span}&asOf=${encodeURIComponent('2026-03-10T23:59:59+08:00')}&language=de`,
    )
    expect(await prisma.document.count({ where: { code: 'sla-report' } })).toBe(2)
  }, 60_000)
})

describe('The watch', () => {
  const look = async (sort: Parameters<typeof watchOver>[1]) => {
    const now = parseInstant('2026-03-23T10:00:00+08:00') ?? instantOf(0)
    const { lost, exceptions, looked } = await watchOver(prisma, sort, { now, limit: 10 })
    return { lost, looked, cases: exceptions.map(({ caseId }) => caseId) }
  }

  test('finds nothing lost while everything is well', async () => {
    for (const sort of ['owner', 'timer', 'act', 'message', 'slot', 'apartment', 'record'] as const)
      expect([sort, (await look(sort)).lost]).toEqual([sort, 0])
    expect((await look('owner')).looked).toBeGreaterThan(4)
  })

  test('names a case without task and timer, and a timer that did not ring', async () => {
    await prisma.taskView.updateMany({ where: { caseId: cases.check }, data: { state: 'lost' } })
    await prisma.caseView.update({ where: { caseId: cases.check }, data: { nextDueAt: null } })
    expect(await look('owner')).toMatchObject({ lost: 1, cases: [cases.check] })
    const nextDueAt = new Date('2026-03-22T10:00:00+08:00')
    await prisma.caseView.update({ where: { caseId: cases.check }, data: { nextDueAt } })
    expect(await look('owner')).toMatchObject({ lost: 0 })
    expect(await look('timer')).toMatchObject({ lost: 1, cases: [cases.check] })
    await rebuild(prisma, cases.check)
  })

  test('names a message that came back and that nobody deals with, and a slot whose case is over', async () => {
    const [message] = await prisma.message.findMany({ where: { caseId: cases.approval }, take: 1 })
    await prisma.message.update({ where: { id: message?.id ?? '' }, data: { state: 'bounced' } })
    expect(await look('message')).toMatchObject({ lost: 1, cases: [cases.approval] })
    await prisma.booking.create({
      data: {
        ...{ id: 'b', caseId: 'gone', purpose: 'video', officerId: 'o', minutes: 30, state: 'booked' },
        ...{ startsAt: new Date('2026-04-01T10:00:00+08:00'), createdAt: new Date() },
      },
    })
    expect(await look('slot')).toMatchObject({ lost: 1, cases: ['gone'] })
  })
})
