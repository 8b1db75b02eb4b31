import { afterAll, expect, test } from '@jest/globals'
import { playScenario } from '../../cli/scenario/play-scenario.ts'
import { readScenarios } from '../../cli/scenario/scenario-file.ts'
import { openStage } from '../../cli/scenario/stage.ts'
import { testServers } from './servers.ts'

const longestStoryMillis = 180_000

/** All of them are told by `npm run scenario`, or by a test run that is asked for all. */
const isEveryStoryTold = process.env.STORIES === 'all'

/**
 * Tells stories of these files as tests, each titled by why it is told: those named, one of each path, so that a whole test
 * run stays short; every one of the files with `STORIES=all`. A name that no file has fails.
 */
export async function tellStories(files: readonly URL[], paths: readonly string[]): Promise<void> {
  const stage = openStage(testServers)
  afterAll(() => stage.close())
  const scenarios = (await Promise.all(files.map((file) => readScenarios(file.pathname)))).flat()
  const unknown = paths.filter((path) => !scenarios.some(({ id }) => id === path))
  if (unknown.length > 0) throw new Error(`No file tells the story ${unknown.join(', ')}`)
  const told = scenarios.filter(({ id }) => isEveryStoryTold || paths.includes(id))
  test.each(told.map((scenario) => ({ scenario, title: 'why' in scenario ? scenario.why : scenario.id })))(
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
