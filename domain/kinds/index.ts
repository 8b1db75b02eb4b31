import type { Definition } from '../case/definition.ts'
import { accommodationRegistration } from './accommodation-registration/definition.ts'
import { apartmentAllocation } from './apartment-allocation/definition.ts'
import { arbitrationIntake } from './arbitration-intake/definition.ts'
import { talentSettlement } from './talent-settlement/definition.ts'
import { workPermit } from './work-permit/definition.ts'

/** The kinds of case, in the order they are offered. */
export const definitions: readonly Definition[] = [
  workPermit,
  talentSettlement,
  arbitrationIntake,
  apartmentAllocation,
  accommodationRegistration,
]

/** The definition of a kind; undefined for a word that names none. */
export const definitionOf = (kind: string): Definition | undefined =>
  definitions.find((definition) => definition.kind === kind)
