import { z } from 'zod'
import { outsideFaults, outsideNames } from './outside-settings.ts'

const port = () => z.coerce.number().int().min(1).max(65_535)
const word = () => z.string().min(1)
const web = () => z.url({ protocol: /^https?$/ })
const aPort = 'a port number from 1 to 65535'
const aFile = 'the path of a file'
const key32 = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32)

/** Every variable, and in its description what it takes: the words a person reads who got it wrong. */
const environment = z.object({
  PORT: port().default(3000).describe(aPort),
  SANDBOX_PORT: port().optional().describe(aPort),
  SANDBOX_SECRET: z.string().min(16).optional().describe('16 characters or more'),
  ONEVISIT_HOME: word().default('.onevisit').describe('the path of a folder'),
  ONEVISIT_MODE: z.enum(['sandbox', 'production']).default('sandbox').describe('sandbox or production'),
  PUBLIC_URL: web().optional().describe('an http or https address'),
  TEMPORAL_ADDRESS: word()
    .regex(/^[^:/\s]+:\d{1,5}$/)
    .optional()
    .describe('host:port'),
  TEMPORAL_NAMESPACE: word().default('default').describe('the name of a namespace'),
  TEMPORAL_API_KEY: word().optional().describe('an API key'),
  TEMPORAL_TLS_CA: word().optional().describe(aFile),
  TEMPORAL_TLS_CERT: word().optional().describe(aFile),
  TEMPORAL_TLS_KEY: word().optional().describe(aFile),
  TEMPORAL_TLS_SERVER_NAME: word().optional().describe('a host name'),
  TEMPORAL_CLI: word().optional().describe('the path of the temporal command'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('a postgresql: address'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('an smtp: or smtps: address'),
  STORAGE_URL: z
    .string()
    .regex(/^(file|s3):./)
    .optional()
    .describe('a file: or s3: address'),
  OIDC_ISSUER: web().optional().describe('an http or https address'),
  OIDC_CLIENT_ID: word().optional().describe('a client id'),
  OIDC_CLIENT_SECRET: word().optional().describe('a client secret'),
  SESSION_SECRET: z.string().min(32).optional().describe('32 characters or more'),
  CASE_KEYS: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(key32).min(1))
    .optional()
    .describe('keys of 32 bytes in base64, newest first, with commas between them'),
  SIGNING_P12: word().optional().describe('the path of a PKCS #12 file'),
  SIGNING_P12_PASSPHRASE: z.string().default('').describe('the passphrase of SIGNING_P12'),
  TURN_URL: z
    .string()
    .regex(/^turns?:./)
    .optional()
    .describe('a turn: or turns: address'),
  TURN_SECRET: word().optional().describe('the secret shared with the TURN server'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
  DEMO_PASSWORD: z.string().min(8).optional().describe('8 characters or more'),
})

export type Environment = z.infer<typeof environment>
export type Variable = keyof Environment
/** The environment as the system hands it over, without what is empty. */
export type Given = Readonly<Record<string, string | undefined>>

const hidden: readonly string[] = [
  ...['SANDBOX_SECRET', 'TEMPORAL_API_KEY', 'DATABASE_URL', 'SMTP_URL', 'OIDC_CLIENT_SECRET', 'SESSION_SECRET'],
  ...['CASE_KEYS', 'SIGNING_P12_PASSPHRASE', 'TURN_SECRET', 'DEMO_PASSWORD'],
]

/** What makes sense only together. */
const together: readonly (readonly Variable[])[] = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['TURN_URL', 'TURN_SECRET'],
  ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'],
]

/** What has no safe default once real people's cases are in it. */
const productionNeeds: readonly Variable[] = [
  ...(['PUBLIC_URL', 'TEMPORAL_ADDRESS', 'DATABASE_URL', 'SMTP_URL', 'STORAGE_URL'] as const),
  ...(['SESSION_SECRET', 'CASE_KEYS', 'SIGNING_P12'] as const),
]

/** Reads and checks the whole environment; throws one error whose lines name each wrong variable. */
export function readEnvironment(given: Given): Environment {
  const read = environment.safeParse(given)
  const wrong = read.success ? contradictions(read.data, given) : wrongOnes(read.error, given)
  const faults = [...wrong, ...outsideFaults(given)]
  if (faults.length > 0 || !read.success) throw new Error(faults.join('\n'))
  return read.data
}

function wrongOnes(error: z.ZodError, given: Given): readonly string[] {
  const names = new Set(error.issues.map(({ path: [name] }) => String(name)))
  const takes: Readonly<Record<string, string | undefined>> = Object.fromEntries(
    Object.entries(environment.shape).map(([name, schema]) => [name, schema.description]),
  )
  return [...names].map((name) => `${name} is ${shown(name, given[name])}: it takes ${takes[name]}.`)
}

const shown = (name: string, value = '') =>
  hidden.includes(name) ? `a hidden text of ${value.length} characters` : JSON.stringify(value)

/** Values that are right alone and wrong together. */
function contradictions(values: Environment, given: Given): readonly string[] {
  const halves = together.filter((names) => names.some((name) => given[name]) && !names.every((name) => given[name]))
  const faults = halves.map(
    (names) => `${names.filter((name) => !given[name]).join(', ')} is not set: ${names.join(', ')} go together.`,
  )
  if (values.PORT === 65_535 && !given['SANDBOX_PORT'])
    faults.push('SANDBOX_PORT is not set: it takes a port number, as PORT + 1 is none.')
  if (values.SANDBOX_PORT === values.PORT)
    faults.push(`SANDBOX_PORT is ${values.PORT}: it takes another port than PORT.`)
  return values.ONEVISIT_MODE === 'production' ? [...faults, ...unfitForProduction(given)] : faults
}

function unfitForProduction(given: Given): readonly string[] {
  const missing = [...productionNeeds, ...outsideNames].filter((name) => !given[name])
  const demo = ['DEMO_PASSWORD', 'SANDBOX_SECRET'].filter((name) => given[name])
  return [
    ...missing.map((name) => `${name} is not set: ONEVISIT_MODE=production takes no default for it.`),
    ...demo.map((name) => `${name} is set: ONEVISIT_MODE=production takes no demo accounts and no sandbox.`),
  ]
}
