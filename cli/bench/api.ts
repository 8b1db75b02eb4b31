import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type Centre, openCentre } from '../centre/centre.ts'
import { openServers } from '../centre/servers.ts'
import { freePort } from '../embedded/ports.ts'
import { type Program, runProgram } from '../embedded/processes.ts'
import { createPeople } from '../scenario/door.ts'
import { playScenario } from '../scenario/play-scenario.ts'
import { type Figure, figureOf } from './figure.ts'
import { requestsPerSecond } from './load.ts'
import { permitStory } from './permit-story.ts'

const seconds = 4
const atOnce = 16
const session = z.object({ token: z.string() })

/** Case views a second by the api, signed in and by right, against a bare route that reads the same row. */
export async function benchApi(): Promise<readonly Figure[]> {
  const servers = await openServers()
  const centre = await openCentre(servers, { at: permitStory.steps[0]?.at ?? '', killable: true })
  const bare = await openBareRoute(centre)
  try {
    const id = await openedCase(centre)
    const headers = { authorization: `Bearer ${await tokenOf(centre)}` }
    const load = { seconds, atOnce }
    const ours = { url: `${centre.url}/api/v1/cases/${id}`, headers, ...load }
    const theirs = { url: `${bare.url}/cases/${id}`, ...load }
    for (const warming of [ours, theirs]) await requestsPerSecond({ ...warming, seconds: 1 })
    const [baseline, value] = [await requestsPerSecond(theirs), await requestsPerSecond(ours)]
    return [figureOf({ bench: 'api', figure: 'case-view', unit: 'requests/s', value, baseline })]
  } finally {
    await bare.program.kill()
    await centre.close()
    await servers.close()
  }
}

async function openedCase(centre: Centre): Promise<string> {
  const found: { id?: string } = {}
  const toExamination = { ...permitStory, steps: permitStory.steps.slice(0, 3) }
  const differences = await playScenario(centre, toExamination, async ({ cases }) => {
    const opened = cases.get('c1')
    if (opened !== undefined) found.id = opened.id
  })
  if (differences.length > 0 || found.id === undefined) throw new Error(JSON.stringify(differences))
  return found.id
}

async function tokenOf({ url, password }: Centre): Promise<string> {
  const people = createPeople(url, password)
  await people.as('applicant')
  const body = JSON.stringify({ email: 'applicant@onevisit.example', password })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/v1/sessions`, { method: 'POST', headers, body })
  return session.parse(await response.json()).token
}

async function openBareRoute({ settings }: Centre): Promise<{ readonly url: string; readonly program: Program }> {
  const port = await freePort()
  const file = join(import.meta.dirname, 'bare-route.ts')
  const args = ['--import', import.meta.resolve('tsx'), file, settings.config.databaseUrl, String(port)]
  const logFile = join(settings.config.home, 'bare-route.log')
  const program = await runProgram({ file: process.execPath, args, logFile, env: process.env })
  const url = `http://127.0.0.1:${port}`
  while (program.running() && !(await fetch(`${url}/cases/none`).catch(() => undefined))) await wait(50)
  return { url, program }
}
