import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Environment, type Given, readEnvironment, type Variable } from './environment.ts'
import { outsideOf } from './outside-settings.ts'

export type CaseKey = Readonly<{ id: string; key: Buffer }>

/** The environment in our own words; what is unset and has no default is undefined. */
export type Config = ReturnType<typeof readConfig>

/** Reads and checks the whole environment; throws one error whose lines name each wrong variable. */
export function readConfig(env: Given) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  return Object.freeze(inOurWords(readEnvironment(given), given))
}

/**
 * The same for api and worker, which run beside servers that somebody else has started (`npm start`, or the scale-out
 * shape): what they cannot be without is there.
 */
export function readServiceConfig(env: Given) {
  const config = readConfig(env)
  const { databaseUrl, smtpUrl, sessionSecret, caseKeys, signing, temporal } = config
  const { address } = temporal
  if (databaseUrl && smtpUrl && sessionSecret && caseKeys && signing && address) {
    return Object.freeze({
      ...config,
      databaseUrl,
      smtpUrl,
      sessionSecret,
      caseKeys,
      signing,
      temporal: { ...temporal, address },
    })
  }
  const missing = serviceNeeds.filter((name) => !env[name])
  throw new Error(
    missing.map((name) => `${name} is not set: api and worker need it; npm start sets it for its own.`).join('\n'),
  )
}

/** The environment of api and worker. */
export type ServiceConfig = ReturnType<typeof readServiceConfig>

const serviceNeeds: readonly Variable[] = [
  ...(['TEMPORAL_ADDRESS', 'DATABASE_URL', 'SMTP_URL'] as const),
  ...(['SESSION_SECRET', 'CASE_KEYS', 'SIGNING_P12'] as const),
]

function inOurWords(values: Environment, given: Given) {
  const sandboxPort = values.SANDBOX_PORT ?? values.PORT + 1
  const home = resolve(values.ONEVISIT_HOME)
  return {
    mode: values.ONEVISIT_MODE,
    port: values.PORT,
    sandboxPort,
    sandboxSecret: values.SANDBOX_SECRET,
    home,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, ''),
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      apiKey: values.TEMPORAL_API_KEY,
      tls: tlsOf(values),
    },
    temporalCli: values.TEMPORAL_CLI,
    databaseUrl: values.DATABASE_URL,
    smtpUrl: values.SMTP_URL,
    storageUrl: values.STORAGE_URL ?? pathToFileURL(resolve(home, 'files')).href,
    oidc: oidcOf(values),
    sessionSecret: values.SESSION_SECRET,
    caseKeys: values.CASE_KEYS?.map(asCaseKey),
    signing: values.SIGNING_P12 ? { file: values.SIGNING_P12, passphrase: values.SIGNING_P12_PASSPHRASE } : undefined,
    outside: outsideOf(given, `http://127.0.0.1:${sandboxPort}`, values.SANDBOX_SECRET),
    turn: values.TURN_URL && values.TURN_SECRET ? { url: values.TURN_URL, secret: values.TURN_SECRET } : undefined,
    logLevel: values.LOG_LEVEL,
    demoPassword: values.DEMO_PASSWORD,
  } as const
}

/** A key is known by its own fingerprint: the order of the list may then change. */
function asCaseKey(text: string): CaseKey {
  const key = Buffer.from(text, 'base64')
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 12), key }
}

function tlsOf(values: Environment) {
  const {
    TEMPORAL_TLS_CA: ca,
    TEMPORAL_TLS_CERT: cert,
    TEMPORAL_TLS_KEY: key,
    TEMPORAL_TLS_SERVER_NAME: serverName,
  } = values
  return ca || cert || serverName || values.TEMPORAL_API_KEY ? { ca, cert, key, serverName } : undefined
}

function oidcOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }: Environment) {
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined
}
