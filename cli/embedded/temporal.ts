import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { searchAttributes } from '../../temporal/names.ts'
import { isListening } from './ports.ts'
import { endProcess, lastWords, type Mark, type Program, runProgram } from './processes.ts'

export type Temporal = Readonly<{
  /** host:port, as TEMPORAL_ADDRESS takes it. */
  address: string
  namespace: string
  mark: Mark
  exited: Promise<string>
  stop: () => Promise<void>
  kill: () => Promise<void>
}>

export type TemporalOptions = Readonly<{
  /** Path of Temporal's command: findTemporalCli(). */
  cli: string
  port: number
  /** Where workflows are kept from one start to the next. */
  dbFile: string
  namespace?: string
  /** The server's own pages are shown there; unset: none. */
  uiPort?: number
  /** false: a crash of the machine may lose data; for tests, which it makes faster. */
  durable?: boolean
}>

/** Closed workflows stay readable: the server's own default forgets them after a day. */
const retention = msToTs('3650 days')

/**
 * Starts the official server on a file and waits until it answers; the next start goes on where it was. A server that
 * outlived its supervisor on the same file is stopped first.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const dbFile = resolve(options.dbFile)
  const namespace = options.namespace ?? 'default'
  const address = `127.0.0.1:${options.port}`
  await mkdir(dirname(dbFile), { recursive: true })
  const note = `${dbFile}.pid`
  await endFormerServer(note)
  const logFile = `${dbFile}.log`
  const program = await runProgram({
    file: options.cli,
    args: flags(options, dbFile, namespace),
    logFile,
    env: quietEnv(),
  })
  await writeFile(note, JSON.stringify(program.mark))
  if (!(await isReady(program, address, namespace))) {
    await program.stop()
    throw new Error(whyNot(lastWords(logFile)))
  }
  const stop = async () => {
    await program.stop('SIGTERM')
    await rm(note, { force: true })
  }
  return { address, namespace, mark: program.mark, exited: program.exited, stop, kill: program.kill }
}

/**
 * Time skipping, as accelerated time needs it. By the server's defaults each skipped timer would cost a second, or 0.16 s
 * with the shift alone, as one shard looks into its timer queue 20 times a second; so it costs 0.03 s. A process that
 * begins anew within a second of its last beginning would wait for machine time, and skipping would run past its timers.
 */
const dynamicConfig = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="20ms"',
  'history.timerProcessorMaxPollRPS=1000',
  'history.workflowIdReuseMinimalInterval="0s"',
]

function flags(options: TemporalOptions, dbFile: string, namespace: string): readonly string[] {
  const ui = options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(options.port), '--db-filename', dbFile, '--namespace', namespace],
    ...['--log-level', 'warn', ...ui],
    ...dynamicConfig.flatMap((value) => ['--dynamic-config-value', value]),
    ...Object.values(searchAttributes).flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ...(options.durable === false ? ['--sqlite-pragma', 'synchronous=off'] : []),
  ]
}

/** Settings of the person's own Temporal command must not reach this server. */
function quietEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')))
}

async function endFormerServer(note: string): Promise<void> {
  if (!existsSync(note)) return
  const mark = markIn(await readFile(note, 'utf8'))
  if (mark) await endProcess(mark)
}

function markIn(text: string): Mark | undefined {
  try {
    const { pid, started } = JSON.parse(text)
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}

async function isReady(program: Program, address: string, namespace: string): Promise<boolean> {
  const until = performance.now() + 60_000
  while (program.running() && performance.now() < until) {
    // A client that meets a closed port waits a second before it tries again: ask the port first.
    if ((await isListening(address)) && (await settle(address, namespace))) return true
    await wait(25)
  }
  return false
}

/** Answers only when the namespace is there and keeps what it closes. */
async function settle(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: 2000 })
  try {
    await connection.ensureConnected()
    const config = { workflowExecutionRetentionTtl: retention }
    await connection.workflowService.updateNamespace({ namespace, config })
    return true
  } catch {
    return false
  } finally {
    await connection.close()
  }
}

function whyNot(words: string): string {
  if (/no space left|disk is full/i.test(words)) return 'Temporal cannot start: no space is left on the disk.'
  if (/address already in use/i.test(words)) return 'Temporal cannot start: its port is taken by another program.'
  return `Temporal cannot start. Its last words:\n${words}`
}
