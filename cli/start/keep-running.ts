import { setTimeout as wait } from 'node:timers/promises'
import type { Mark } from '../embedded/processes.ts'

/** Something that runs as a process of its own. */
export type Part = Readonly<{ mark: Mark; exited: Promise<string>; stop: () => Promise<void> }>

export type Kept = Readonly<{
  stop: () => Promise<void>
  /** Ends it, and it begins again: its code has changed. */
  restart: () => Promise<void>
}>

export type KeepOptions = Readonly<{
  name: string
  start: () => Promise<Part>
  say: (line: string) => void
  noted: (name: string, mark: Mark) => Promise<void>
}>

const longestPause = 30_000
/** A part that ends sooner than this after its start is not hurried. */
const settled = 10_000

/** Starts a part and keeps it running: when it ends by itself it is begun again, at once, then after longer and longer. */
export async function keepRunning(options: KeepOptions): Promise<Kept> {
  const { name, say } = options
  const leaving = new AbortController()
  const state = { part: await begin(options), changing: false, since: performance.now() }
  const renew = async (how: string, pause: number) => {
    if (!state.changing) say(`${name} has ended (${how}) and is started again.`)
    state.part = await beginAgain(options, pause, leaving.signal).catch(() => state.part)
    state.since = performance.now()
    state.changing = false
  }
  const keep = async (): Promise<void> => {
    let pause = 0
    for (let how = await state.part.exited; !leaving.signal.aborted; how = await state.part.exited) {
      pause = state.changing || performance.now() - state.since > settled ? 0 : nextPause(pause)
      await renew(how, pause)
    }
  }
  const keeping = keep()
  return {
    stop: async () => {
      leaving.abort()
      await state.part.stop()
      await keeping
      await state.part.stop() // one that was just beginning
    },
    restart: async () => {
      state.changing = true
      await state.part.stop()
    },
  }
}

const nextPause = (pause: number) => Math.min(Math.max(1000, pause * 2), longestPause)

async function begin({ name, start, noted }: KeepOptions): Promise<Part> {
  const part = await start()
  await noted(name, part.mark)
  return part
}

/** Tries until it starts; rejects only when the whole is stopped meanwhile. */
async function beginAgain(options: KeepOptions, first: number, signal: AbortSignal): Promise<Part> {
  for (let pause = first; ; pause = nextPause(pause)) {
    await wait(pause, undefined, { signal })
    try {
      return await begin(options)
    } catch (error) {
      options.say(`${options.name} does not start: ${firstLine(error)}`)
    }
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0]
