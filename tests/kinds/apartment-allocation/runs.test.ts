import { afterAll, describe, expect, test } from '@jest/globals'
import type { Centre } from '../../../cli/centre/centre.ts'
import { openHistories } from '../../../cli/centre/read-history.ts'
import type { Play } from '../../../cli/scenario/play.ts'
import { playScenario } from '../../../cli/scenario/play-scenario.ts'
import { readScenarios, type Scenario } from '../../../cli/scenario/scenario-file.ts'
import { openStage } from '../../../cli/scenario/stage.ts'
import { createPrisma } from '../../../prisma/client.ts'

const stage = openStage()
afterAll(() => stage.close())

const stories = await readScenarios(new URL('scenarios.json', import.meta.url).pathname)

const story = (id: string): Scenario => {
  const found = stories.find((each) => each.id === id)
  if (found === undefined || 'faults' in found) throw new Error(`no story ${id}`)
  return found
}

/** Plays a story and reads, before its centre is gone, what the server keeps of one workflow. */
async function historyOf(id: string, workflowId: (play: Play, centre: Centre) => Promise<string>) {
  const scenario = story(id)
  return await stage.withCentre(scenario, async (centre) => {
    const last: { play?: Play } = {}
    const faults = await playScenario(centre, scenario, async (play) => {
      last.play = play
    })
    if (last.play === undefined) throw new Error('nothing was played')
    const reader = await openHistories(centre)
    try {
      return { faults, history: await reader.read(await workflowId(last.play, centre)) }
    } finally {
      await reader.close()
    }
  })
}

const longMillis = 180_000

describe('What lasts for years does not grow', () => {
  test(
    'living there is a run of its own, begun at rest from the state folded so far',
    async () => {
      const { faults, history } = await historyOf('years-of-living', async ({ cases }) => cases.get('c1')?.id ?? '')
      expect(faults).toEqual([])
      const { events } = JSON.parse(history.json)
      const started = events[0].workflowExecutionStartedEventAttributes
      expect(started.continuedExecutionRunId).not.toBe('')
      expect(started.firstExecutionRunId).toBe(started.continuedExecutionRunId)
      const [input] = started.input.payloads.map((payload: { readonly data: string }) =>
        JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8')),
      )
      expect(input.carried).toMatchObject({
        stage: 'living',
        clocks: [],
        state: { stage: 'living', status: 'accepted' },
      })
      expect(history.events).toBeLessThan(300)
    },
    longMillis,
  )

  test(
    'a round carries no application in its history, and nobody’s words',
    async () => {
      const { faults, history } = await historyOf('dropped-out', async (_play, centre) => {
        const prisma = createPrisma(centre.settings.config.databaseUrl, 1)
        const round = await prisma.round.findUniqueOrThrow({ where: { code: 'R-D' } })
        await prisma.$disconnect()
        return round.workflowId
      })
      expect(faults).toEqual([])
      expect(history.events).toBeLessThan(300)
      const decoded = history.json.replaceAll(/"data":"([^"]*)"/g, (_, data: string) =>
        Buffer.from(data, 'base64').toString('utf8'),
      )
      expect(decoded).toContain('R-D')
      for (const word of ['AA1', 'burst pipe', '57 03 21 18', 'Kim', 'M48207135']) expect(decoded).not.toContain(word)
    },
    longMillis,
  )
})
