import type { Code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { completedYears } from '../../points/age.ts'
import { addDays, addMonths, type LocalDate } from '../../time/local-date.ts'

/** How many persons a lot (or, taken at once, an apartment) that was chosen is for. */
export type Chosen = Facts & { readonly lot: Code; readonly minPersons: number; readonly maxPersons: number }

/** What the process knows of an application: no name, no birth date, no number of a passport. */
export type ApartmentFacts = Facts & {
  /** Pseudonym in the draw. */
  readonly code?: Code
  readonly roundCode?: Code
  /** RFC 3339: from this second on nothing can be changed. */
  readonly closesAt?: Code
  readonly apartment?: Code
  readonly rentFen?: number
  /** RFC 3339: until then the apartment is held for nobody else. */
  readonly heldUntil?: Code
  readonly persons: number
  readonly degree: Code
  readonly contractEndsOn?: LocalDate
  readonly ownsHome: boolean
  readonly otherPublicHousing: boolean
  readonly accessible: boolean
  readonly wantsSubsidy: boolean
  readonly chosen?: readonly Chosen[]
  readonly employerState?: Code | null
  readonly employerDistrict?: Code | null
  readonly leaseFrom?: LocalDate
  readonly leaseUntil?: LocalDate
  readonly depositFen?: number
}

/** The district the centre serves (A). */
const centreDistrict = '310105'

const monthsLeft = 12
const graduatedWithinMonths = 24
const childUnder = 14
const higherDegrees: ReadonlySet<string> = new Set(['bachelor', 'master', 'doctor'])

/** Groups that go first at a lot whose `priority` names them. */
export const groups = ['returnee-graduate', 'high-level', 'family-with-child', 'accessible-need'] as const
export type Group = (typeof groups)[number]

/** A condition of eligibility with what was found, on the day it is judged; null where nobody has answered yet. */
export type Conditions = Readonly<Record<string, boolean | null>>

/** Every condition an application must meet, by the reason that its failing gives. */
export function conditionsOf(facts: ApartmentFacts, on: LocalDate): Conditions {
  const { employerState, employerDistrict, contractEndsOn, persons, chosen = [] } = facts
  const known = employerState ?? null
  return {
    'employer-not-active': known === null ? null : known === 'active',
    'employer-not-in-district': known === null ? null : employerDistrict === centreDistrict,
    'contract-too-short': contractEndsOn !== undefined && contractEndsOn >= addMonths(on, monthsLeft),
    'degree-level': higherDegrees.has(facts.degree),
    'owns-home': !facts.ownsHome,
    'other-public-housing': !facts.otherPublicHousing,
    'no-lot-fits': chosen.some(({ minPersons, maxPersons }) => minPersons <= persons && persons <= maxPersons),
  }
}

/** The reasons that conditions which do not hold would give; an officer decides. */
export const reasonsBy = (conditions: Conditions): readonly string[] =>
  Object.entries(conditions).flatMap(([reason, holds]) => (holds === false ? [reason] : []))

/** Whether every condition is known to hold. */
export const allHold = (conditions: Conditions): boolean => Object.values(conditions).every((holds) => holds === true)

/** What the groups rest on; birth dates never leave the vault. */
export type GroupInput = {
  readonly graduatedOn: LocalDate | undefined
  readonly studiedAbroad: boolean
  readonly childrenBornOn: readonly LocalDate[]
  readonly accessible: boolean
  /** A work permit of category A is in force. */
  readonly highLevel: boolean
}

/** The groups an applicant has on the day the round closes. */
export function groupsOf(input: GroupInput, on: LocalDate): readonly Group[] {
  const { graduatedOn, studiedAbroad, childrenBornOn, accessible, highLevel } = input
  const isReturnee =
    studiedAbroad &&
    graduatedOn !== undefined &&
    graduatedOn <= on &&
    graduatedOn >= addMonths(on, -graduatedWithinMonths)
  const hasChild = childrenBornOn.some((born) => born <= on && completedYears(born, on) < childUnder)
  const holds: Readonly<Record<Group, boolean>> = {
    'returnee-graduate': isReturnee,
    'high-level': highLevel,
    'family-with-child': hasChild,
    'accessible-need': accessible,
  }
  return groups.filter((group) => holds[group])
}

/** Working days after closing within which a round is decided, objected to and sealed: 5 and 3 (A). */
export const sealingWorkingDays = 8

/** How long choosing an apartment holds it, and by how much an officer may prolong that once (A); seconds. */
export const holdSeconds = 24 * 3600

/** A lease lasts a year, and three in all (A). */
export const leaseMonths = 12
export const longestLeaseMonths = 36

/** The last day of a lease that begins on a day and lasts some months. */
export const leaseEnd = (from: LocalDate, months: number): LocalDate => addDays(addMonths(from, months), -1)

/** Days before its end at which people are asked whether they stay (A). */
export const askedBeforeEndDays = 60

const subsidyFen = 3_450_000
const subsidyOfDoctorsFen = 4_500_000

/** The subsidy of a year and of its quarters, in fen: at most the cap, never more than the rent, whole quarters (A). */
export function subsidyOf(degree: string, rentFen: number): { readonly yearFen: number; readonly quarterFen: number } {
  const cap = degree === 'doctor' ? subsidyOfDoctorsFen : subsidyFen
  const quarterFen = Math.floor(Math.min(cap, rentFen * 12) / 4)
  return { yearFen: quarterFen * 4, quarterFen }
}
