import { execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A process as it can be recognised later: a number alone may by then belong to somebody else. */
export type Mark = Readonly<{ pid: number; started: string }>

/** A program we run in a process group of its own, so that Ctrl-C reaches it through us, in order. */
export type Program = Readonly<{
  mark: Mark
  exited: Promise<string>
  running: () => boolean
  /** Asks it to end; after `patience` milliseconds it is made to. */
  stop: (signal?: NodeJS.Signals, patience?: number) => Promise<void>
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>
}>

export type Command = Readonly<{
  file: string
  args: readonly string[]
  logFile: string
  env?: NodeJS.ProcessEnv
  cwd?: string
  uid?: number | undefined
  gid?: number | undefined
}>

/** Starts a program whose output goes to a file: it then neither stops nor hangs when we are killed. */
export async function runProgram(command: Command): Promise<Program> {
  const log = openSync(command.logFile, 'w', 0o600)
  const { file, args, env, cwd = '/', uid, gid } = command
  const user = uid === undefined || gid === undefined ? {} : { uid, gid }
  const child = spawn(file, [...args], { env, cwd, ...user, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  let running = true
  const exited = new Promise<string>((answer) => {
    child.once('error', (error) => answer(error.message))
    child.once('exit', (code, signal) => answer(signal ?? `code ${code}`))
  }).finally(() => {
    running = false
  })
  if (child.pid === undefined) throw new Error(`${file} cannot be run: ${await exited}`)
  const pid = child.pid
  const end = async (signal: NodeJS.Signals, patience: number) => {
    if (running) process.kill(pid, signal)
    const late = wait(patience, 'late', { ref: false })
    if ((await Promise.race([exited, late])) === 'late' && running) process.kill(pid, 'SIGKILL')
    await exited
  }
  return {
    mark: markOf(pid) ?? { pid, started: '' },
    exited,
    running: () => running,
    stop: (signal = 'SIGTERM', patience = 10_000) => end(signal, patience),
    kill: () => end('SIGKILL', 10_000),
  }
}

/** When the process with this number was started, in the system's own words; undefined when there is none. */
export function markOf(pid: number): Mark | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid)
  return started ? { pid, started } : undefined
}

/** Whether this very process still runs. */
export function isAlive(mark: Mark): boolean {
  return markOf(mark.pid)?.started === mark.started
}

/** Ends a process we started in an earlier life: asked first, then made to. */
export async function endProcess(mark: Mark, signal: NodeJS.Signals = 'SIGTERM', patience = 10_000): Promise<void> {
  const until = performance.now() + patience
  if (isAlive(mark)) process.kill(mark.pid, signal)
  while (isAlive(mark) && performance.now() < until) await wait(50)
  if (isAlive(mark)) process.kill(mark.pid, 'SIGKILL')
  while (isAlive(mark)) await wait(20)
}

/** The last lines a program wrote, for the sentence that tells why it ended. */
export function lastWords(logFile: string, lines = 5): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-lines).join('\n')
}

function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces; after it the state is field 3, the start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : `${bootId()}/${fields[19]}`
  } catch {
    return undefined
  }
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

function startElsewhere(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
