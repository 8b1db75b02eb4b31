import { ascending } from './ascending.ts'
import type { Application, DrawInput, Lot } from './bundle.ts'

/** Why a household cannot have an apartment of a lot. */
export type NotEligible = 'too-few-persons' | 'too-many-persons'

/** A lot as one applicant listed it. */
export type Choice = {
  readonly lot: Lot
  readonly notEligible?: NotEligible
  /** Index of the first priority group the applicant has, or the number of groups; lower goes first. */
  readonly class: number
  /** Place in the order at the lot, by class, number and code: comparable within one lot, lower goes first. */
  readonly order: number
}

/** An applicant in the order of all numbers. */
export type Applicant = {
  readonly code: string
  readonly number: string
  /** Place by number and code among all applicants, from 0. */
  readonly rank: number
  readonly withdrawn: boolean
  /** The listed lots, most wanted first. */
  readonly choices: readonly Choice[]
}

/** What a draw's lists and numbers say of who stands where. */
export type Numbered = Pick<DrawInput, 'lots' | 'applications' | 'withdrawn'> & {
  readonly numbers: ReadonlyMap<string, string>
}

/**
 * All applicants by number and code, each with where they stand at the lots they listed. The list must be whole: a lot that
 * is not there or a code without number throws a `RangeError`.
 */
export function rankApplicants({ lots, applications, withdrawn, numbers }: Numbered): readonly Applicant[] {
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]))
  const gone = new Set(withdrawn)
  const numbered = applications.map((application) => ({ application, number: found(numbers, application.code) }))
  numbered.sort((one, other) => {
    return ascending(one.number, other.number) || ascending(one.application.code, other.application.code)
  })
  return numbered.map(({ application, number }, rank) => {
    const choices = application.preferences.map((id): Choice => {
      const standing = standingAt(found(lotOf, id), application)
      return { ...standing, order: standing.class * numbered.length + rank }
    })
    return { code: application.code, number, rank, withdrawn: gone.has(application.code), choices }
  })
}

function standingAt(lot: Lot, { persons, groups }: Application): Omit<Choice, 'order'> {
  const index = lot.priority.findIndex((group) => groups.includes(group))
  const standing = { lot, class: index < 0 ? lot.priority.length : index }
  if (persons < lot.minPersons) return { ...standing, notEligible: 'too-few-persons' }
  return persons > lot.maxPersons ? { ...standing, notEligible: 'too-many-persons' } : standing
}

function found<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id)
  if (value === undefined) throw new RangeError(`draw: nothing known of ${id}`)
  return value
}
