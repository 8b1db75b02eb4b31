import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../config.ts'
import { freePort } from '../embedded/ports.ts'
import { type Postgres, startPostgres } from '../embedded/postgres.ts'
import { isAlive, type Mark } from '../embedded/processes.ts'
import { startTemporal, type Temporal } from '../embedded/temporal.ts'
import { findTemporalCli } from '../embedded/temporal-cli.ts'

/** One Temporal server and one PostgreSQL for any number of centres, in a folder of their own that goes with them. */
export type Servers = Readonly<{
  dir: string
  /** What the centres' secrets are made of; another one each time. */
  secret: string
  temporalAddress: string
  databaseUrl: string
  /** SIGKILL, and started again on the same port and data. */
  crash: (what: 'temporal' | 'database') => Promise<void>
  close: () => Promise<void>
}>

/** How servers that another program started, and will end, are reached. */
export type JoinedServers = Pick<Servers, 'dir' | 'secret' | 'temporalAddress' | 'databaseUrl'>

/** Servers of another program: nothing is started here, and closing them is not ours. */
export const joinServers = (known: JoinedServers): Servers => ({
  ...known,
  crash: () => Promise.reject(new Error('servers that others use are not killed')),
  close: async () => undefined,
})

export type ServersOptions = Readonly<{
  /** What was committed is there again after a kill, as in production; otherwise the last half second is not. */
  killable?: boolean
}>

/** Starts both servers on free ports; nothing of the machine's other state is touched. */
export async function openServers({ killable = false }: ServersOptions = {}): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'onevisit-'))
  const { temporalCli } = readConfig({ TEMPORAL_CLI: process.env['TEMPORAL_CLI'] })
  const cli = await findTemporalCli({ named: temporalCli, cacheFolder: cacheFolder() })
  const [temporalPort, databasePort] = [await freePort(), await freePort()]
  const startT = () =>
    watched(startTemporal({ cli, port: temporalPort, dbFile: join(dir, 'temporal', 'temporal.db'), durable: killable }))
  const startD = () => watched(startPostgres({ dir: join(dir, 'postgres'), port: databasePort, durable: killable }))
  const [temporal, postgres] = await Promise.all([startT(), startD()])
  const running: { temporal: Temporal; postgres: Postgres } = { temporal, postgres }
  const forget = neverLeftBehind(() => {
    for (const { mark } of [running.temporal, running.postgres]) if (isAlive(mark)) process.kill(mark.pid, 'SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  })
  const again = {
    temporal: async () => {
      await running.temporal.kill()
      running.temporal = await startT()
    },
    database: async () => {
      await running.postgres.kill()
      running.postgres = await startD()
    },
  }
  return {
    dir,
    secret: randomBytes(24).toString('hex'),
    temporalAddress: temporal.address,
    databaseUrl: postgres.url,
    crash: (what) => again[what](),
    close: async () => {
      await Promise.all([running.temporal.kill(), running.postgres.kill()])
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      forget()
    },
  }
}

async function watched<Server extends { readonly mark: Mark }>(starting: Promise<Server>): Promise<Server> {
  const server = await starting
  watchOver(server.mark)
  return server
}

/** Outlives this program by a second to end a server that nobody stopped: also where no exit of ours is heard. */
function watchOver(server: Mark): void {
  const watch = 'while kill -0 "$1" 2>/dev/null; do kill -0 "$2" 2>/dev/null || exit 0; sleep 1; done; kill -9 "$2"'
  const pids = [String(process.pid), String(server.pid)]
  spawn('sh', ['-c', watch, 'sh', ...pids], { detached: true, stdio: 'ignore' }).unref()
}

/** Whatever ends this program, its servers end with it. Returns how to forget them, once they have ended in order. */
function neverLeftBehind(end: () => void): () => void {
  const leave = () => process.exit(130)
  process.once('exit', end)
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  return () => {
    process.off('exit', end)
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
  }
}

/** Where npm start keeps the fetched command too. */
const cacheFolder = () => join(import.meta.dirname, '..', '..', '.cache')
