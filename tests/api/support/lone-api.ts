import { createServer } from 'node:http'
import { pino } from 'pino'
import { createApi } from '../../../api/app.ts'
import type { AccountMail, Parts } from '../../../api/parts.ts'
import { settingsOf } from '../../../cli/centre/centre-settings.ts'
import type { Servers } from '../../../cli/centre/servers.ts'
import { furnish } from '../../../cli/centre/template.ts'
import { createPeople, type Door, openDoor } from '../../../cli/scenario/door.ts'
import { createPrisma } from '../../../prisma/client.ts'
import { createFiles } from '../../../prisma/files.ts'
import { createOfficeTime } from '../../../prisma/office-time.ts'
import { createPayloadKeys } from '../../../prisma/payload-keys.ts'
import { createVault } from '../../../prisma/vault.ts'
import { loadDocumentTemplates } from '../../../templates/document-template.ts'
import { loadTexts } from '../../../templates/load.ts'
import { createTranslator } from '../../../templates/translate.ts'
import { createCaseDoor } from '../../../temporal/cases.ts'
import { createPayloadCodec } from '../../../temporal/codec.ts'
import { createTemporalClient } from '../../../temporal/connection.ts'

/** An api with its database and server, and nobody who works for it: nothing that is started ever answers. */
export type LoneApi = Readonly<{
  parts: Parts
  url: string
  anyone: Door
  as: (account: string) => Promise<Door>
  /** Mails about accounts, as they were sent. */
  mails: readonly AccountMail[]
  close: () => Promise<void>
}>

export async function openLoneApi(servers: Servers): Promise<LoneApi> {
  const { config, port, name, password } = await settingsOf(servers)
  const prisma = createPrisma(config.databaseUrl, 5)
  await furnish(prisma, { tables: ['cn-2026@1'], at: '2026-03-02T09:00:00+08:00' })
  const vault = createVault({ prisma, keys: config.caseKeys })
  const client = await createTemporalClient(
    config.temporal,
    createPayloadCodec(createPayloadKeys(vault, config.caseKeys)),
  )
  const mails: AccountMail[] = []
  const parts: Parts = {
    prisma,
    vault,
    files: createFiles(config.storageUrl),
    officeTime: createOfficeTime(prisma),
    temporal: { client, taskQueue: name, namespace: config.temporal.namespace },
    cases: createCaseDoor(client, name),
    translator: await createTranslator(),
    templates: loadDocumentTemplates(loadTexts()),
    config,
    logger: pino({ level: 'silent' }),
    sendMail: async (mail) => {
      mails.push(mail)
    },
  }
  const server = createServer(createApi(parts))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${port}`
  return {
    parts,
    url,
    anyone: openDoor(url),
    as: createPeople(url, password).as,
    mails,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await client.connection.close()
      await prisma.$disconnect()
    },
  }
}
