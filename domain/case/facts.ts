import type { LocalDate } from '../time/local-date.ts'
import { type Code, code } from './codes.ts'

/** What a fact may be: nothing that a person wrote in their own words fits in here. */
export type Fact = number | boolean | null | Code | LocalDate

/**
 * The few non-personal values that the rules of a process need (track, points, months). They lie in histories,
 * events and the case view, so names, addresses, birth dates and free text have no place among them.
 */
export type Facts = { readonly [name: string]: Fact | readonly Fact[] | Facts | readonly Facts[] | undefined }

const isFacts = (value: Facts[string]): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Facts that lie within facts, under a name; empty where there are none. */
export const factsAt = (facts: Facts, name: string): Facts => {
  const found = facts[name]
  return isFacts(found) ? found : {}
}

/**
 * A code that lies within facts, under a name.
 * @throws RangeError where there is none: a defect.
 */
export function codeAt(facts: Facts, name: string): Code {
  const found = facts[name]
  return code(typeof found === 'string' ? found : '')
}
