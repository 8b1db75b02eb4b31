import type { DirectCriterion } from './criterion-codes.ts'
import type { ParameterSet } from './parameters.ts'
import type { PointsInput } from './points-input.ts'

/** A condition of a direct criterion, with what it needs: an age at most, a degree, years or CNY a year at least. */
export type Condition = {
  readonly condition: 'claimed' | 'age-at-most' | 'education-at-least' | 'work-years-at-least' | 'annual-pay-at-least'
  readonly needed: boolean | number | 'bachelor' | 'master' | 'doctor'
}

/** How a direct criterion stands: it holds, or names the first of its conditions that failed. */
export type JudgedCriterion = {
  readonly criterion: DirectCriterion
  readonly category: 'A' | 'B'
  readonly kind: 'claimed' | 'derived'
  readonly holds: boolean
  readonly failed?: Condition
}

/** Who is judged: the answers, the age in completed years, and the parameters of the day. */
export type Subject = { readonly input: PointsInput; readonly age: number; readonly parameters: ParameterSet }

type Rule = {
  readonly criterion: DirectCriterion
  readonly category: 'A' | 'B'
  readonly kind: 'claimed' | 'derived'
  readonly needs: readonly ((parameters: ParameterSet) => Condition)[]
}

const DEGREES: readonly unknown[] = ['other', 'bachelor', 'master', 'doctor']

const youngTalent = (set: ParameterSet): Condition => ({ condition: 'age-at-most', needed: set.oldestYoungTalent })
const underLimitOfB = (set: ParameterSet): Condition => ({ condition: 'age-at-most', needed: set.oldestForB })
const bachelor = (): Condition => ({ condition: 'education-at-least', needed: 'bachelor' })
const master = (): Condition => ({ condition: 'education-at-least', needed: 'master' })
const doctor = (): Condition => ({ condition: 'education-at-least', needed: 'doctor' })
const yearsOfWork = (set: ParameterSet): Condition => ({
  condition: 'work-years-at-least',
  needed: set.yearsAfterBachelor,
})
const payOf =
  (category: 'A' | 'B') =>
  (set: ParameterSet): Condition => ({
    condition: 'annual-pay-at-least',
    needed: set.wageMultiple[category] * 12 * set.averageMonthlyWageCny,
  })

// The table of direct criteria; `basis` and the explanation keep its order.
const RULES: readonly Rule[] = [
  { category: 'A', kind: 'claimed', criterion: 'talent-programme', needs: [] },
  { category: 'A', kind: 'claimed', criterion: 'recognised-achievement', needs: [] },
  { category: 'A', kind: 'claimed', criterion: 'market-position', needs: [] },
  { category: 'A', kind: 'derived', criterion: 'pay-six-times', needs: [payOf('A')] },
  { category: 'A', kind: 'claimed', criterion: 'innovative-entrepreneur', needs: [] },
  { category: 'A', kind: 'claimed', criterion: 'outstanding-young-talent', needs: [youngTalent, doctor] },
  { category: 'B', kind: 'derived', criterion: 'bachelor-two-years', needs: [bachelor, yearsOfWork, underLimitOfB] },
  { category: 'B', kind: 'claimed', criterion: 'master-china-or-top100', needs: [master, underLimitOfB] },
  { category: 'B', kind: 'claimed', criterion: 'language-teacher', needs: [bachelor, underLimitOfB] },
  { category: 'B', kind: 'derived', criterion: 'pay-four-times', needs: [payOf('B')] },
  { category: 'B', kind: 'claimed', criterion: 'vocational-qualification', needs: [underLimitOfB] },
  { category: 'B', kind: 'claimed', criterion: 'agreement-or-programme', needs: [] },
]

/** How each direct criterion stands, A before B, in the order of the Classification Standard's table. */
export function judgeCriteria(subject: Subject): readonly JudgedCriterion[] {
  return RULES.map(({ needs, ...rule }) => {
    const failed = conditionsOf({ needs, ...rule }, subject.parameters).find(
      (one) => !isMet(one, rule.criterion, subject),
    )
    return failed ? { ...rule, holds: false, failed } : { ...rule, holds: true }
  })
}

function conditionsOf(rule: Rule, parameters: ParameterSet): readonly Condition[] {
  const needed = rule.needs.map((need) => need(parameters))
  return rule.kind === 'claimed' ? [{ condition: 'claimed', needed: true }, ...needed] : needed
}

function isMet({ condition, needed }: Condition, criterion: DirectCriterion, { input, age }: Subject): boolean {
  const met = {
    claimed: () => input.directCriteria.some((claimed) => claimed === criterion),
    'age-at-most': () => age <= Number(needed),
    'education-at-least': () => DEGREES.indexOf(input.education) >= DEGREES.indexOf(needed),
    'work-years-at-least': () => input.workYears >= Number(needed),
    'annual-pay-at-least': () => input.annualPayCny >= Number(needed),
  } satisfies Record<Condition['condition'], () => boolean>
  return met[condition]()
}
