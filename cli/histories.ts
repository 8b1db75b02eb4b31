import { existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Centre } from './centre/centre.ts'
import { openHistories } from './centre/read-history.ts'
import { formNamed } from './scenario/forms.ts'
import type { Play } from './scenario/play.ts'
import { playScenario } from './scenario/play-scenario.ts'
import { readScenarios, type Scenario } from './scenario/scenario-file.ts'
import { openStage } from './scenario/stage.ts'

/**
 * npm run histories [-- FILE…]: stores what the server keeps of each story that has none yet, so that tomorrow's code can
 * be held against it. What is there is never written again.
 */
const tests = join(import.meta.dirname, '..', 'tests')
const histories = join(tests, 'replay', 'histories')

const kinds = readdirSync(join(tests, 'kinds')).map((kind) => join(tests, 'kinds', kind, 'scenarios.json'))
const oracles = readdirSync(join(tests, 'oracles')).filter((name) => /^scenarios.*\.json$/.test(name))
const own = [...oracles.map((name) => join(tests, 'oracles', name)), ...kinds].filter((path) => existsSync(path))
const files = process.argv.length > 2 ? process.argv.slice(2) : own

/** The kind of each case a story opens; a story of a kind that is not there yet has none. */
const kindsOf = ({ steps }: Scenario) =>
  steps.flatMap((step) => (step.do === 'open' ? [{ name: step.case, kind: formNamed(step.form)?.kind ?? '' }] : []))

const fileOf = (scenario: Scenario, { name, kind }: { readonly name: string; readonly kind: string }) =>
  join(histories, kind, `${scenario.id}${name === 'c1' ? '' : `.${name}`}.json`)

/** A story's plans are told apart as its cases are: the first by the story's own name. */
const plansOf = ({ steps }: Scenario): readonly string[] => [
  ...new Set(steps.flatMap((step) => (step.do === 'plan' && step.act === 'create' ? [step.plan] : []))),
]

const fileOfPlan = (scenario: Scenario, name: string) =>
  fileOf(scenario, { name: name === 'p1' ? 'c1' : name, kind: 'plan' })

const filesOf = (scenario: Scenario): readonly string[] => [
  ...kindsOf(scenario).map((opened) => fileOf(scenario, opened)),
  ...plansOf(scenario).map((name) => fileOfPlan(scenario, name)),
]

const isStored = (scenario: Scenario) => filesOf(scenario).every((path) => existsSync(path))

type Played = Readonly<{ centre: Centre; play: Play }>

async function store(scenario: Scenario, { centre, play }: Played): Promise<void> {
  const reader = await openHistories(centre)
  try {
    const wanted = [
      ...kindsOf(scenario).map((opened) => [play.cases.get(opened.name)?.id, fileOf(scenario, opened)] as const),
      ...plansOf(scenario).map((name) => [play.plans.get(name), fileOfPlan(scenario, name)] as const),
    ]
    for (const [id, path] of wanted) {
      if (id === undefined || existsSync(path)) continue
      const { json, events } = await reader.read(id)
      await mkdir(dirname(path), { recursive: true })
      // A failure's trace names the machine it came from; a history is nobody's machine.
      await writeFile(path, json.replaceAll(process.cwd(), ''))
      console.log(`${path.slice(histories.length + 1)}: ${events} events`)
    }
  } finally {
    await reader.close()
  }
}

const stage = openStage()
const scenarios = (await Promise.all(files.map(readScenarios))).flat()
const failed: string[] = []
const missing = scenarios.flatMap((scenario) => ('faults' in scenario || isStored(scenario) ? [] : [scenario]))
const lane = async () => {
  for (let next = missing.shift(); next !== undefined; next = missing.shift()) await playAndStore(next)
}

async function playAndStore(scenario: Scenario): Promise<void> {
  await stage.withCentre(scenario, async (centre) => {
    const last: { play?: Play } = {}
    const watch = async (play: Play) => {
      last.play = play
    }
    const differences = await playScenario(centre, scenario, watch)
    if (differences.length > 0) failed.push(`${scenario.id} ${JSON.stringify(differences)}`)
    else if (last.play !== undefined) await store(scenario, { centre, play: last.play })
  })
}

await Promise.all([lane(), lane()])
await stage.close()
if (failed.length > 0) console.error(`Not stored, as they do not go as they say:\n${failed.join('\n')}`)
process.exit(failed.length > 0 ? 1 : 0)
