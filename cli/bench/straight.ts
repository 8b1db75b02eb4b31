import { fileURLToPath } from 'node:url'
import { openCentre } from '../centre/centre.ts'
import { openHistories } from '../centre/read-history.ts'
import { openServers, type Servers } from '../centre/servers.ts'
import type { Play } from '../scenario/play.ts'
import { playScenario } from '../scenario/play-scenario.ts'
import { readScenarios, type Scenario } from '../scenario/scenario-file.ts'
import { countHistory } from './count-history.ts'
import { type Figure, figureOf } from './figure.ts'

/** The most remote activity tasks that a case with nothing in its way may take, by kind (the permit's is its own bench). */
const most: Readonly<Record<string, number>> = { settlement: 14, arbitration: 10, apartment: 6, accommodation: 4 }

/** What a straight case of each other kind takes of the server. */
export async function* benchStraight(): AsyncIterable<Figure> {
  const stories = await readScenarios(fileURLToPath(new URL('straight-stories.json', import.meta.url)))
  const servers = await openServers()
  try {
    for (const story of stories) {
      if (!('steps' in story)) throw new Error(`${story.id} cannot be read`)
      const value = await activityTasks(servers, story)
      const figure = `${story.id}-activity-tasks`
      yield figureOf({
        bench: 'straight',
        figure,
        unit: 'remote activities/case',
        value,
        baseline: most[story.id] ?? 0,
      })
    }
  } finally {
    await servers.close()
  }
}

/** Of the case `c1`, in all its runs. */
async function activityTasks(servers: Servers, story: Scenario): Promise<number> {
  const centre = await openCentre(servers, { at: story.steps[0]?.at ?? '' })
  try {
    const played: { last?: Play } = {}
    const differences = await playScenario(centre, story, async (play) => {
      played.last = play
    })
    if (differences.length > 0) throw new Error(`${story.id}: ${JSON.stringify(differences)}`)
    const reader = await openHistories(centre)
    const runs = await reader.readAll(played.last?.cases.get('c1')?.id ?? '')
    await reader.close()
    return runs.reduce((sum, { json }) => sum + countHistory(json).activities, 0)
  } finally {
    await centre.close()
  }
}
