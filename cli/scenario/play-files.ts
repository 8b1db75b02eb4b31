import type { Centre } from '../centre/centre.ts'
import { playScenario } from './play-scenario.ts'
import { type Difference, readScenarios, type Scenario, type Unreadable } from './scenario-file.ts'

/** How a story went. */
export type Result = Readonly<{ id: string; pass: boolean; differences: readonly Difference[] }>

/** Where stories are played: an empty centre each, alone for those in which something is killed. */
export type Stage = Readonly<{
  withCentre: <Answer>(scenario: Scenario, play: (centre: Centre) => Promise<Answer>) => Promise<Answer>
}>

/** Stories at a time, on the two cores they are measured by. */
const lanes = 2

/** Plays all stories of the files and tells each result in the order of the files, as soon as it is known. */
export async function playFiles(files: readonly string[], stage: Stage, tell: (result: Result) => void): Promise<void> {
  const scenarios = (await Promise.all(files.map(readScenarios))).flat()
  const results = new Map<number, Result>()
  let told = 0
  const finish = (index: number, result: Result) => {
    results.set(index, result)
    for (let next = results.get(told); next !== undefined; next = results.get(told)) {
      tell(next)
      told += 1
    }
  }
  const numbered = scenarios.map((scenario, index) => ({ scenario, index }))
  const play = async ({ scenario, index }: (typeof numbered)[number]) => finish(index, await resultOf(scenario, stage))
  const together = numbered.filter(({ scenario }) => !isPlayedAlone(scenario))
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = together.shift(); next !== undefined; next = together.shift()) await play(next)
    }),
  )
  for (const alone of numbered.filter(({ scenario }) => isPlayedAlone(scenario))) await play(alone)
}

/** A story in which something is killed has servers of its own. */
export const isPlayedAlone = (scenario: Scenario | Unreadable): boolean =>
  'steps' in scenario && scenario.steps.some((step) => step.do === 'crash')

async function resultOf(scenario: Scenario | Unreadable, stage: Stage): Promise<Result> {
  const { id } = scenario
  if ('faults' in scenario) return { id, pass: false, differences: scenario.faults }
  const differences = await stage
    .withCentre(scenario, (centre) => playScenario(centre, scenario))
    .catch((failure: unknown) => [
      { what: 'a centre could be opened', expected: true, actual: failure instanceof Error ? failure.message : 'no' },
    ])
  return { id, pass: differences.length === 0, differences }
}
