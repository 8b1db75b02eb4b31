import { join } from 'node:path'
import { z } from 'zod'
import { createSandbox } from './create-sandbox.ts'
import { systems } from './systems.ts'

const port = z.coerce.number().int().min(0).max(65_535)

const environment = z.object({
  SANDBOX_PORT: port.default(3001),
  SANDBOX_SMTP_PORT: port.default(0),
  ONEVISIT_URL: z.url(),
  SANDBOX_STATE: z.string().min(1).optional(),
  SANDBOX_SECRET: z.string().min(16),
  SANDBOX_TIME_OUT_MILLIS: z.coerce.number().int().positive().default(11_000),
  SANDBOX_ADMIN_TOKEN: z.string().optional(),
})

const read = environment.safeParse(process.env)
if (!read.success) {
  for (const { path, message } of read.error.issues) process.stderr.write(`${path.join('.')}: ${message}\n`)
  process.exit(78)
}

const settings = read.data
const sandbox = await createSandbox({
  port: settings.SANDBOX_PORT,
  smtpPort: settings.SANDBOX_SMTP_PORT,
  callBackUrl: (system) => `${settings.ONEVISIT_URL}/api/v1/outside/${system}/call-backs`,
  secrets: Object.fromEntries(
    [...systems.map(({ code }) => code), 'mail'].map((code) => [code, settings.SANDBOX_SECRET]),
  ),
  timeOutMillis: settings.SANDBOX_TIME_OUT_MILLIS,
  ...(settings.SANDBOX_STATE === undefined ? {} : { dataFile: join(settings.SANDBOX_STATE, 'sandbox.jsonl') }),
  moveTime: {
    url: `${settings.ONEVISIT_URL}/api/v1/time`,
    ...(settings.SANDBOX_ADMIN_TOKEN === undefined ? {} : { token: settings.SANDBOX_ADMIN_TOKEN }),
  },
})

process.stdout.write(`${JSON.stringify({ url: sandbox.url, smtpUrl: sandbox.smtpUrl })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}
