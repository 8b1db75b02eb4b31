import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker'
import { historyIn, openHistories } from '../../../cli/centre/read-history.ts'
import type { Play } from '../../../cli/scenario/play.ts'
import { playScenario } from '../../../cli/scenario/play-scenario.ts'
import { readScenarios } from '../../../cli/scenario/scenario-file.ts'
import { openStage } from '../../../cli/scenario/stage.ts'
import { createPrisma } from '../../../prisma/client.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const stage = openStage()
afterAll(() => stage.close())

/** The step after which the worker of the next release takes over, in the middle of the second year. */
const released = '2027-12-01'

let next: WorkflowBundle

beforeAll(async () => {
  next = await bundleWorkflowCode({
    workflowsPath: here('../../../workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => {
      const rules = [
        ...(config.module?.rules ?? []),
        { test: /apartment-allocation\/living\.ts$/, use: here('support/next-version.cjs') },
      ]
      return { ...config, module: { ...config.module, rules } }
    },
  })
}, 120_000)

test('a lease of thirty-six months is lived through, over a new version of the code', async () => {
  const [scenario] = await readScenarios(here('lease.json'))
  if (scenario === undefined || 'faults' in scenario) throw new Error('no story')
  await stage.withCentre(scenario, async (centre) => {
    const last: { play?: Play } = {}
    const faults = await playScenario(centre, scenario, async (play, step) => {
      last.play = play
      if (step.at.startsWith(released)) await centre.renewWorker(next)
    })
    expect(faults).toEqual([])
    const id = last.play?.cases.get('c1')?.id ?? ''
    const prisma = createPrisma(centre.settings.config.databaseUrl, 1)
    const learnt = await prisma.event.findMany({
      where: { caseId: id, type: 'facts-changed' },
      orderBy: { seq: 'asc' },
    })
    await prisma.$disconnect()
    const said = JSON.stringify(learnt.map(({ data }) => data))
    // The first renewal was the old version's; the second, in the same run, the new one's.
    expect(said).toContain('"renewals":2')
    expect(said).not.toContain('"renewals":1')
    const reader = await openHistories(centre)
    const { json, events } = await reader.read(id)
    await reader.close()
    expect(events).toBeLessThan(300)
    await Worker.runReplayHistory({ workflowBundle: next }, historyIn(json), id)
  })
}, 240_000)
