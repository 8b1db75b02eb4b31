import { readFile } from 'node:fs/promises'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { createDrawing } from '../activities/documents/draw.ts'
import { createFonts } from '../activities/documents/fonts.ts'
import { createSeal } from '../activities/documents/seal.ts'
import { createActivities } from '../activities/index.ts'
import { createMailer } from '../activities/messages/deliver.ts'
import { createOutsideSystems } from '../activities/outside/systems.ts'
import { createSignBytes } from '../activities/sign-bytes.ts'
import { readServiceConfig } from '../config.ts'
import { createPrisma } from '../prisma/client.ts'
import { createFiles } from '../prisma/files.ts'
import { createOfficeTime } from '../prisma/office-time.ts'
import { createPayloadKeys } from '../prisma/payload-keys.ts'
import { createVault } from '../prisma/vault.ts'
import { loadDocumentTemplates } from '../templates/document-template.ts'
import { loadTexts } from '../templates/load.ts'
import { createTranslator } from '../templates/translate.ts'
import { createPayloadCodec } from '../temporal/codec.ts'
import { createTemporalClient, dataConverterOf } from '../temporal/connection.ts'
import { taskQueue } from '../temporal/names.ts'
import { createProcesses } from '../temporal/processes.ts'
import { keepSchedules } from '../temporal/schedules.ts'
import { bundleWorkflows } from './bundle-workflows.ts'
import { connectWorker, createWorker } from './create-worker.ts'

/** A mail server that takes longer is asked again by the patient activity. */
const smtpTimeoutMillis = 2000
/** `domain/README.md`, Outside systems. */
const outsideTimeoutMillis = 10_000

/** Runs one worker until it is told to stop; any number of them may run. */
async function main(): Promise<void> {
  const config = readServiceConfig(process.env)
  Runtime.install({ logger: new DefaultLogger(config.logLevel === 'debug' ? 'DEBUG' : 'WARN') })
  const prisma = createPrisma(config.databaseUrl)
  const vault = createVault({ prisma, keys: config.caseKeys })
  const texts = loadTexts()
  const mailer = createMailer({
    smtpUrl: config.smtpUrl,
    from: `no-reply@${new URL(config.publicUrl).hostname}`,
    timeoutMillis: smtpTimeoutMillis,
  })
  const codec = createPayloadCodec(createPayloadKeys(vault, config.caseKeys))
  const client = await createTemporalClient(config.temporal, codec)
  const fonts = createFonts()
  // The first paper is not to wait for ten megabytes of a font.
  fonts.warm()
  const sealing = await readFile(config.signing.file)
  const passphrase = config.signing.passphrase ?? ''
  const activities = createActivities({
    prisma,
    vault,
    files: createFiles(config.storageUrl),
    officeTime: createOfficeTime(prisma),
    translator: await createTranslator(texts),
    templates: loadDocumentTemplates(texts),
    drawing: createDrawing(fonts),
    seal: createSeal(sealing, passphrase),
    mailer,
    outside: createOutsideSystems(config.outside, outsideTimeoutMillis),
    publicUrl: config.publicUrl,
    processes: createProcesses(client, taskQueue),
    signBytes: createSignBytes(sealing, passphrase).signBytes,
  })
  const connection = await connectWorker(config.temporal)
  const worker = await createWorker({
    connection,
    namespace: config.temporal.namespace,
    taskQueue,
    activities,
    bundle: await bundleWorkflows(),
    dataConverter: dataConverterOf(codec),
  })
  await keepSchedules({ client, taskQueue })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => worker.shutdown())
  process.stdout.write(`${JSON.stringify({ ready: true, part: 'worker' })}\n`)
  await worker.run()
  mailer.close()
  await connection.close()
  await client.connection.close()
  await prisma.$disconnect()
}

await main()
