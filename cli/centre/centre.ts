import { createPrisma } from '../../prisma/client.ts'
import { dropDatabase } from '../embedded/databases.ts'
import type { Crashed } from '../scenario/step.ts'
import { publishedTables } from './calendar-file.ts'
import { type CentreSettings, settingsOf } from './centre-settings.ts'
import { runInside } from './inside.ts'
import { runOutside } from './processes.ts'
import type { Running } from './running.ts'
import { openSandbox } from './sandbox-parts.ts'
import type { Servers } from './servers.ts'
import { furnish } from './template.ts'

/** A whole centre of its own, as people and the outside reach it. */
export type Centre = Readonly<{
  url: string
  sandboxUrl: string
  /** Of every demo account. */
  password: string
  settings: CentreSettings
  taskQueue: string
  crash: (what: Crashed) => Promise<void>
  renewWorker: Running['renewWorker']
  close: () => Promise<void>
}>

export type CentreOptions = Readonly<{
  /** Office time at which it is opened; it stands still there. */
  at: string
  /** Holiday tables; default: the published ones. */
  tables?: readonly string[] | undefined
  /** Api and worker as processes of their own, so that they can be killed. */
  killable?: boolean
  /** Papers are numbered and stored, but nothing is drawn or sealed: for crowds, of which something else is measured. */
  blankPapers?: boolean
  /** As LOG_LEVEL; default: `warn`. Each part writes to a file of its own in the centre's home. */
  logLevel?: string
}>

/** Opens an empty centre: no cases, rosters or rounds; every outside system answers `ok`. */
export async function openCentre(servers: Servers, options: CentreOptions): Promise<Centre> {
  const settings = await settingsOf(servers, options.logLevel)
  const prisma = createPrisma(settings.config.databaseUrl, 1)
  await furnish(prisma, { tables: options.tables ?? publishedTables, at: options.at })
  await prisma.$disconnect()
  const sandbox = await openSandbox(settings, options.at)
  const running =
    options.killable === true
      ? await runOutside(servers, settings)
      : await runInside(servers, settings, options.blankPapers === true)
  return {
    url: settings.config.publicUrl,
    sandboxUrl: sandbox.url,
    password: settings.password,
    settings,
    taskQueue: running.taskQueue,
    crash: (what) => (what === 'database' || what === 'temporal' ? servers.crash(what) : running.crash(what)),
    renewWorker: running.renewWorker,
    close: async () => {
      await running.close()
      await sandbox.close()
      await dropDatabase(servers.databaseUrl, settings.name)
    },
  }
}
