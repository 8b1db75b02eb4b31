import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openHistories } from '../../cli/centre/read-history.ts'
import { createPeople } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import type { Play } from '../../cli/scenario/play.ts'
import { playScenario } from '../../cli/scenario/play-scenario.ts'
import { readScenarios, type Scenario } from '../../cli/scenario/scenario-file.ts'
import type { Step } from '../../cli/scenario/step.ts'
import { openWorld, type World } from '../support/world.ts'

/** Whatever is personal bears one of these; none of them may be found where nothing personal belongs. */
const marks = /zzmark|标记|ZQM48|13912340|mark\.example/i
const stories = fileURLToPath(new URL('marked.json', import.meta.url))

const personal: Readonly<Record<string, unknown>> = {
  'person.familyName': 'Zzmarkova',
  'person.givenNames': 'Zzmarkus Zzmarkian',
  'person.chineseName': '标记名',
  'person.email': 'zzmark@mark.example',
  'person.phone': '+8613912340001',
}
const permit: Readonly<Record<string, unknown>> = {
  'employer.contactName': 'Zzmarkcontact',
  'employer.contactPhone': '+8613912340002',
  'position.title': 'Zzmarktitle',
  'position.titleZh': '标记职位',
}
const stay: Readonly<Record<string, unknown>> = {
  'stay.address': '标记路1号',
  'stay.hostName': 'Zzmarkhost',
  'stay.hostPhone': '+8613912340003',
}

/** The same story with every personal field marked, each case another person. */
function marked(scenario: Scenario): Scenario {
  let cases = 0
  const mark = (step: Step): Step => {
    if (step.do !== 'open') return step
    cases += 1
    const own = formNamed(step.form)?.kind === 'work-permit' ? permit : stay
    const set = { ...personal, ...own, 'person.passport.number': `ZQM48${1000 + cases}`, ...step.set }
    return { ...step, set, unset: [...step.unset, 'person.passport.mrz'] }
  }
  return { ...scenario, steps: scenario.steps.map(mark) }
}

let world: World
const played: Play[] = []
const asked: string[] = []

const hear = (message: unknown): void => {
  const request: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'request') : undefined
  const url: unknown = typeof request === 'object' && request !== null ? Reflect.get(request, 'url') : undefined
  if (typeof url === 'string') asked.push(decodeURIComponent(url))
}

beforeAll(async () => {
  world = await openWorld({ killable: true, logLevel: 'debug', at: '2026-03-02T08:00:00+08:00' })
  subscribe('http.server.request.start', hear)
  for (const scenario of await readScenarios(stories)) {
    if ('faults' in scenario) throw new Error(JSON.stringify(scenario.faults))
    const last: { play?: Play } = {}
    const differences = await playScenario(world.centre, marked(scenario), async (play) => {
      last.play = play
    })
    expect(differences).toEqual([])
    if (last.play !== undefined) played.push(last.play)
  }
  unsubscribe('http.server.request.start', hear)
}, 240_000)

afterAll(() => world.close())

const payloads = (json: string): string =>
  [...json.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)]
    .map(([, text = '']) => Buffer.from(text, 'base64').toString())
    .join('\n')

test('whoever may read the person finds every mark, so that their absence elsewhere says something', async () => {
  const people = createPeople(world.centre.url, world.centre.password)
  for (const { id, openedBy } of played.flatMap(({ cases }) => [...cases.values()])) {
    const { body } = await (await people.as(openedBy)).get(`/api/v1/cases/${id}`)
    for (const mark of ['Zzmarkova', '标记名', '+8613912340001', 'ZQM481001', '标记'])
      expect(JSON.stringify(body)).toContain(mark)
  }
})

test('no history, opened, has a word that is somebody’s', async () => {
  const reader = await openHistories(world.centre)
  const found: string[] = []
  for (const { id } of played.flatMap(({ cases }) => [...cases.values()])) {
    const { json } = await reader.read(id)
    const text = `${id}\n${json}\n${payloads(json)}`
    expect(text).toContain('"caseId"')
    found.push(...text.split('\n').filter((line) => marks.test(line)))
  }
  await reader.close()
  expect(found).toEqual([])
})

test('no log line has a word that is somebody’s', () => {
  const { home } = world.centre.settings.config
  const lines = ['api.log', 'worker.log'].flatMap((name) => readFileSync(join(home, name), 'utf8').split('\n'))
  expect(lines.length).toBeGreaterThan(20)
  expect(lines.filter((line) => marks.test(line))).toEqual([])
})

test('no metric has a word that is somebody’s', async () => {
  const text = await (await fetch(`${world.centre.url}/metrics`)).text()
  expect(text.length).toBeGreaterThan(500)
  expect(text.split('\n').filter((line) => marks.test(line))).toEqual([])
})

test('no address under which the outside is asked has a word that is somebody’s', () => {
  expect(asked.filter((url) => url.includes('-bureau')).length).toBeGreaterThan(3)
  expect(asked.filter((url) => !url.startsWith('/mail/') && marks.test(url))).toEqual([])
})

test('the events that the api gives out have no word that is somebody’s', async () => {
  const people = createPeople(world.centre.url, world.centre.password)
  const auditor = await people.as('auditor')
  for (const { id } of played.flatMap(({ cases }) => [...cases.values()])) {
    const { status, body } = await auditor.get(`/api/v1/cases/${id}/events`)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toMatch(marks)
  }
})
