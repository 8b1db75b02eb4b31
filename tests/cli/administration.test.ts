import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(async () => await world.close(), 60_000)

const root = join(import.meta.dirname, '..', '..')

function command(name: string, args: readonly string[], changed: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env['PATH'], ...world.centre.settings.env, ...changed }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join('cli', name), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  return { status, words: `${stdout}${stderr}`.trim() }
}

const email = 'first@centre.example'
const password = 'a long enough password'

test('the first administrator is made by command, and sets the password by the code it prints', async () => {
  const made = command('create-administrator.ts', [email])
  expect(made).toMatchObject({ status: 0, words: expect.stringContaining(`${email} is an administrator`) })
  const code = /(\d{6})$/.exec(made.words)?.[1]
  const set = await world.anyone.send('POST', '/api/v1/accounts/recover', { email, code, password })
  expect(set.status).toBe(200)
  const session = await world.anyone.send('POST', '/api/v1/sessions', { email, password })
  expect(session).toMatchObject({ status: 201, body: { user: { email, role: 'administrator' } } })
}, 60_000)

test('an applicant is not made an administrator by a slip of the keyboard', () => {
  const refused = command('create-administrator.ts', ['applicant@onevisit.example'])
  expect(refused).toEqual({ status: 1, words: 'applicant@onevisit.example has an account already: applicant.' })
}, 60_000)

test('keys are wrapped anew under the newest, once, and then open by it alone', async () => {
  const applicant = await world.as('applicant')
  const opened = await applicant.send('POST', '/api/v1/cases', { kind: 'work-permit', track: 'new', form: {} })
  expect(opened.status).toBe(201)
  const former = world.centre.settings.env['CASE_KEYS'] ?? ''
  const newest = randomBytes(32).toString('base64')
  const rotated = command('rotate-keys.ts', [], { CASE_KEYS: `${newest},${former}` })
  expect(rotated.words).toMatch(/^[1-9]\d* keys wrapped anew\.$/)
  expect(command('rotate-keys.ts', [], { CASE_KEYS: newest }).words).toContain('every key is under the newest')
  // The centre that runs here knows the former key alone.
  expect(command('rotate-keys.ts', [], { CASE_KEYS: `${former},${newest}` }).words).toBe(rotated.words)
}, 60_000)
