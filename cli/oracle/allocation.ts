import { z } from 'zod'
import type { Bundle, DrawInput } from '../../domain/allocation/bundle.ts'
import { cascadeAfter } from '../../domain/allocation/cascade.ts'
import { bundleOf, type Draw, draw } from '../../domain/allocation/draw.ts'
import { isBundle, isDrawInput } from '../../domain/allocation/read-bundle.ts'
import { verifyBundle } from '../../domain/allocation/verify-bundle.ts'
import { generateDraw } from './generate-draw.ts'
import { type Change, changed, changeForm } from './json-pointer.ts'
import { nodeHash } from './node-hash.ts'
import { type Difference, differencesOfAll, differencesOfNamed, type Played, playEach } from './played.ts'

const generatorForm = z.object({
  seed: z
    .int()
    .min(0)
    .lt(2 ** 32),
  applicants: z.int().min(0),
  lots: z.int().min(1),
  maxApartments: z.int().min(1),
  maxPreferences: z.int().min(1).max(10),
  groups: z.array(z.string()),
})

const eventForm = z.discriminatedUnion('type', [
  z.object({ type: z.literal(['accept', 'decline', 'lapse', 'withdraw']), code: z.string() }),
  z.object({ type: z.literal('drop'), apartment: z.string() }),
])

const sourceForm = z.object({
  bundle: z.unknown().optional(),
  generator: generatorForm.optional(),
  base: z.string().optional(),
})

const caseForm = z.intersection(
  sourceForm,
  z.discriminatedUnion('do', [
    z.object({ do: z.literal('draw'), expect: z.record(z.string(), z.unknown()) }),
    z.object({
      do: z.literal('verify'),
      changes: z.array(changeForm).default([]),
      expect: z.record(z.string(), z.unknown()),
    }),
    z.object({ do: z.literal('cascade'), events: z.array(eventForm), expect: z.record(z.string(), z.unknown()) }),
  ]),
)

type Source = z.infer<typeof sourceForm>
type FindBase = (id: string) => unknown

/** Plays the cases of a file in the form of `allocation.json`; a `base` is another case of the same file. */
export function playAllocation(cases: readonly unknown[]): Iterable<Played> {
  const byId = new Map(cases.map((entry) => [z.object({ id: z.string() }).safeParse(entry).data?.id, entry]))
  return playEach(cases, (entry) => playCase(entry, (id) => byId.get(id)))
}

function playCase(entry: unknown, findBase: FindBase): readonly Difference[] {
  const read = caseForm.parse(entry)
  if (read.do === 'draw') return differencesOfNamed(read.expect, drawnFields(drawInputOf(read, findBase)))
  if (read.do === 'cascade') {
    return differencesOfNamed(read.expect, { ...cascadeAfter(publishedBundle(read, findBase), read.events) })
  }
  const bundle = read.changes.reduce(changedBy, publishedValue(read, findBase))
  return differencesOfAll(read.expect, { ...verifyBundle(bundle, nodeHash) })
}

function changedBy(value: unknown, change: Change): unknown {
  return changed(value, change)
}

function drawnFields(input: DrawInput): Readonly<Record<keyof Draw | 'assigned', unknown>> {
  const drawn = draw(input, nodeHash)
  return { ...drawn, assigned: Object.keys(drawn.assignments).length }
}

// What is verified may be anything at all, so it stays unread.
function publishedValue(source: Source, findBase: FindBase): unknown {
  return source.bundle === undefined || isDrawInput(source.bundle) ? publishedBundle(source, findBase) : source.bundle
}

function publishedBundle(source: Source, findBase: FindBase): Bundle {
  if (isBundle(source.bundle)) return source.bundle
  const input = drawInputOf(source, findBase)
  return bundleOf(input, draw(input, nodeHash))
}

function drawInputOf(source: Source, findBase: FindBase): DrawInput {
  if (source.base !== undefined) {
    const { base: _, ...found } = sourceForm.parse(findBase(source.base))
    return drawInputOf(found, findBase)
  }
  if (source.generator) return generateDraw(source.generator)
  if (!isDrawInput(source.bundle)) throw new RangeError('the bundle has not the form of one that can be drawn')
  return source.bundle
}
