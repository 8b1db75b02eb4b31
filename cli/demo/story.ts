import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formNamed } from '../scenario/forms.ts'
import { stepNames } from '../scenario/step.ts'

/**
 * When a step happens: on a working day counted from today (−1: the last one before it, by the tables in force) at a
 * time of day; or so many hours ago.
 */
const when = { day: z.number().int(), time: z.string().regex(/^\d\d:\d\d$/) }
const known = z.enum(stepNames)
const onDay = z.looseObject({ ...when, do: known })
const hoursAgo = z.looseObject({ hoursAgo: z.number().positive(), do: known })
const storyStep = z.union([onDay, hoursAgo])
export type StoryStep = z.infer<typeof storyStep>

const file = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  why: z.string(),
  /** At the end nobody outside calls back by itself: the case stays as it is shown. */
  staysByHand: z.boolean().default(false),
  steps: z.array(storyStep).min(1),
  /** Where its cases are at the end, as `expect` of scenarios says it. */
  end: z.array(z.looseObject({ case: z.string() })),
})

/** A story of the demo: a scenario whose days are counted from today. */
export type Story = z.infer<typeof file>

const folder = new URL('stories/', import.meta.url)

const isOfKnownKind = ({ steps }: Story): boolean =>
  steps.every((step) => {
    const form = step.do === 'open' ? formNamed(String(step['form'])) : undefined
    return step.do !== 'open' || (form !== undefined && definitionOf(form.kind) !== undefined)
  })

/** The stories of the kinds there are, in the order in which their cases are opened. @throws when one cannot be read. */
export function readStories(): readonly Story[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const stories = names.map((name) => file.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  return stories.filter(isOfKnownKind).toSorted((one, other) => beginning(one) - beginning(other))
}

/** Roughly when it begins, in days from today. */
const beginning = ({ steps: [first] }: Story): number => {
  if (first === undefined) return 0
  const day: unknown = first['day']
  return typeof day === 'number' ? day : -0.5
}
