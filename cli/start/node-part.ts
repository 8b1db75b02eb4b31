import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { lastWords, runProgram } from '../embedded/processes.ts'
import type { Part } from './keep-running.ts'

const root = join(import.meta.dirname, '..', '..')
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const patience = 120_000

export type NodePart = Readonly<{ script: string; logFile: string; env: Readonly<Record<string, string>> }>

/** Runs one of our programs and waits until it says, by a line of JSON, that it is ready. Throws its last words otherwise. */
export async function startNodePart({ script, logFile, env }: NodePart): Promise<Part> {
  const args = ['--import', tsx, join(root, script)]
  const program = await runProgram({
    file: process.execPath,
    args,
    logFile,
    env: { ...inherited(), ...env },
    cwd: root,
  })
  const until = performance.now() + patience
  while (program.running() && performance.now() < until) {
    if (saysReady(logFile))
      return { mark: program.mark, exited: program.exited, stop: () => program.stop('SIGTERM', 15_000) }
    await wait(50)
  }
  await program.stop()
  throw new Error(`${script} does not start. Its last words:\n${lastWords(logFile, 15)}`)
}

/** What the person set for us that the parts read too (proxies, paths), without the settings that are handed over anew. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
}

function saysReady(logFile: string): boolean {
  if (!existsSync(logFile)) return false
  return readFileSync(logFile, 'utf8')
    .split('\n')
    .some((line) => /^\{"(ready|url)":/.test(line))
}
