import { createServer } from 'node:http'
import pino from 'pino'
import { createActivities } from '../../activities/index.ts'
import { createMailer } from '../../activities/messages/deliver.ts'
import { createOutsideSystems } from '../../activities/outside/systems.ts'
import { createReportPress } from '../../activities/report.ts'
import { createApi } from '../../api/app.ts'
import type { Parts } from '../../api/parts.ts'
import { keepResending } from '../../api/resend-unanswered.ts'
import { createTimeMachine } from '../../api/time-machine/time-machine.ts'
import { listenToStore } from '../../prisma/announcements.ts'
import { createPrisma } from '../../prisma/client.ts'
import { createFiles } from '../../prisma/files.ts'
import { createOfficeTime } from '../../prisma/office-time.ts'
import { createPayloadKeys } from '../../prisma/payload-keys.ts'
import { createVault } from '../../prisma/vault.ts'
import { createCaseDoor } from '../../temporal/cases.ts'
import { createPayloadCodec } from '../../temporal/codec.ts'
import { createTemporalClient, dataConverterOf } from '../../temporal/connection.ts'
import { createProcesses } from '../../temporal/processes.ts'
import { createWorker } from '../../worker/create-worker.ts'
import type { CentreSettings } from './centre-settings.ts'
import type { Running } from './running.ts'
import type { Servers } from './servers.ts'
import { type SharedParts, sharedParts, workerConnection } from './shared-parts.ts'

const smtpTimeoutMillis = 2000
const outsideTimeoutMillis = 10_000

/** Api and worker in this process: quick to open, for stories in which nothing is killed. */
export async function runInside(servers: Servers, settings: CentreSettings, isBlank = false): Promise<Running> {
  const stores = await openStores(settings)
  const workerStores = { ...stores, ...(isBlank ? blankPapers : {}) }
  const running = { worker: await openWorker(servers, settings, workerStores) }
  const api = await openApi(settings, stores)
  return {
    taskQueue: settings.name,
    crash: () => Promise.reject(new Error('a part of this process cannot be killed alone')),
    renewWorker: async (bundle) => {
      await running.worker.close()
      running.worker = await openWorker(servers, settings, { ...workerStores, bundle })
    },
    close: async () => {
      await api.close()
      await running.worker.close()
      await stores.client.connection.close()
      await stores.prisma.$disconnect()
    },
  }
}

/** A paper of which nothing is drawn. */
const blankPapers: Pick<SharedParts, 'drawing' | 'seal'> = {
  drawing: async () => Buffer.from('%PDF-1.4\n%%EOF\n'),
  seal: async (pdf) => pdf,
}

type Stores = Awaited<ReturnType<typeof openStores>>

async function openStores({ config }: CentreSettings) {
  const prisma = createPrisma(config.databaseUrl, 6)
  const vault = createVault({ prisma, keys: config.caseKeys })
  const codec = createPayloadCodec(createPayloadKeys(vault, config.caseKeys))
  const client = await createTemporalClient(config.temporal, codec)
  return { prisma, vault, codec, client, files: createFiles(config.storageUrl), officeTime: createOfficeTime(prisma) }
}

type WorkerStores = Stores & Partial<Pick<SharedParts, 'drawing' | 'seal' | 'bundle'>>

async function openWorker(servers: Servers, { name, config }: CentreSettings, stores: WorkerStores) {
  const { translator, templates, drawing, seal, signBytes, bundle } = { ...(await sharedParts()), ...stores }
  const mailer = createMailer({
    smtpUrl: config.smtpUrl,
    from: `no-reply@${new URL(config.publicUrl).hostname}`,
    timeoutMillis: smtpTimeoutMillis,
  })
  const { prisma, vault, files, officeTime } = stores
  const outside = createOutsideSystems(config.outside, outsideTimeoutMillis)
  const publicUrl = config.publicUrl
  const processes = createProcesses(stores.client, name)
  const made = { translator, templates, drawing, seal, mailer, outside, publicUrl, processes, signBytes }
  const parts = { prisma, vault, files, officeTime, ...made }
  const worker = await createWorker({
    connection: await workerConnection(servers),
    namespace: config.temporal.namespace,
    taskQueue: name,
    activities: createActivities(parts),
    bundle,
    dataConverter: dataConverterOf(stores.codec),
  })
  const running = worker.run()
  return {
    close: async () => {
      worker.shutdown()
      await running
      mailer.close()
    },
  }
}

async function openApi({ name, port, sandboxPort, config }: CentreSettings, stores: Stores) {
  const { prisma, vault, files, officeTime, client } = stores
  const { translator, templates, drawing, seal } = await sharedParts()
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const timeMachine = createTimeMachine({ prisma, client, officeTime, sandboxUrl })
  const announcements = listenToStore(config.databaseUrl)
  const parts: Parts = {
    prisma,
    vault,
    files,
    officeTime,
    temporal: { client, taskQueue: name, namespace: config.temporal.namespace },
    cases: createCaseDoor(client, name),
    translator,
    templates,
    pressReport: createReportPress({ prisma, files, templates, publicUrl: config.publicUrl, drawing, seal }),
    config,
    logger: pino({ level: config.logLevel }, pino.destination({ dest: `${config.home}/api.log`, sync: true })),
    sendMail: async () => undefined,
    announcements,
    timeMachine,
    catchUp: (caseId, takenInAt) => timeMachine.catchUp(caseId, takenInAt),
  }
  const resending = keepResending(parts)
  const server = createServer(createApi(parts))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    close: async () => {
      await announcements.close()
      await resending.stop()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
