import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { createReportPress, openPress } from '../activities/report.ts'
import { readServiceConfig } from '../config.ts'
import { listenToStore } from '../prisma/announcements.ts'
import { createPrisma } from '../prisma/client.ts'
import { createFiles } from '../prisma/files.ts'
import { createOfficeTime } from '../prisma/office-time.ts'
import { createPayloadKeys } from '../prisma/payload-keys.ts'
import { createVault } from '../prisma/vault.ts'
import { loadDocumentTemplates } from '../templates/document-template.ts'
import { loadTexts } from '../templates/load.ts'
import { createTranslator } from '../templates/translate.ts'
import { createCaseDoor } from '../temporal/cases.ts'
import { createPayloadCodec } from '../temporal/codec.ts'
import { createTemporalClient } from '../temporal/connection.ts'
import { taskQueue } from '../temporal/names.ts'
import { recurNow } from '../temporal/schedules.ts'
import { createAccountMail } from './account-mail.ts'
import { createApi } from './app.ts'
import { indexForms } from './commands/index-forms.ts'
import type { Parts } from './parts.ts'
import { keepResending } from './resend-unanswered.ts'
import { traceOf } from './routes/errors.ts'
import { discoveryOf } from './sign-in.ts'
import { createTimeMachine } from './time-machine/time-machine.ts'
import { openSignalling } from './video/signalling.ts'

/** How long requests under way may take once the process was told to stop. */
const graceMillis = 12_000

/** The library reads a provider's description once: one that is away then would be left out for good. */
async function untilDescribed(issuer: string): Promise<void> {
  const there = () =>
    fetch(discoveryOf(issuer))
      .then(({ ok }) => ok)
      .catch(() => false)
  while (!(await there())) await wait(1000)
}

const config = readServiceConfig(process.env)
if (config.oidc !== undefined) await untilDescribed(config.oidc.issuer)
const logger = pino(
  { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
  pino.destination(2),
)
const prisma = createPrisma(config.databaseUrl, 20)
const vault = createVault({ prisma, keys: config.caseKeys })
const officeTime = createOfficeTime(prisma)
const codec = createPayloadCodec(createPayloadKeys(vault, config.caseKeys))
const client = await createTemporalClient(config.temporal, codec)
const mail = createAccountMail(config.smtpUrl, `no-reply@${new URL(config.publicUrl).hostname}`)
const isSandbox = config.mode === 'sandbox'
const sandboxUrl = `http://127.0.0.1:${config.sandboxPort}`
const recur = () => recurNow({ client, taskQueue })
const timeMachine = isSandbox ? createTimeMachine({ prisma, client, officeTime, sandboxUrl, recur }) : undefined

const announcements = listenToStore(config.databaseUrl)

const texts = loadTexts()
const templates = loadDocumentTemplates(texts)
const files = createFiles(config.storageUrl)
const press = openPress(await readFile(config.signing.file), config.signing.passphrase ?? '')
const parts: Parts = {
  prisma,
  vault,
  files,
  officeTime,
  temporal: { client, taskQueue, namespace: config.temporal.namespace },
  cases: createCaseDoor(client, taskQueue),
  translator: await createTranslator(texts),
  templates,
  pressReport: createReportPress({ prisma, files, templates, publicUrl: config.publicUrl, ...press }),
  config: { ...config, ...(isSandbox ? { sandboxPage: sandboxUrl } : {}) },
  logger,
  announcements,
  sendMail: mail.send,
  ...(timeMachine === undefined ? {} : { timeMachine, catchUp: (id, at) => timeMachine.catchUp(id, at) }),
}

const server = createServer(createApi(parts))
const signalling = openSignalling(server, parts)
const resending = keepResending(parts)

async function stop(): Promise<void> {
  setTimeout(() => server.closeAllConnections(), graceMillis).unref()
  await announcements.close()
  signalling.close()
  await new Promise<void>((closed) => {
    server.close(() => closed())
    server.closeIdleConnections()
  })
  await resending.stop()
  mail.close()
  await client.connection.close()
  await prisma.$disconnect()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stop()
      .catch((failure: unknown) => {
        logger.error(traceOf(failure), 'stop')
        process.exitCode = 1
      })
      // The signalling's library looks after its connections by timers that it never ends.
      .finally(() => process.exit())
  })

indexForms(parts).catch((failure: unknown) => logger.warn(traceOf(failure), 'forms could not be indexed'))
server.listen(config.port, () => process.stdout.write(`${JSON.stringify({ ready: true, part: 'api' })}\n`))
