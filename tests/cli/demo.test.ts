import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { z } from 'zod'
import { calendarFile, publishedTables } from '../../cli/centre/calendar-file.ts'
import { dateEnd, dateStory } from '../../cli/demo/date-story.ts'
import { playDemo } from '../../cli/demo/play-demo.ts'
import { readStories } from '../../cli/demo/story.ts'
import { type Calendar, calendarOf, isWorkingDay, readTable } from '../../domain/time/calendar.ts'
import { type Instant, instantOf, localDateOf, localTimeOf, parseInstant } from '../../domain/time/local-date.ts'
import { openWorld, type World } from '../support/world.ts'

const stories = readStories()
const now = '2026-03-02T09:00:00+08:00'
const instant = (text: string): Instant => parseInstant(text) ?? instantOf(0)

async function publishedCalendar(): Promise<Calendar> {
  const bodies = await Promise.all(publishedTables.map((name) => readFile(calendarFile(name), 'utf8')))
  return calendarOf(
    bodies.map((body) => {
      const table = readTable(JSON.parse(body))
      if ('malformed' in table) throw new Error(table.malformed)
      return table
    }),
  )
}

test('on whatever day the demo is begun, its stories are over by then, in order, and officers work in office hours', async () => {
  const calendar = await publishedCalendar()
  const officers = new Set(['officer.a', 'officer.b'])
  for (const day of [
    '2026-01-05T00:05',
    '2026-02-24T12:00',
    '2026-03-02T09:00',
    '2026-10-09T23:50',
    '2027-05-01T08:00',
  ]) {
    const today = { now: instant(`${day}:00+08:00`), calendar }
    for (const story of stories) {
      const steps = dateStory(story, today)
      const times = steps.map(({ at }) => instant(at))
      expect([story.id, times]).toEqual([story.id, times.toSorted((one, other) => one - other)])
      expect(times.at(-1)).toBeLessThan(today.now)
      expect(dateEnd(story, today).length).toBeGreaterThan(0)
      const byOfficers = steps.filter(({ by }) => officers.has(by ?? '')).map(({ at }) => instant(at))
      const outside = byOfficers.filter(
        (at) => !isWorkingDay(calendar, localDateOf(at)) || localTimeOf(at) < '09:00' || localTimeOf(at) > '17:00',
      )
      expect([story.id, outside]).toEqual([story.id, []])
    }
  }
})

test('between them the stories show every stage of the permit and of the stay', () => {
  const ends = stories.flatMap(({ end }) => end)
  const shown = new Set(ends.flatMap(({ stage, outcome }) => [stage, outcome]))
  for (const stage of [
    ...['drafting', 'check', 'correction', 'examination', 'approval', 'registration', 'biometrics'],
    ...['bureau-decision', 'production', 'collection', 'hand-over', 'waiting'],
    ...['granted', 'refused', 'withdrawn', 'lapsed', 'redirected'],
  ])
    expect(shown).toContain(stage)
})

const few = ['permit-handed-over', 'permit-bureau-down', 'permit-booked', 'stay-registered', 'permit-draft']
const said: string[] = []
let world: World

const play = async (): Promise<number> => {
  const { settings, taskQueue, password } = world.centre
  return await playDemo({
    settings: { config: settings.config, taskQueue, password },
    say: (line) => void said.push(line),
    stories: stories.filter(({ id }) => few.includes(id)),
  })
}

beforeAll(async () => {
  world = await openWorld({ at: now })
  expect({ failed: await play(), said }).toEqual({
    failed: 0,
    said: [expect.stringContaining('5 of 5 stories played')],
  })
}, 240_000)
afterAll(async () => await world.close(), 60_000)

const list = z.object({
  items: z.array(
    z.object({ kind: z.string(), status: z.string(), stage: z.string().nullable(), openedAt: z.string() }),
  ),
})

async function casesAsSeen() {
  const { body } = await (await world.as('supervisor')).get('/api/v1/cases')
  return list.parse(body).items
}

test('the stories are real cases of the weeks before, at rest where they end', async () => {
  const seen = await casesAsSeen()
  const places = seen.map(({ status, stage }) => `${status} ${stage}`)
  expect(new Set(places)).toEqual(
    new Set([
      ...['accepted biometrics', 'accepted registration'],
      ...['closed collection', 'closed waiting', 'draft drafting'],
    ]),
  )
  expect(places).toHaveLength(few.length)
  for (const { openedAt } of seen) expect(instant(openedAt)).toBeLessThan(instant(now))
})

test('the office time of the centre has stood where it was all the while', async () => {
  const { body } = await world.anyone.get('/api/v1/time')
  expect(body).toMatchObject({ now, held: true })
})

test('a case of the demo goes on at the office time of the centre, and the outside answers it as it answers all', async () => {
  const supervisor = await world.as('supervisor')
  const { body } = await supervisor.get('/api/v1/stuck')
  const [stuck] = z.object({ items: z.array(z.object({ id: z.string(), case: z.unknown() })) }).parse(body).items
  const retried = await supervisor.send('POST', `/api/v1/stuck/${stuck?.id ?? ''}/retry`, {})
  expect(retried.status).toBe(200)
  await world.moveTo('2026-03-02T09:10:00+08:00')
  expect((await casesAsSeen()).filter(({ stage }) => stage === 'biometrics')).toHaveLength(2)
})

test('officers a and b see people from today on', async () => {
  const path = '/api/v1/slots?purpose=biometrics&from=2026-03-03&to=2026-03-03'
  const { body } = await (await world.as('officer.a')).get(path)
  expect(z.object({ items: z.array(z.unknown()) }).parse(body).items.length).toBeGreaterThan(10)
})

test('none is played twice', async () => {
  const before = await casesAsSeen()
  expect(await play()).toBe(0)
  expect(await casesAsSeen()).toEqual(before)
  const kept = JSON.parse(await readFile(join(world.centre.settings.config.home, 'demo.json'), 'utf8'))
  expect(Object.keys(kept.stories).toSorted()).toEqual(few.toSorted())
})
