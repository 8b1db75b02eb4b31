import { type Centre, openCentre } from '../centre/centre.ts'
import { openServers, type Servers } from '../centre/servers.ts'
import { isPlayedAlone, type Stage } from './play-files.ts'
import type { Scenario } from './scenario-file.ts'

/** Where stories are played; its servers are started when the first of them needs one. */
export function openStage(open = openServers): Stage & { readonly close: () => Promise<void> } {
  let shared: Promise<Servers> | undefined
  const inCentre = async <Answer>(servers: Servers, scenario: Scenario, play: (centre: Centre) => Promise<Answer>) => {
    const at = scenario.steps[0]?.at ?? '2026-01-01T00:00:00+08:00'
    const killable = isPlayedAlone(scenario)
    const centre = await openCentre(servers, { at, tables: scenario.calendars, killable })
    try {
      return await play(centre)
    } finally {
      await centre.close()
    }
  }
  return {
    withCentre: async (scenario, play) => {
      if (!isPlayedAlone(scenario)) {
        shared ??= open()
        return await inCentre(await shared, scenario, play)
      }
      const servers = await open({ killable: true })
      try {
        return await inCentre(servers, scenario, play)
      } finally {
        await servers.close()
      }
    },
    close: async () => {
      if (shared !== undefined) await (await shared).close()
    },
  }
}
