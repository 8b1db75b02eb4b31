import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { may, type Operation, type Role } from '../../domain/identity/roles.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world.close(), 60_000)

/** The desks' pages and what their reader must be allowed; a page of one thing is asked for with one that is not there. */
const pages: Readonly<Record<string, Operation>> = {
  '/cases': 'read-cases',
  '/tasks': 'read-tasks',
  '/stuck': 'rescue-step',
  '/stuck/none': 'rescue-step',
  '/team': 'roster-officers',
  '/calendars': 'confirm-calendar',
  '/cases/none/clocks/none/extend': 'extend-clock',
  '/calendars/none/changes': 'confirm-calendar',
  '/work': 'run-batch',
  '/connections': 'rescue-step',
  '/sla': 'audit-sla',
  '/sla/clocks': 'audit-sla',
  '/sla/clocks/none/none/1': 'audit-sla',
  '/watch': 'audit-sla',
  '/forecast': 'audit-sla',
}

const people: readonly (readonly [Role, string])[] = [
  ['applicant', 'applicant'],
  ['agent', 'agent'],
  ['officer', 'officer.a'],
  ['supervisor', 'supervisor'],
  ['auditor', 'auditor'],
  ['administrator', 'admin'],
  ['kiosk', 'kiosk'],
]

async function cookieOf(account: string): Promise<string> {
  const response = await fetch(`${world.centre.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${account}@onevisit.example`, password: world.centre.password }),
  })
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

/** What is wrong with a page as somebody of a role sees it. */
async function wrongOn(path: string, expected: number, cookie: string): Promise<readonly string[]> {
  const response = await fetch(`${world.centre.url}${path}`, { headers: { cookie }, redirect: 'manual' })
  const { length } = await response.text()
  return [
    ...(response.status === expected ? [] : [`${path}: ${response.status} instead of ${expected}`]),
    ...(length > 100_000 ? [`${path}: ${length} characters`] : []),
  ]
}

test.each(people)(
  'the role %s sees exactly the pages that the matrix of roles names',
  async (role, account) => {
    const cookie = await cookieOf(account)
    const wrong: string[] = []
    for (const [path, needs] of Object.entries(pages)) {
      const there = path.includes('none') ? 404 : 200
      wrong.push(...(await wrongOn(path, may(role, needs) ? there : 403, cookie)))
    }
    expect(wrong).toEqual([])
  },
  60_000,
)

test('nobody who is not signed in sees any of them', async () => {
  for (const path of Object.keys(pages)) {
    const response = await fetch(`${world.centre.url}${path}`, { redirect: 'manual' })
    expect([path, response.status]).toEqual([path, 303])
  }
})

test('every page of managers and administrators is in the table', () => {
  const source = readFileSync(new URL('../../api/pages/create-pages.ts', import.meta.url), 'utf8')
  const audited = source.slice(source.indexOf('function managerRoutes'))
  const paths = [...audited.matchAll(/routes\.(?:get|route)\('([^']+)'/g)].map(([, path = '']) => path)
  const known = Object.keys(pages).map((path) => path.replaceAll(/none|\b1\b/g, ':'))
  expect(paths.map((path) => path.replaceAll(/:\w+/g, ':')).filter((path) => !known.includes(path))).toEqual([])
})
