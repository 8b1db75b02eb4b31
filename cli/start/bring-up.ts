import { makeSealingIdentity } from '../../activities/documents/sealing-identity.ts'
import type { Config } from '../../config.ts'
import { freePort } from '../embedded/ports.ts'
import { checkBefore } from './before.ts'
import { fillDatabase } from './first-content.ts'
import { type Keeping, openGround } from './ground.ts'
import { type Kept, keepRunning, type Part } from './keep-running.ts'
import { programsOf } from './parts.ts'
import { takeHome } from './running-file.ts'
import { readSecrets } from './secrets.ts'

/** Everything up on this one machine. */
export type Up = Readonly<{
  /** Of the demo accounts, in sandbox mode. */
  demoPassword: string
  databaseUrl: string
  temporalAddress: string
  /** Worker and api begin again: their code has changed. */
  renew: () => Promise<void>
  /** Begins the part that plays the demo's stories and ends by itself; absent in production. */
  playDemo?: () => Promise<Part>
  /** Ends all that was started, last first. */
  down: () => Promise<void>
}>

/** Starts what is not there yet, in order, each as a process of its own; what fails on the way takes the rest down with it. */
export async function bringUp(config: Config, say: (line: string) => void): Promise<Up> {
  const home = await takeHome(config.home, config.publicUrl)
  if (home.healed.length > 0) say(`An earlier start had left ${home.healed.join(', ')} running: ended.`)
  const started: Kept[] = []
  const down = async () => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop()
    await home.remove()
  }
  try {
    await checkBefore(config)
    return { ...(await inOrder(config, { say, noted: home.note }, started)), down }
  } catch (error) {
    await down()
    throw error
  }
}

async function inOrder(config: Config, keeping: Keeping, started: Kept[]): Promise<Omit<Up, 'down'>> {
  const secrets = await readSecrets(config, makeSealingIdentity)
  const ground = await openGround(config, keeping)
  started.push(...ground.parts)
  const applied = await fillDatabase(ground.databaseUrl, config, secrets.demoPassword)
  if (applied.length > 0) keeping.say(`Database: ${applied.length} migrations applied.`)
  const programs = programsOf(config, ground, { secrets, smtpPort: await freePort() })
  const keep = async (name: keyof typeof programs) => {
    const kept = await keepRunning({ ...keeping, name, start: programs[name] })
    started.push(kept)
    return kept
  }
  if (config.mode === 'sandbox') await keep('sandbox')
  const [worker, api] = await bothOf(keep('worker'), keep('api'))
  return {
    demoPassword: secrets.demoPassword,
    databaseUrl: ground.databaseUrl,
    temporalAddress: ground.temporalAddress,
    renew: async () => void (await Promise.all([worker.restart(), api.restart()])),
    ...(config.mode === 'sandbox' ? { playDemo: () => once(programs.demo, keeping, started) } : {}),
  }
}

/** A part that ends by itself is not begun again; one that has not ended is ended with all others. */
async function once(start: () => Promise<Part>, { noted }: Keeping, started: Kept[]): Promise<Part> {
  const part = await start()
  started.push({ stop: part.stop, restart: part.stop })
  await noted('demo', part.mark)
  return part
}

/** Waits for both even if one fails: the other must be there to be taken down. */
async function bothOf<T>(first: Promise<T>, second: Promise<T>): Promise<readonly [T, T]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
