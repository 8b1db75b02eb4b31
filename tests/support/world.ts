import { Runtime } from '@temporalio/worker'
import { type Centre, type CentreOptions, openCentre } from '../../cli/centre/centre.ts'
import type { Servers } from '../../cli/centre/servers.ts'
import { createPeople, type Door, openDoor } from '../../cli/scenario/door.ts'
import { testServers } from './servers.ts'

/** A whole centre for one test file: real servers, real worker, real outside. */
export type World = Readonly<{
  servers: Servers
  centre: Centre
  /** The api as a demo account sees it; signed in once. */
  as: (account: string) => Promise<Door>
  /** The api as anyone sees it. */
  anyone: Door
  /** The strings behind the outside. */
  outside: Door
  /** Moves office time, where it stands still; at rest when it resolves. */
  moveTo: (at: string) => Promise<void>
  close: () => Promise<void>
}>

/** Opens it; close it in `afterAll`. */
export async function openWorld(options: Partial<CentreOptions> = {}): Promise<World> {
  const servers = await testServers({ killable: options.killable === true })
  const centre = await openCentre(servers, { at: '2026-03-02T09:00:00+08:00', ...options })
  const people = createPeople(centre.url, centre.password)
  return {
    servers,
    centre,
    as: people.as,
    anyone: openDoor(centre.url),
    outside: openDoor(centre.sandboxUrl),
    moveTo: async (at) => {
      const admin = await people.as('admin')
      const { status, body } = await admin.send('POST', '/api/v1/time', { to: at, hold: true })
      if (status >= 300) throw new Error(`time was not moved: ${status} ${JSON.stringify(body)}`)
    },
    close: async () => {
      await centre.close()
      await servers.close()
      // Its log is forwarded by a thread that would keep the test's process alive.
      await Runtime.instance().shutdown()
    },
  }
}
