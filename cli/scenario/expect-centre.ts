import { z } from 'zod'
import { compare } from './compare.ts'
import { listAs, overseer, type Play, readAs } from './play.ts'
import type { Difference } from './scenario-file.ts'
import type { Step } from './step.ts'

type Expectation = Step<'expect'>

const anything = z.record(z.string(), z.unknown())
const book = z.looseObject({ made: z.number(), undone: z.number() })
const allCalls = z.object({ calls: z.array(z.looseObject({ system: z.string(), method: z.string() })) })

/** Holds what cases share, and the outside, against what the story expects. */
export async function expectCentre(play: Play, step: Expectation): Promise<readonly Difference[]> {
  return [
    ...(await expectCalls(play, step)),
    ...(await expectEffects(play, step)),
    ...(await expectStuck(play, step)),
    ...(await expectRound(play, step)),
    ...(await expectPlan(play, step)),
  ]
}

async function expectCalls(play: Play, { outsideCalls = {} }: Expectation): Promise<readonly Difference[]> {
  const differences = Object.entries(outsideCalls).map(async ([system, expected]) => {
    const actual = book.parse((await play.sandbox.get(`/outside/${system}/calls`)).body)
    const fields = typeof expected === 'number' ? { made: expected } : expected
    return Object.entries(fields).flatMap(([field, value]) =>
      compare({ what: `outsideCalls.${system}.${field}`, expected: value, actual: actual[field] }),
    )
  })
  return (await Promise.all(differences)).flat()
}

async function expectEffects(play: Play, { effects }: Expectation): Promise<readonly Difference[]> {
  if (effects === undefined) return []
  const { calls } = allCalls.parse((await play.sandbox.get('/outside/calls')).body)
  const actual = calls.map(({ system, method }) => `${system} ${method}`)
  return compare({ what: 'effects', expected: effects, actual, manner: 'order' })
}

async function expectStuck(play: Play, { stuck }: Expectation): Promise<readonly Difference[]> {
  if (stuck === undefined) return []
  const open = await listAs(play, overseer, { path: '/api/v1/stuck', schema: anything })
  return compare({ what: 'stuck', expected: stuck, actual: open.length })
}

const asSets: ReadonlySet<string> = new Set(['free'])

async function expectRound(play: Play, { round }: Expectation): Promise<readonly Difference[]> {
  if (round === undefined) return []
  const path = `/api/v1/rounds/${encodeURIComponent(round.round)}`
  const actual = await readAs(play, overseer, { path, schema: anything })
  return Object.entries(round)
    .filter(([field]) => field !== 'round')
    .flatMap(([field, expected]) =>
      compare({
        what: `round.${field}`,
        expected,
        actual: actual[field],
        manner: asSets.has(field) ? 'set' : 'equal',
      }),
    )
}

const matterList = z.array(z.looseObject({ case: z.string(), state: z.string() }))

async function expectPlan(play: Play, { plan }: Expectation): Promise<readonly Difference[]> {
  if (plan === undefined) return []
  const id = play.plans.get(plan.name)
  if (id === undefined) throw new Error(`no plan ${plan.name} has been made`)
  const actual = await readAs(play, overseer, { path: `/api/v1/plans/${id}`, schema: anything })
  const seen = { ...actual, matters: byName(play, actual['matters']) }
  return Object.entries(plan)
    .filter(([field]) => field !== 'name')
    .flatMap(([field, expected]) => compare({ what: `plan.${field}`, expected, actual: Reflect.get(seen, field) }))
}

/** Matters by the story's names for their cases. */
function byName({ cases }: Play, matters: unknown): unknown {
  const read = matterList.safeParse(matters)
  if (!read.success) return matters
  const names = new Map([...cases.values()].map(({ id, name }) => [id, name]))
  return Object.fromEntries(read.data.map(({ case: id, state }) => [names.get(id) ?? id, state]))
}
