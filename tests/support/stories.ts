import { afterAll, expect, test } from '@jest/globals'
import { playScenario } from '../../cli/scenario/play-scenario.ts'
import { readScenarios } from '../../cli/scenario/scenario-file.ts'
import { openStage } from '../../cli/scenario/stage.ts'

const longestStoryMillis = 180_000

/** Each story of a file is a test, its title why it is told; `which` leaves some out. */
export async function tellStories(path: URL, which: (id: string) => boolean = () => true): Promise<void> {
  const stage = openStage()
  afterAll(() => stage.close())
  const scenarios = (await readScenarios(path.pathname)).filter(({ id }) => which(id))
  test.each(scenarios.map((scenario) => ({ scenario, title: 'why' in scenario ? scenario.why : scenario.id })))(
    '$title',
    async ({ scenario }) => {
      const faults =
        'faults' in scenario
          ? scenario.faults
          : await stage.withCentre(scenario, (centre) => playScenario(centre, scenario))
      expect(faults).toEqual([])
    },
    longestStoryMillis,
  )
}
