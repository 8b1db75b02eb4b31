import type { LocalDate } from '../time/local-date.ts'
import { completedYears } from './age.ts'
import { assessTerm, type Term } from './assess-term.ts'
import type { DirectCriterion } from './criterion-codes.ts'
import { type JudgedCriterion, judgeCriteria, type Subject } from './judge-criteria.ts'
import { type Category, type ParameterSet, parametersOn } from './parameters.ts'
import { invalidField, isPointsInput, type PointsField, termDatesOf } from './points-input.ts'
import { POINTS_ITEMS, type PointsItem, scoreItems } from './score-items.ts'

/** Why nothing could be assessed. */
export type PointsRefusal =
  | { readonly category: null; readonly code: 'invalid-field'; readonly field: PointsField }
  | { readonly category: null; readonly code: 'no-parameters' | 'under-age' }

/** What a category rests on: the criteria that hold, in the order of their table, then `points`. */
export type Basis = DirectCriterion | 'points'

/** Category, points and, if its dates were given, the term of a permit. */
export type PointsAssessment = {
  readonly category: Category
  readonly points: number
  readonly breakdown: Readonly<Record<PointsItem, number>>
  readonly basis: readonly Basis[]
} & Partial<{ readonly months: number; readonly validUntil: LocalDate; readonly code: 'term-too-short' }>

/**
 * Points, category and term of a work permit by the Classification Standard for Foreigners Working in China. Age and
 * parameters are taken on the day of acceptance. Whether a claim is true is an officer's finding, not this rule's.
 */
export function assessPoints(input: unknown, onDate: LocalDate): PointsAssessment | PointsRefusal {
  const subject = readSubject(input, onDate)
  if ('code' in subject) return subject

  const breakdown = breakdownOf(subject)
  const points = POINTS_ITEMS.reduce((sum, item) => sum + breakdown[item], 0)
  const criteria = judgeCriteria(subject)
  const category = categoryBy(points, criteria, subject.parameters)
  return {
    category,
    points,
    breakdown,
    basis: basisOf(points, criteria, subject.parameters),
    ...termOf(subject, category),
  }
}

/** The answers with age and parameters of the day, or why there is nothing to assess. */
export function readSubject(input: unknown, onDate: LocalDate): Subject | PointsRefusal {
  if (!isPointsInput(input)) {
    return { category: null, code: 'invalid-field', field: invalidField(input) ?? 'annualPayCny' }
  }
  const parameters = parametersOn(onDate)
  if (!parameters) return { category: null, code: 'no-parameters' }
  const age = completedYears(input.birthDate, onDate)
  return age < parameters.youngestAge ? { category: null, code: 'under-age' } : { input, age, parameters }
}

function breakdownOf(subject: Subject): Readonly<Record<PointsItem, number>> {
  const items = scoreItems(subject)
  return {
    pay: items.pay.points,
    education: items.education.points,
    workYears: items.workYears.points,
    monthsPerYear: items.monthsPerYear.points,
    chinese: items.chinese.points,
    region: items.region.points,
    age: items.age.points,
    university: items.university.points,
    localBonus: items.localBonus.points,
  }
}

// The better of criteria and points counts.
function categoryBy(points: number, criteria: readonly JudgedCriterion[], { limit }: ParameterSet): Category {
  const holds = (category: Category): boolean => criteria.some((one) => one.holds && one.category === category)
  if (holds('A') || points >= limit.A) return 'A'
  return holds('B') || points >= limit.B ? 'B' : 'C'
}

function basisOf(points: number, criteria: readonly JudgedCriterion[], { limit }: ParameterSet): readonly Basis[] {
  const holding = criteria.filter(({ holds }) => holds).map(({ criterion }) => criterion)
  return points >= limit.B ? [...holding, 'points'] : holding
}

function termOf({ input, parameters }: Subject, category: Category): Term | Record<string, never> {
  const dates = termDatesOf(input)
  return dates ? assessTerm(dates, category, parameters) : {}
}
