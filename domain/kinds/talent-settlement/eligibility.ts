import { completedYears } from '../../points/age.ts'
import { addMonths, type LocalDate } from '../../time/local-date.ts'

export type Degree = 'bachelor' | 'master' | 'doctor'
export type DomesticDegree = 'none' | 'bachelor' | 'double-first-class-bachelor'

/** Everything that eligibility is judged from; what is not known yet is undefined and judged as such. */
export type EligibilityInput = {
  readonly track: string
  readonly receivedOn: LocalDate
  readonly degree: Degree | undefined
  /** World rank of the university in the year of graduation. */
  readonly rank: number | undefined
  readonly domesticDegree: DomesticDegree | undefined
  readonly daysAbroad: number | undefined
  readonly returnedOn: LocalDate | undefined
  readonly firstJobOn: LocalDate | undefined
  readonly contractEndsOn: LocalDate | undefined
  readonly credential: string | undefined
  readonly employerState: string | undefined
  /** Months paid in, months missing between, base as a multiple of the average wage. */
  readonly contributions: { readonly months: number; readonly gaps: number; readonly baseRatio: number } | undefined
  readonly children: readonly { readonly birthDate: LocalDate; readonly atSchool: boolean }[]
}

/** One condition as judged: met or not, or null while what it rests on is not known; its value and where that is from. */
export type Condition = {
  readonly condition: string
  readonly met: boolean | null
  readonly value: number | string | null
  readonly source: 'form' | 'credential-verification' | 'social-security' | 'enterprise-registry'
  /** Reason of refusal that an unmet condition proposes. */
  readonly reason?: string
}

/** Limits that a rule sets, dated by when it came into force (R: 沪人社规〔2020〕25号). */
type Limits = {
  /** First day, as a local date. */
  readonly from: string
  readonly topRank: number
  readonly daysAbroad: Readonly<Record<Degree, number>>
  readonly monthsToFirstJob: number
  readonly contractMonths: Readonly<Record<string, number>>
  readonly contributionMonths: number
  readonly baseRatio: number
  readonly higherBaseRatio: number
  readonly childUnder: number
  readonly pupilUnder: number
}

const dated: readonly [Limits, ...Limits[]] = [
  {
    from: '2020-12-01',
    topRank: 500,
    daysAbroad: { bachelor: 360, master: 180, doctor: 180 },
    monthsToFirstJob: 24,
    contractMonths: { 'returnee-household': 12, 'talent-residence': 6 },
    contributionMonths: 6,
    baseRatio: 1,
    higherBaseRatio: 1.5,
    childUnder: 18,
    pupilUnder: 20,
  },
]

const limitsOn = (day: LocalDate): Limits => dated.findLast(({ from }) => from <= day) ?? dated[0]

type Judge = (input: EligibilityInput, limits: Limits) => Condition

/** Met or not; null while a part of it is unknown. */
const judged = (known: readonly unknown[], holds: () => boolean): boolean | null =>
  known.some((each) => each === undefined) ? null : holds()

const isRanked = ({ rank }: EligibilityInput, { topRank }: Limits): boolean => rank !== undefined && rank <= topRank

const degreeLevel: Judge = (input, limits) => ({
  condition: 'degree-level',
  met: judged([input.degree], () => input.degree !== 'bachelor' || isRanked(input, limits)),
  value: input.degree ?? null,
  source: 'form',
  reason: 'degree-level',
})

const degreeAtAll: Judge = ({ degree }) => ({
  condition: 'degree-level',
  met: judged([degree], () => true),
  value: degree ?? null,
  source: 'form',
  reason: 'degree-level',
})

const daysAbroad: Judge = ({ degree, daysAbroad: days }, limits) => ({
  condition: 'days-abroad',
  met: judged([degree, days], () => (days ?? 0) >= limits.daysAbroad[degree ?? 'bachelor']),
  value: days ?? null,
  source: 'form',
  reason: 'days-abroad',
})

const firstJob: Judge = ({ returnedOn, firstJobOn }, { monthsToFirstJob }) => ({
  condition: 'first-job',
  met:
    returnedOn === undefined || firstJobOn === undefined ? null : firstJobOn <= addMonths(returnedOn, monthsToFirstJob),
  value: firstJobOn ?? null,
  source: 'form',
  reason: 'job-too-late',
})

const contract: Judge = ({ contractEndsOn, receivedOn, track }, { contractMonths }) => ({
  condition: 'contract-left',
  met: contractEndsOn === undefined ? null : contractEndsOn >= addMonths(receivedOn, contractMonths[track] ?? 0),
  value: contractEndsOn ?? null,
  source: 'form',
  reason: 'contract-too-short',
})

const withoutGap: Judge = ({ contributions }, { contributionMonths }) => ({
  condition: 'social-security',
  met: contributions === undefined ? null : contributions.months >= contributionMonths && contributions.gaps === 0,
  value: contributions?.months ?? null,
  source: 'social-security',
  reason: 'social-security-gap',
})

/** The base that is asked for: none of a doctor; more where neither university is among the first ones. */
function baseNeeded(input: EligibilityInput, limits: Limits): number {
  if (input.degree === 'doctor') return 0
  const isAmongFirst = isRanked(input, limits) || input.domesticDegree === 'double-first-class-bachelor'
  return isAmongFirst ? limits.baseRatio : limits.higherBaseRatio
}

const base: Judge = (input, limits) => ({
  condition: 'contribution-base',
  met: judged([input.contributions, input.degree], () => {
    return (input.contributions?.baseRatio ?? 0) >= baseNeeded(input, limits)
  }),
  value: input.contributions?.baseRatio ?? null,
  source: 'social-security',
  reason: 'contribution-base',
})

const answered: ReadonlySet<string> = new Set(['genuine', 'not-found'])

const credential: Judge = ({ credential: said }) => ({
  condition: 'credential',
  met: said === undefined || !answered.has(said) ? null : said === 'genuine',
  value: said ?? null,
  source: 'credential-verification',
  reason: 'degree-not-recognised',
})

const employer: Judge = ({ employerState }) => ({
  condition: 'employer',
  met: employerState === undefined ? null : employerState === 'active',
  value: employerState ?? null,
  source: 'enterprise-registry',
})

const children: Judge = ({ children: all, receivedOn }, { childUnder, pupilUnder }) => ({
  condition: 'children',
  met: all.every(
    ({ birthDate, atSchool }) => completedYears(birthDate, receivedOn) < (atSchool ? pupilUnder : childUnder),
  ),
  value: all.length,
  source: 'form',
})

const judges: Readonly<Record<string, readonly Judge[]>> = {
  'returnee-household': [degreeLevel, daysAbroad, firstJob, contract, withoutGap, base, credential, children],
  'talent-residence': [degreeAtAll, credential, contract, employer],
}

/** Each condition of the track as it stands, by the limits in force on the day of receipt (`talent-settlement.md`, Eligibility). */
export function judgeEligibility(input: EligibilityInput): readonly Condition[] {
  const limits = limitsOn(input.receivedOn)
  return (judges[input.track] ?? []).map((judge) => judge(input, limits))
}

/** Reasons of refusal that the unmet conditions propose to the officer, who decides. */
export const proposedRefusals = (conditions: readonly Condition[]): readonly string[] =>
  conditions.flatMap(({ met, reason }) => (met === false && reason !== undefined ? [reason] : []))
