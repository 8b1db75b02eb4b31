import type { LocalDate } from '../time/local-date.ts'
import { assessPoints, type PointsAssessment, type PointsRefusal, readSubject } from './assess-points.ts'
import { type JudgedCriterion, judgeCriteria } from './judge-criteria.ts'
import type { ParameterSet } from './parameters.ts'
import type { PointsField } from './points-input.ts'
import { POINTS_ITEMS, type PointsItem, type ScoredItem, scoreItems } from './score-items.ts'

/** What proves an item: a material, a finding of an outside system, or the province's list. */
export type Evidence =
  | 'contract'
  | 'tax-record'
  | 'degree-certificate'
  | 'work-experience-letter'
  | 'former-nationality-proof'
  | 'language-test-report'
  | 'enterprise-registry'
  | 'passport'
  | 'local-list'

/** An item as the page and the file show it. */
export type ExplainedItem = ScoredItem & {
  readonly item: PointsItem
  readonly evidence: readonly Evidence[]
  /** Whether an officer's finding took the place of what the form says. */
  readonly source: 'form' | 'finding'
}

/** What an explanation depends on besides the answers: the track, and the fields that an officer's findings replaced. */
export type ExplanationContext = { readonly renewal?: boolean; readonly found?: readonly PointsField[] }

/** The assessment with its reasons; the points of the items add up to `assessment.points`. */
export type PointsExplanation = {
  readonly assessment: PointsAssessment
  readonly items: readonly ExplainedItem[]
  readonly criteria: readonly JudgedCriterion[]
  readonly parameters: ParameterSet
}

const EVIDENCE: Readonly<Record<PointsItem, readonly Evidence[]>> = {
  pay: ['contract'],
  education: ['degree-certificate'],
  workYears: ['work-experience-letter'],
  monthsPerYear: ['contract'],
  chinese: ['former-nationality-proof', 'degree-certificate', 'language-test-report'],
  region: ['enterprise-registry'],
  age: ['passport'],
  university: ['degree-certificate', 'work-experience-letter'],
  localBonus: ['local-list'],
}

const FIELDS: Readonly<Record<PointsItem, readonly PointsField[]>> = {
  pay: ['annualPayCny'],
  education: ['education'],
  workYears: ['workYears'],
  monthsPerYear: ['monthsPerYear'],
  chinese: ['formerChineseNational', 'degreeTaughtInChinese', 'hskLevel'],
  region: ['region'],
  age: ['birthDate'],
  university: ['famousUniversityOrTop500'],
  localBonus: ['localBonus'],
}

/**
 * For each item its value, points, most possible points, band, evidence and what the next band would need; for each
 * criterion whether it holds and the condition that failed; the parameter set. On renewal pay is proved by the tax record.
 */
export function explainPoints(
  input: unknown,
  onDate: LocalDate,
  { renewal = false, found = [] }: ExplanationContext = {},
): PointsExplanation | PointsRefusal {
  const subject = readSubject(input, onDate)
  if ('code' in subject) return subject
  const assessment = assessPoints(input, onDate)
  if (assessment.category === null) return assessment

  const scored = scoreItems(subject)
  const evidence: Readonly<Record<PointsItem, readonly Evidence[]>> = renewal
    ? { ...EVIDENCE, pay: ['tax-record'] }
    : EVIDENCE
  return {
    assessment,
    items: POINTS_ITEMS.map((item) => {
      const source = FIELDS[item].some((field) => found.includes(field)) ? 'finding' : 'form'
      return { item, ...scored[item], evidence: evidence[item], source }
    }),
    criteria: judgeCriteria(subject),
    parameters: subject.parameters,
  }
}
