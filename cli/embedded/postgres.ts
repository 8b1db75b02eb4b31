import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { asPostgres, type PostgresHome, preparePostgres } from './postgres-home.ts'
import { endProcess, isAlive, lastWords, type Mark, markOf, type Program, runProgram } from './processes.ts'

const run = promisify(execFile)

export type Postgres = Readonly<{
  /** The address of database `postgres`, with the password. */
  url: string
  mark: Mark
  exited: Promise<string>
  stop: () => Promise<void>
  kill: () => Promise<void>
}>

export type PostgresOptions = Readonly<{
  dir: string
  port: number
  /** false: a crash of the machine may lose data; for tests, which it makes faster. */
  durable?: boolean
}>

/**
 * Starts PostgreSQL on a folder, which it fills the first time; the next start goes on where it was. What a killed
 * server left is cleared away. Throws one clear sentence when it cannot run.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = resolve(options.dir)
  await mkdir(resolve(dir, '..'), { recursive: true })
  const home = await preparePostgres(dir)
  const password = await passwordOf(`${dir}.password`)
  if (!existsSync(join(dir, 'PG_VERSION'))) await fill(home, dir, password)
  await endFormerServer(dir)
  const url = `postgresql://postgres:${password}@127.0.0.1:${options.port}/postgres`
  const program = await startServer(home, { ...options, dir }, url)
  const { mark, exited, kill } = program
  return { url, mark, exited, kill, stop: () => program.stop('SIGINT') }
}

const logOf = (dir: string) => `${dir}.log`

async function passwordOf(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(18).toString('hex'), { mode: 0o600 })
  return (await readFile(file, 'utf8')).trim()
}

async function fill(home: PostgresHome, dir: string, password: string): Promise<void> {
  await rm(dir, { recursive: true, force: true }) // what a first start that was cut short has left
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const secret = join(tmpdir(), `onevisit-${randomBytes(8).toString('hex')}`)
  await writeFile(secret, password, { mode: 0o600 })
  if (home.user) for (const path of [dir, secret]) await chown(path, home.user.uid, home.user.gid)
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  const flags = [`--pgdata=${dir}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`, ...locale]
  const { file, args, ...user } = asPostgres(home, 'initdb', [...flags, '--no-sync'])
  try {
    await run(file, [...args], { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } })
  } catch (error) {
    await rm(dir, { recursive: true, force: true })
    throw new Error(whyNot(error instanceof Error ? error.message : String(error)))
  } finally {
    await rm(secret, { force: true })
  }
}

/** A server that outlived its supervisor is stopped; the note of one that was killed is removed. */
async function endFormerServer(dir: string): Promise<void> {
  const note = join(dir, 'postmaster.pid')
  if (!existsSync(note)) return
  const [first = ''] = (await readFile(note, 'utf8')).split('\n')
  const mark = markOf(Number(first))
  if (mark && (await isServerOf(mark.pid, dir))) await endProcess(mark, 'SIGINT')
  if (!mark || !isAlive(mark) || !(await isServerOf(mark.pid, dir))) await rm(note, { force: true })
}

async function isServerOf(pid: number, dir: string): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres') && stdout.includes(dir)
}

const settings = (durable: boolean) => [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=64MB',
  'max_connections=100',
  'wal_level=minimal',
  'max_wal_senders=0',
  'jit=off',
  ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
]

/** The backends of a killed server need a moment to notice: until then the memory is "still in use". */
async function startServer(home: PostgresHome, options: PostgresOptions, url: string): Promise<Program> {
  const flags = settings(options.durable ?? true).flatMap((setting) => ['-c', setting])
  const command = asPostgres(home, 'postgres', ['-D', options.dir, '-p', String(options.port), ...flags])
  const logFile = logOf(options.dir)
  for (const until = performance.now() + 15_000; ; await wait(250)) {
    const program = await runProgram({ ...command, logFile, env: { ...process.env, LC_ALL: 'C' } })
    if (await isReady(program, url)) return program
    await program.stop('SIGINT')
    const words = lastWords(logFile)
    if (!/still in use|starting up/.test(words) || performance.now() > until) throw new Error(whyNot(words))
  }
}

async function isReady(program: Program, url: string): Promise<boolean> {
  const until = performance.now() + 60_000 // a recovery after a crash may take this long
  while (program.running() && performance.now() < until) {
    if (await answers(url)) return true
    await wait(30)
  }
  return false
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  // A server that is still starting says so and hangs up: told twice, by the promise and by this event.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function whyNot(words: string): string {
  if (/No space left/.test(words)) return 'PostgreSQL cannot start: no space is left on the disk.'
  if (/Address already in use/.test(words)) return 'PostgreSQL cannot start: its port is taken by another program.'
  return `PostgreSQL cannot start. Its last words:\n${words}`
}
