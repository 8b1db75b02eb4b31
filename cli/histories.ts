import { existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Centre } from './centre/centre.ts'
import { openHistories } from './centre/read-history.ts'
import { onePerPath } from './replay/one-per-path.ts'
import { formNamed } from './scenario/forms.ts'
import type { Play } from './scenario/play.ts'
import { playScenario } from './scenario/play-scenario.ts'
import { readScenarios, type Scenario } from './scenario/scenario-file.ts'
import { openStage } from './scenario/stage.ts'

/**
 * npm run histories [-- FILE…]: stores what the server keeps of one story for each path that has none yet, of its cases and
 * rounds, so that tomorrow's code can be held against it. What is there is never written again.
 */
const tests = join(import.meta.dirname, '..', 'tests')
const histories = join(tests, 'replay', 'histories')

const kinds = readdirSync(join(tests, 'kinds')).map((kind) => join(tests, 'kinds', kind, 'scenarios.json'))
const oracles = readdirSync(join(tests, 'oracles')).filter((name) => /^scenarios.*\.json$/.test(name))
const own = [...oracles.map((name) => join(tests, 'oracles', name)), ...kinds].filter((path) => existsSync(path))
const files = process.argv.length > 2 ? process.argv.slice(2) : own

/** Of a story with many cases of a kind so many are kept: the others go the same way. */
const mostOfAKind = 1

/** The kind of the cases of a story that are kept; a story of a kind that is not there yet has none. */
function kindsOf({ steps }: Scenario) {
  const opened = steps.flatMap((step) =>
    step.do === 'open' ? [{ name: step.case, kind: formNamed(step.form)?.kind ?? '' }] : [],
  )
  return opened.filter(
    ({ kind }, index) => opened.slice(0, index).filter((before) => before.kind === kind).length < mostOfAKind,
  )
}

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
type Reader = Awaited<ReturnType<typeof openHistories>>

async function store(scenario: Scenario, { centre, play }: Played): Promise<void> {
  const reader = await openHistories(centre)
  try {
    const wanted = [
      ...kindsOf(scenario).map((opened) => [play.cases.get(opened.name)?.id, fileOf(scenario, opened)] as const),
      ...plansOf(scenario).map((name) => [play.plans.get(name), fileOfPlan(scenario, name)] as const),
    ]
    for (const [id, path] of wanted) if (id !== undefined) await storeRuns(reader, id, path)
    for (const { code, workflowId } of await reader.rounds())
      await storeRuns(reader, workflowId, fileOf(scenario, { name: code, kind: 'apartment-round' }))
  } finally {
    await reader.close()
  }
}

/** Each run of a workflow in a file of its own; what is there is left as it is. */
async function storeRuns(reader: Reader, workflowId: string, path: string): Promise<void> {
  if (existsSync(path)) return
  for (const [back, { json, events }] of (await reader.readAll(workflowId)).entries()) {
    const file = back === 0 ? path : path.replace(/\.json$/, `.before-${back}.json`)
    await mkdir(dirname(file), { recursive: true })
    // A failure's trace names the machine it came from; a history is nobody's machine.
    await writeFile(file, json.replaceAll(process.cwd(), ''))
    console.log(`${file.slice(histories.length + 1)}: ${events} events`)
  }
}

const stage = openStage()
const scenarios = (await Promise.all(files.map(readScenarios))).flat()
const failed: string[] = []
const told = scenarios.flatMap((scenario) => ('faults' in scenario ? [] : [scenario]))
const missing = onePerPath(told, isStored)
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
