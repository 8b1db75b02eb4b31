import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { endProcess, isAlive, type Mark, markOf } from '../embedded/processes.ts'

const mark = z.object({ pid: z.number(), started: z.string() })
const content = z.object({ supervisor: mark, url: z.string(), parts: z.record(z.string(), mark) })
type Content = z.infer<typeof content>

/** The note, in the home folder, of what runs there: so that a second start is told, and what a crash left is ended. */
export type RunningFile = Readonly<{
  /** Names of the parts that an earlier start had left behind, ended now. */
  healed: readonly string[]
  note: (name: string, part: Mark) => Promise<void>
  remove: () => Promise<void>
}>

/** Takes the home folder for this process; throws one sentence when another start has it. */
export async function takeHome(home: string, url: string): Promise<RunningFile> {
  await mkdir(home, { recursive: true, mode: 0o755 })
  const file = join(home, 'running.json')
  const supervisor = markOf(process.pid) ?? { pid: process.pid, started: '' }
  const own: { content: Content } = { content: { supervisor, url, parts: {} } }
  const healed = await claim(file, own.content)
  let writing: Promise<void> = Promise.resolve()
  return {
    healed,
    note: async (name, part) => {
      own.content = { ...own.content, parts: { ...own.content.parts, [name]: part } }
      writing = writing.then(() => replace(file, own.content))
      await writing
    },
    remove: async () => {
      await writing
      await rm(file, { force: true })
    },
  }
}

async function claim(file: string, own: Content): Promise<readonly string[]> {
  const healed: string[] = []
  while (!(await create(file, own))) {
    const former = await read(file)
    if (former && isAlive(former.supervisor)) {
      throw new Error(
        `OneVisit already runs here (process ${former.supervisor.pid}, ${former.url}): stop it first, ` +
          'or set ONEVISIT_HOME and PORT for a second one.',
      )
    }
    healed.push(...(former ? await endParts(former) : []))
    await takeAway(file, former)
  }
  return healed
}

async function endParts({ parts }: Content): Promise<readonly string[]> {
  const left = Object.entries(parts).filter(([, part]) => isAlive(part))
  await Promise.all(left.map(([name, part]) => endProcess(part, name === 'postgres' ? 'SIGINT' : 'SIGTERM')))
  return left.map(([name]) => name)
}

/** By its code: an error of Node's own may be of another realm than ours. */
const isThereAlready = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'

/** A link is made whole or not at all, and only where there is none yet. */
async function create(file: string, own: Content): Promise<boolean> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 })
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (isThereAlready(error)) return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function replace(file: string, own: Content): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 })
  await rename(draft, file)
}

/** Undefined: gone meanwhile, or never written to its end. */
async function read(file: string): Promise<Content | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const parsed = content.safeParse(text ? jsonOf(text) : undefined)
  return parsed.success ? parsed.data : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Of two starts that find the same dead note, one moves it; the other must not move the new note of the first. */
async function takeAway(file: string, former: Content | undefined): Promise<void> {
  const grave = `${file}.dead.${process.pid}`
  try {
    await rename(file, grave)
  } catch {
    return
  }
  const moved = await read(grave)
  if (moved && moved.supervisor.pid !== former?.supervisor.pid) await link(grave, file).catch(() => {})
  await rm(grave, { force: true })
}
