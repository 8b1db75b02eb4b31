import type { Application, DrawInput, Lot } from '../../domain/allocation/bundle.ts'
import { hexOf, utf8 } from '../../domain/allocation/hash.ts'
import { nodeHash } from './node-hash.ts'

/** How large a generated round is; `seed` is below 2³², `maxPreferences` at most 10 and at most the number of lots. */
export type Generator = {
  readonly seed: number
  readonly applicants: number
  readonly lots: number
  readonly maxApartments: number
  readonly maxPreferences: number
  readonly groups: readonly string[]
}

type Die = (sides: number) => number

/** The round of a generator, the same on every machine: lots, then applications, then who withdrew, by one row of draws. */
export function generateDraw(generator: Generator): DrawInput {
  const die = createDie(generator.seed)
  const lots = Array.from({ length: generator.lots }, (_, index) => generateLot(die, generator, index + 1))
  const ids = lots.map(({ id }) => id)
  const applications = Array.from({ length: generator.applicants }, (_, index) => {
    return generateApplication(die, { ...generator, ids }, index + 1)
  })
  const withdrawn = applications.filter(() => die(50) === 0).map(({ code }) => code)
  return {
    format: 'onevisit-draw-1',
    round: `G${generator.seed}`,
    seed: hexOf(nodeHash.sha256(utf8(`onevisit-generator\n${generator.seed}`))),
    lots,
    applications,
    withdrawn,
    witnesses: [`witness ${generator.seed}`],
    supersedes: null,
  }
}

// x ← (1664525·x + 1013904223) mod 2³², gives ⌊x·n / 2³²⌋: exact in doubles.
function createDie(seed: number): Die {
  let x = seed
  return (sides) => {
    x = (1_664_525 * x + 1_013_904_223) % 2 ** 32
    return Math.floor((x * sides) / 2 ** 32)
  }
}

function generateLot(die: Die, { maxApartments, groups }: Generator, position: number): Lot {
  const id = `L${padded(position, 4)}`
  const apartments = Array.from({ length: 1 + die(maxApartments) }, (_, index) => `${id}-${padded(index + 1, 2)}`)
  const minPersons = 1 + die(3)
  const maxPersons = minPersons + die(3)
  return { id, apartments, minPersons, maxPersons, priority: groups.filter(() => die(2) === 1) }
}

type Applying = Pick<Generator, 'groups' | 'maxPreferences'> & { readonly ids: readonly string[] }

function generateApplication(die: Die, { groups, maxPreferences, ids }: Applying, position: number): Application {
  const persons = 1 + die(5)
  const having = groups.filter(() => die(4) === 0)
  const wanted = 1 + die(maxPreferences)
  const preferences = new Set<string>()
  while (preferences.size < wanted) {
    const lot = ids[Math.min(die(ids.length), die(ids.length))]
    if (lot !== undefined) preferences.add(lot)
  }
  return { code: `A${padded(position, 5)}`, persons, groups: having, preferences: [...preferences] }
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
