import { type Logger, pino } from 'pino'
import type { ServiceConfig } from '../../config.ts'
import { createPrisma } from '../../prisma/client.ts'
import { createFiles } from '../../prisma/files.ts'
import { createPayloadKeys } from '../../prisma/payload-keys.ts'
import { createVault } from '../../prisma/vault.ts'
import { loadDocumentTemplates } from '../../templates/document-template.ts'
import { loadTexts } from '../../templates/load.ts'
import { createTranslator } from '../../templates/translate.ts'
import { createPayloadCodec } from '../../temporal/codec.ts'
import { createTemporalClient } from '../../temporal/connection.ts'

export type DemoSettings = Readonly<{
  config: ServiceConfig
  taskQueue: string
  /** Of every demo account. */
  password: string
}>

/** What all lanes stand on: the centre's own database, files and server. */
export type DemoParts = Awaited<ReturnType<typeof openDemoParts>>

const connections = 12

export async function openDemoParts({ config, taskQueue, password }: DemoSettings) {
  const prisma = createPrisma(config.databaseUrl, connections)
  const vault = createVault({ prisma, keys: config.caseKeys })
  const codec = createPayloadCodec(createPayloadKeys(vault, config.caseKeys))
  const client = await createTemporalClient(config.temporal, codec)
  const logger: Logger = pino({ level: config.logLevel }, pino.destination(2))
  const texts = loadTexts()
  return {
    prisma,
    vault,
    client,
    config,
    taskQueue,
    password,
    logger,
    files: createFiles(config.storageUrl),
    translator: await createTranslator(texts),
    templates: loadDocumentTemplates(texts),
    close: async () => {
      await client.connection.close()
      await prisma.$disconnect()
    },
  }
}
