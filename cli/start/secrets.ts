import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../../config.ts'

const kept = z.object({
  sessionSecret: z.string(),
  caseKeys: z.string(),
  sandboxSecret: z.string(),
  demoPassword: z.string(),
  signingPassphrase: z.string(),
})

export type Secrets = Readonly<{
  sessionSecret: string
  caseKeys: string
  sandboxSecret: string
  demoPassword: string
  signingFile: string
  signingPassphrase: string
}>

/** Makes an identity to seal papers with: PKCS #12 and its passphrase. */
export type MakeIdentity = () => Promise<Readonly<{ p12: Buffer; passphrase: string }>>

/**
 * The secrets of the embedded default: made at the first start, kept in the home folder for its owner only, used again.
 * What the environment names goes before; what stands in for it when the database is somebody else's must be named.
 */
export async function readSecrets(config: Config, makeIdentity: MakeIdentity): Promise<Secrets> {
  if (config.databaseUrl) demandOwn(config)
  const file = join(config.home, 'secrets.json')
  const signingFile = join(config.home, 'signing.p12')
  if (!existsSync(file)) await makeSecrets(file, signingFile, makeIdentity)
  const own = kept.parse(JSON.parse(await readFile(file, 'utf8')))
  return {
    sessionSecret: config.sessionSecret ?? own.sessionSecret,
    caseKeys: config.caseKeys?.map(({ key }) => key.toString('base64')).join(',') ?? own.caseKeys,
    sandboxSecret: config.sandboxSecret ?? own.sandboxSecret,
    demoPassword: config.demoPassword ?? own.demoPassword,
    signingFile: config.signing?.file ?? signingFile,
    signingPassphrase: config.signing?.passphrase ?? own.signingPassphrase,
  }
}

function demandOwn({ sessionSecret, caseKeys, signing }: Config): void {
  const needed = { SESSION_SECRET: sessionSecret, CASE_KEYS: caseKeys, SIGNING_P12: signing }
  const missing = Object.entries(needed).filter(([, value]) => value === undefined)
  const lines = missing.map(([name]) => `${name} is not set: it takes a value of your own where DATABASE_URL is set.`)
  if (lines.length > 0) throw new Error(lines.join('\n'))
}

async function makeSecrets(file: string, signingFile: string, makeIdentity: MakeIdentity): Promise<void> {
  const { p12, passphrase } = await makeIdentity()
  const secrets: z.infer<typeof kept> = {
    sessionSecret: randomBytes(32).toString('base64url'),
    caseKeys: randomBytes(32).toString('base64'),
    sandboxSecret: randomBytes(24).toString('base64url'),
    demoPassword: randomBytes(9).toString('base64url'),
    signingPassphrase: passphrase,
  }
  await writeFile(signingFile, p12, { mode: 0o600 })
  // Renamed last, so that a start that is cut short leaves no half of it.
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
