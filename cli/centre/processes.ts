import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { taskQueue } from '../../temporal/names.ts'
import { lastWords, type Program, runProgram } from '../embedded/processes.ts'
import type { CentreSettings } from './centre-settings.ts'
import type { Running } from './running.ts'
import type { Servers } from './servers.ts'

const root = join(import.meta.dirname, '..', '..')
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Api and worker as processes of their own, on the ports of the settings. */
export async function runOutside(_servers: Servers, settings: CentreSettings): Promise<Running> {
  const run = async (part: 'api' | 'worker'): Promise<Program> => {
    const logFile = join(settings.config.home, `${part}.log`)
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings.env }
    const args = ['--import', tsx, join(root, part, 'main.ts')]
    const program = await runProgram({ file: process.execPath, args, logFile, env, cwd: root })
    await (part === 'api' ? apiIsThere(settings, program, logFile) : workerIsThere(program, logFile))
    return program
  }
  const [api, worker] = await Promise.all([run('api'), run('worker')])
  const running = { api, worker }
  return {
    taskQueue,
    crash: async (what) => {
      await running[what].kill()
      running[what] = await run(what)
    },
    renewWorker: () => Promise.reject(new Error('a process of its own runs the code that lies on the disk')),
    close: async () => {
      await Promise.all([running.api.kill(), running.worker.kill()])
    },
  }
}

const patienceMillis = 60_000

type Look = () => Promise<boolean>

async function untilThere(program: Program, logFile: string, isThere: Look): Promise<void> {
  for (const until = performance.now() + patienceMillis; program.running() && performance.now() < until; ) {
    if (await isThere()) return
    await wait(50)
  }
  throw new Error(`a part of the centre does not start: ${lastWords(logFile, 15)}`)
}

const apiIsThere = ({ config }: CentreSettings, program: Program, logFile: string) =>
  untilThere(program, logFile, () =>
    fetch(`${config.publicUrl}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )

const workerIsThere = (program: Program, logFile: string) =>
  untilThere(program, logFile, async () => lastWords(logFile, 20).includes('"ready":true'))
