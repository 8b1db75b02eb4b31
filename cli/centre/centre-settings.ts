import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readServiceConfig } from '../../config.ts'
import { createDatabase } from '../embedded/databases.ts'
import { freePort } from '../embedded/ports.ts'
import type { Servers } from './servers.ts'
import { sharedParts } from './shared-parts.ts'
import { templateOf } from './template.ts'

/** What a centre of its own is set up with, as `api/main.ts` and `worker/main.ts` read it. */
export type CentreSettings = Readonly<{
  name: string
  password: string
  port: number
  sandboxPort: number
  smtpPort: number
  sandboxSecret: string
  env: Readonly<Record<string, string>>
  config: ReturnType<typeof readServiceConfig>
}>

/** A database copied from the empty centre's, free ports, a folder, and secrets. */
export async function settingsOf(servers: Servers, logLevel = 'warn'): Promise<CentreSettings> {
  const { password, name: template } = await templateOf(servers)
  const name = `centre_${randomBytes(6).toString('hex')}`
  const databaseUrl = await createDatabase(servers.databaseUrl, name, template)
  const [port, sandboxPort, smtpPort] = [await freePort(), await freePort(), await freePort()]
  const home = join(servers.dir, name)
  await mkdir(home, { recursive: true })
  const { p12, passphrase } = (await sharedParts()).sealing
  const sealFile = join(home, 'seal.p12')
  await writeFile(sealFile, p12, { mode: 0o600 })
  const env = {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SECRET: servers.secret,
    ONEVISIT_HOME: home,
    ONEVISIT_MODE: 'sandbox',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    DATABASE_URL: databaseUrl,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    STORAGE_URL: pathToFileURL(join(home, 'files')).href,
    SESSION_SECRET: servers.secret,
    CASE_KEYS: createHash('sha256').update(servers.secret).digest('base64'),
    SIGNING_P12: sealFile,
    SIGNING_P12_PASSPHRASE: passphrase,
    LOG_LEVEL: logLevel,
  }
  const config = readServiceConfig(env)
  return { name, password, port, sandboxPort, smtpPort, sandboxSecret: servers.secret, env, config }
}
