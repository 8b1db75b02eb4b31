import { expect, test } from '@jest/globals'
import { outsideSystems } from '../../activities/outside/names.ts'
import { readConfig, readServiceConfig } from '../../config.ts'

const key = Buffer.alloc(32, 7).toString('base64')

/** All that production needs. */
const production: Readonly<Record<string, string>> = {
  ONEVISIT_MODE: 'production',
  PUBLIC_URL: 'https://onevisit.example/',
  TEMPORAL_ADDRESS: 'temporal:7233',
  DATABASE_URL: 'postgresql://onevisit@database/onevisit',
  SMTP_URL: 'smtps://mail.example',
  STORAGE_URL: 's3://bucket',
  SESSION_SECRET: 's'.repeat(32),
  CASE_KEYS: `${key},${Buffer.alloc(32, 6).toString('base64')}`,
  SIGNING_P12: '/run/secrets/seal.p12',
  ...Object.fromEntries(
    outsideSystems.flatMap((system) => {
      const name = `OUTSIDE_${system.toUpperCase().replaceAll('-', '_')}`
      return [
        [`${name}_URL`, `https://${system}.example`],
        [`${name}_SECRET`, 'x'.repeat(16)],
      ]
    }),
  ),
}

const faultsOf = (
  env: Readonly<Record<string, string>>,
  read: (env: Readonly<Record<string, string>>) => unknown = readConfig,
) => {
  try {
    read(env)
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [String(error)]
  }
}

test('nothing has to be set: the whole runs on one machine as a sandbox', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ mode: 'sandbox', port: 3000, sandboxPort: 3001, publicUrl: 'http://localhost:3000' })
  expect(config.outside['tax-service'].url).toBe('http://127.0.0.1:3001/tax-service')
})

test.each([
  [{ PORT: '80a' }, 'PORT is "80a": it takes a port number from 1 to 65535.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud": it takes fatal, error, warn, info, debug, trace or silent.'],
  [{ TEMPORAL_ADDRESS: 'temporal' }, 'TEMPORAL_ADDRESS is "temporal": it takes host:port.'],
  [{ OUTSIDE_TAX_SERVICE_URL: 'x' }, 'OUTSIDE_TAX_SERVICE_URL is "x": it takes an http or https address.'],
  [{ OUTSIDE_TAX_OFFICE_URL: 'x' }, 'OUTSIDE_TAX_OFFICE_URL is not a setting: there is no such outside system.'],
  [{ TURN_URL: 'turn:x' }, 'TURN_SECRET is not set: TURN_URL, TURN_SECRET go together.'],
  [{ PORT: '4000', SANDBOX_PORT: '4000' }, 'SANDBOX_PORT is 4000: it takes another port than PORT.'],
])('a wrong value is told by name, with what it got and what it takes: %j', (env, line) => {
  expect(faultsOf(env)).toEqual([line])
})

test('a secret that is wrong is not repeated', () => {
  expect(faultsOf({ SESSION_SECRET: 'too short' })).toEqual([
    'SESSION_SECRET is a hidden text of 9 characters: it takes 32 characters or more.',
  ])
})

test('production takes what it is given, keys newest first, known by their fingerprints', () => {
  const config = readServiceConfig(production)
  expect(config.publicUrl).toBe('https://onevisit.example')
  expect(config.caseKeys.map(({ key: bytes }) => bytes[0])).toEqual([7, 6])
  expect(new Set(config.caseKeys.map(({ id }) => id)).size).toBe(2)
})

test.each(Object.keys(production).filter((name) => name !== 'ONEVISIT_MODE'))(
  'production does not start without %s',
  (name) => {
    const env = Object.fromEntries(Object.entries(production).filter(([other]) => other !== name))
    expect(faultsOf(env)).toEqual([`${name} is not set: ONEVISIT_MODE=production takes no default for it.`])
  },
)

test.each(['DEMO_PASSWORD', 'SANDBOX_SECRET'])('production refuses %s', (name) => {
  expect(faultsOf({ ...production, [name]: 'x'.repeat(20) })).toEqual([
    `${name} is set: ONEVISIT_MODE=production takes no demo accounts and no sandbox.`,
  ])
})

test('api and worker name the servers they miss', () => {
  expect(faultsOf({}, readServiceConfig).map((line) => line.split(' ')[0])).toEqual([
    'TEMPORAL_ADDRESS',
    'DATABASE_URL',
    'SMTP_URL',
    'SESSION_SECRET',
    'CASE_KEYS',
    'SIGNING_P12',
  ])
})
