import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.ts'
import type { Centre } from './centre/centre.ts'
import type { Play } from './scenario/play.ts'
import { playScenario } from './scenario/play-scenario.ts'
import { readScenarios, type Scenario } from './scenario/scenario-file.ts'
import { openStage } from './scenario/stage.ts'
import { keepPapers } from './tour/keep-papers.ts'
import { beginTelling, tellEnd, tellStep } from './tour/tell.ts'
import { tellPlans } from './tour/tell-plan.ts'

/** npm run tour [-- KIND…]: plays one story of each kind in a fresh centre in accelerated time, and tells it as it goes. */
const asked = process.argv.slice(2)
const read = await readScenarios(fileURLToPath(new URL('tour/stories.json', import.meta.url)))
const stories = read.flatMap((story) => ('steps' in story ? [story] : []))
const unknown = asked.filter((kind) => !stories.some(({ id }) => id === kind))
if (unknown.length > 0) {
  console.error(`There is no tour of ${unknown.join(', ')}: name any of ${stories.map(({ id }) => id).join(', ')}.`)
  process.exit(1)
}

const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
const folder = join(resolve(readConfig(process.env).home), 'tour', stamp)

async function tell(story: Scenario, centre: Centre): Promise<boolean> {
  const telling = await beginTelling((line) => console.log(line))
  console.log(`\n${story.id}\n${story.why}\n`)
  const last: { play?: Play } = {}
  const differences = await playScenario(centre, story, async (play, step) => {
    last.play = play
    await tellStep(telling, play, step)
  })
  for (const { what, actual } of differences) console.error(`  ✗ ${what}: ${JSON.stringify(actual)}`)
  if (last.play === undefined) return false
  await tellEnd(telling, last.play)
  await tellPlans(telling.say, last.play)
  const kept = await keepPapers(last.play, join(folder, story.id))
  console.log(`\n  ${kept} papers are in ${join(folder, story.id)}`)
  return differences.length === 0
}

const stage = openStage()
const began = performance.now()
const told: boolean[] = []
for (const story of stories) {
  if (asked.length > 0 && !asked.includes(story.id)) continue
  told.push(await stage.withCentre(story, (centre) => tell(story, centre)))
}
await stage.close()
console.log(
  `\n${told.length} stories in ${Math.round((performance.now() - began) / 1000)} s. The papers are in ${folder}`,
)
process.exit(told.every(Boolean) ? 0 : 1)
