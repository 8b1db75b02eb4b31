import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { createDatabase } from '../embedded/databases.ts'
import { freePort } from '../embedded/ports.ts'
import { startPostgres } from '../embedded/postgres.ts'
import { startTemporal } from '../embedded/temporal.ts'
import { findTemporalCli } from '../embedded/temporal-cli.ts'
import { type KeepOptions, type Kept, keepRunning, type Part } from './keep-running.ts'

export type Ground = Readonly<{ databaseUrl: string; temporalAddress: string; parts: readonly Kept[] }>

export type Keeping = Pick<KeepOptions, 'say' | 'noted'>

const cacheFolder = join(import.meta.dirname, '..', '..', '.cache')

/** The two servers everything stands on: those the environment names, else our own, kept in the home folder. */
export async function openGround(config: Config, keeping: Keeping): Promise<Ground> {
  const opening = [openDatabase(config, keeping), openTemporal(config, keeping)] as const
  const parts = (await Promise.allSettled(opening)).flatMap((opened) =>
    opened.status === 'fulfilled' && opened.value.kept ? [opened.value.kept] : [],
  )
  try {
    const [database, temporal] = await Promise.all(opening)
    return { databaseUrl: database.at, temporalAddress: temporal.at, parts }
  } catch (error) {
    for (const part of parts) await part.stop() // one alone is of no use
    throw error
  }
}

type Opened = Readonly<{ at: string; kept?: Kept }>

async function openDatabase({ databaseUrl, home }: Config, keeping: Keeping): Promise<Opened> {
  if (databaseUrl) return { at: databaseUrl }
  const port = await freePort()
  const made: { url: string } = { url: '' }
  const start = async (): Promise<Part> => {
    const server = await startPostgres({ dir: join(home, 'postgres'), port })
    made.url = server.url
    return server
  }
  const kept = await keepRunning({ ...keeping, name: 'postgres', start })
  return { at: await createDatabase(made.url, 'onevisit'), kept }
}

async function openTemporal({ temporal, temporalCli, home }: Config, keeping: Keeping): Promise<Opened> {
  if (temporal.address) return { at: temporal.address }
  const port = await freePort()
  const cli = await findTemporalCli({ named: temporalCli, cacheFolder, say: keeping.say })
  const dbFile = join(home, 'temporal', 'temporal.db')
  const start = () => startTemporal({ cli, port, dbFile, namespace: temporal.namespace })
  const kept = await keepRunning({ ...keeping, name: 'temporal', start })
  return { at: `127.0.0.1:${port}`, kept }
}
