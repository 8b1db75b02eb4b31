import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Ground } from './ground.ts'
import type { Part } from './keep-running.ts'
import { type NodePart, startNodePart } from './node-part.ts'
import type { Secrets } from './secrets.ts'

export type Programs = Readonly<Record<'sandbox' | 'worker' | 'api' | 'demo', () => Promise<Part>>>

type Given = Readonly<{ secrets: Secrets; smtpPort: number }>

/** Our own programs, each with the environment it reads; `smtpPort` is that of the sandbox's mail catcher. */
export function programsOf(config: Config, ground: Ground, { secrets, smtpPort }: Given): Programs {
  const service = serviceOf(config, ground, { secrets, smtpPort })
  const sandbox = {
    SANDBOX_PORT: String(config.sandboxPort),
    SANDBOX_SMTP_PORT: String(smtpPort),
    ONEVISIT_URL: `http://127.0.0.1:${config.port}`,
    SANDBOX_STATE: config.home,
    SANDBOX_SECRET: secrets.sandboxSecret,
  }
  const demo = { ...service, DEMO_PASSWORD: secrets.demoPassword }
  const program =
    (name: string, env: NodePart['env'], folder = name) =>
    () =>
      startNodePart({ script: `${folder}/main.ts`, logFile: join(config.home, `${name}.log`), env })
  return {
    sandbox: program('sandbox', sandbox),
    worker: program('worker', service),
    api: program('api', service),
    demo: program('demo', demo, 'cli/demo'),
  }
}

/** What api and worker read. */
const serviceOf = (config: Config, ground: Ground, { secrets, smtpPort }: Given) => ({
  ONEVISIT_MODE: config.mode,
  ONEVISIT_HOME: config.home,
  PORT: String(config.port),
  SANDBOX_PORT: String(config.sandboxPort),
  PUBLIC_URL: config.publicUrl,
  TEMPORAL_ADDRESS: ground.temporalAddress,
  TEMPORAL_NAMESPACE: config.temporal.namespace,
  DATABASE_URL: ground.databaseUrl,
  SMTP_URL: config.smtpUrl ?? `smtp://127.0.0.1:${smtpPort}`,
  STORAGE_URL: config.storageUrl,
  SESSION_SECRET: secrets.sessionSecret,
  CASE_KEYS: secrets.caseKeys,
  SIGNING_P12: secrets.signingFile,
  SIGNING_P12_PASSPHRASE: secrets.signingPassphrase,
  LOG_LEVEL: config.logLevel,
  DEMO_PASSWORD: '',
  ...(config.mode === 'sandbox' ? { SANDBOX_SECRET: secrets.sandboxSecret } : {}),
})
