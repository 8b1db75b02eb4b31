import { generateDraw } from '../../../cli/oracle/generate-draw.ts'
import { nodeHash } from '../../../cli/oracle/node-hash.ts'
import type { Application, Bundle, DrawInput, Lot } from '../../../domain/allocation/bundle.ts'
import { bundleOf, type Draw, draw } from '../../../domain/allocation/draw.ts'

/** Small crowded rounds, the same in every run: several applicants for each apartment, all classes, households that do not fit. */
export const ROUNDS: readonly DrawInput[] = Array.from({ length: 60 }, (_, seed) =>
  generateDraw({
    seed,
    applicants: 5 + seed,
    lots: 1 + (seed % 9),
    maxApartments: 1 + (seed % 3),
    maxPreferences: 1 + (seed % Math.min(10, 1 + (seed % 9))),
    groups: ['high-level', 'family-with-child'].slice(0, seed % 3),
  }),
)

/** A round of one seed, as it is drawn and published. */
export function published(input: DrawInput): { readonly drawn: Draw; readonly bundle: Bundle } {
  const drawn = draw(input, nodeHash)
  return { drawn, bundle: bundleOf(input, drawn) }
}

/** Whether a household fits a lot. */
export function fits({ persons }: Application, lot: Lot): boolean {
  return lot.minPersons <= persons && persons <= lot.maxPersons
}

/** The order at a lot as the rule says it: class, number, code. */
export function orderAt(
  lot: Lot,
  numbers: Readonly<Record<string, string>>,
): (one: Application, other: Application) => number {
  const key = (application: Application): string => {
    const first = lot.priority.findIndex((group) => application.groups.includes(group))
    const place = first < 0 ? lot.priority.length : first
    return `${String(place).padStart(3, '0')} ${numbers[application.code]} ${application.code}`
  }
  return (one, other) => (key(one) < key(other) ? -1 : 1)
}
