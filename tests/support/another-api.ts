import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from '../../cli/embedded/ports.ts'
import { runProgram } from '../../cli/embedded/processes.ts'
import { createPeople } from '../../cli/scenario/door.ts'
import type { World } from './world.ts'

const root = join(import.meta.dirname, '..', '..')
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** An api process of its own on the store and server of a world, as in the scale-out shape; ready to be signed in to. */
export async function startAnotherApi({ centre: { settings } }: World) {
  const port = await freePort()
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings.env, PORT: String(port) }
  const logFile = join(settings.config.home, `api-${port}.log`)
  const args = ['--import', tsx, join(root, 'api/main.ts')]
  const program = await runProgram({ file: process.execPath, args, logFile, env, cwd: root })
  const url = `http://127.0.0.1:${port}`
  const { as } = createPeople(url, settings.password)
  await as('applicant')
  return { program, url, as }
}

export type AnotherApi = Awaited<ReturnType<typeof startAnotherApi>>
