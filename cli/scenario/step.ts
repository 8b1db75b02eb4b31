import { z } from 'zod'
import { expectation } from './expectation.ts'
import { byNobody, bySomeone, common, instant, json, words } from './step-fields.ts'

const onCase = { ...bySomeone, case: z.string() }
const onTask = { ...onCase, task: z.string() }
const onSlot = { ...onCase, purpose: z.string() }

const open = z.strictObject({
  ...onCase,
  do: z.literal('open'),
  form: z.string(),
  set: json.default({}),
  unset: words.default([]),
  materials: z
    .union([z.literal('all'), z.strictObject({ without: words.default([]), with: words.default([]) })])
    .default('all'),
  submit: z.boolean().default(true),
  as: z
    .strictObject({ channel: z.string().optional(), code: z.string().optional(), receivedAt: instant.optional() })
    .default({}),
  basedOn: z.string().optional(),
})

const action = z.strictObject({ ...onCase, do: z.literal('action'), action: z.string(), data: json.optional() })

const decide = z.strictObject({
  ...onTask,
  do: z.literal('decide'),
  outcome: z.string(),
  reasons: words.default([]),
  note: z.string().optional(),
  data: json.optional(),
})
const claim = z.strictObject({ ...onTask, do: z.literal('claim') })
const release = z.strictObject({ ...onTask, do: z.literal('release') })
const assign = z.strictObject({ ...onTask, do: z.literal('assign'), to: z.string() })

const slotNamed = { slot: instant, officer: z.string().optional() }
const book = z.strictObject({ ...onSlot, ...slotNamed, do: z.literal('book') })
const move = z.strictObject({ ...onSlot, ...slotNamed, do: z.literal('move') })
const cancel = z.strictObject({ ...onSlot, do: z.literal('cancel') })

const bySupervisor = { ...common, by: z.string().default('supervisor') }
const roster = z.strictObject({
  ...bySupervisor,
  do: z.literal('roster'),
  officer: z.string(),
  purpose: z.string(),
  days: words,
  from: z.string(),
  to: z.string(),
  languages: words,
  makeUpAs: z.string().optional(),
})
const absent = z.strictObject({
  ...bySupervisor,
  do: z.literal('absent'),
  officer: z.string(),
  from: z.string(),
  to: z.string(),
  substitute: z.string().optional(),
})
const extend = z.strictObject({
  ...bySupervisor,
  do: z.literal('extend'),
  case: z.string(),
  clock: z.string(),
  days: z.number(),
  reason: z.string(),
})
const rescue = z.strictObject({
  ...bySupervisor,
  do: z.literal('rescue'),
  case: z.string(),
  step: z.string(),
  how: z.enum(['retry', 'resolve', 'give-up']),
  data: json.optional(),
})
const calendar = z.strictObject({
  ...common,
  by: z.string().default('admin'),
  do: z.literal('calendar'),
  load: z.string(),
})

const outside = z.strictObject({
  ...byNobody,
  do: z.literal('outside'),
  system: z.string(),
  answers: z.array(z.unknown()).default([]),
  always: z.unknown().optional(),
})
const callBack = z.strictObject({
  ...byNobody,
  do: z.literal('call-back'),
  system: z.string(),
  case: z.string(),
  result: z.string(),
  data: json.optional(),
  times: z.number().optional(),
  signature: z.enum(['wrong', 'stale']).optional(),
  lost: z.boolean().optional(),
})
const mail = z.strictObject({ ...byNobody, do: z.literal('mail'), to: z.string(), answers: words })
const crashed = z.enum(['worker', 'api', 'database', 'temporal'])
const crash = z.strictObject({ ...byNobody, do: z.literal('crash'), what: crashed })

const round = z.strictObject({
  ...bySomeone,
  do: z.literal('round'),
  round: z.string().optional(),
  act: z.string(),
  data: json.optional(),
})
const plan = z.strictObject({
  ...bySomeone,
  do: z.literal('plan'),
  plan: z.string(),
  act: z.string(),
  data: json.default({}),
})

const known = [
  open,
  action,
  decide,
  claim,
  release,
  assign,
  book,
  move,
  cancel,
  roster,
  absent,
  extend,
  rescue,
  calendar,
  outside,
  callBack,
  mail,
  crash,
  round,
  plan,
  expectation,
] as const

type Known = z.infer<(typeof known)[number]>

/** One step of a story; of a name, the step of that name. */
export type Step<Name extends Known['do'] = Known['do']> = Extract<Known, { do: Name }>

/** What can be killed in a story. */
export type Crashed = z.infer<typeof crashed>

/** How each step is written. */
export const stepSchemas: Readonly<Record<string, z.ZodType<Step>>> = Object.fromEntries(
  known.map((schema) => [schema.shape.do.value, schema]),
)

export const stepNames: readonly string[] = Object.keys(stepSchemas)
