import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Step, stepNames, stepSchemas } from './step.ts'

/** A dated story, each of whose steps could be read. */
export type Scenario = Readonly<{
  id: string
  why: string
  /** Holiday tables loaded before the first step; undefined: the published ones, version 1. */
  calendars?: readonly string[] | undefined
  steps: readonly Step[]
}>

/** What is wrong with a scenario that cannot be played, in the words of its result. */
export type Unreadable = Readonly<{ id: string; faults: readonly Difference[] }>

/** One thing that is not as the scenario says. */
export type Difference = Readonly<{ what: string; expected: unknown; actual: unknown }>

const file = z.object({ version: z.literal(1), scenarios: z.array(z.looseObject({ id: z.string() })) })

const outline = z.strictObject({
  id: z.string(),
  why: z.string().default(''),
  calendars: z.array(z.string()).optional(),
  steps: z.array(z.looseObject({ do: z.string() })),
})

/** Reads a file of scenarios. @throws Error with one sentence when it is none. */
export async function readScenarios(path: string): Promise<readonly (Scenario | Unreadable)[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} cannot be read.`)
  })
  const read = file.safeParse(parsed(path, text))
  if (!read.success) throw new Error(`${path} is no file of scenarios (version 1).`)
  return read.data.scenarios.map(readScenario)
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON.`)
  }
}

function readScenario(raw: { readonly id: string }): Scenario | Unreadable {
  const read = outline.safeParse(raw)
  if (!read.success) return { id: raw.id, faults: read.error.issues.map(faultOf) }
  const steps = read.data.steps.map(readStep)
  const faults = steps.flatMap((step) => ('actual' in step ? [step] : []))
  if (faults.length > 0) return { id: raw.id, faults }
  return { ...read.data, steps: steps.flatMap((step) => ('actual' in step ? [] : [step])) }
}

const faultOf = ({ path, message }: z.core.$ZodIssue): Difference => ({
  what: path.join('.'),
  expected: 'what the format of scenarios says',
  actual: message,
})

/** A step nobody knows fails its scenario by name. */
function readStep(raw: { readonly do: string }, index: number): Step | Difference {
  const schema = stepSchemas[raw.do]
  const what = `step ${index + 1} ${raw.do}`
  if (schema === undefined) return { what, expected: stepNames, actual: raw.do }
  const read = schema.safeParse(raw)
  if (read.success) return read.data
  const actual = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return { what, expected: 'a step of that name', actual }
}
