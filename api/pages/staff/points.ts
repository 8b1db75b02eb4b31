import { at } from '../../../domain/case/form.ts'
import { explainPoints } from '../../../domain/points/explain-points.ts'
import type { PointsField } from '../../../domain/points/points-input.ts'
import type { LocalDate } from '../../../domain/time/local-date.ts'
import type { CaseReading } from '../case-reading.ts'
import type { Speech } from '../speech.ts'

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}

/** The day by which points are counted: that of acceptance, before it today. */
const countedOn = ({ view, today, definition }: CaseReading): LocalDate =>
  view.clocks.find(({ code }) => code === definition.promise)?.startedOn ?? today

/** Answers that an officer may have verified. */
const verifiable: readonly PointsField[] = [
  ...([
    'annualPayCny',
    'education',
    'workYears',
    'monthsPerYear',
    'formerChineseNational',
    'degreeTaughtInChinese',
  ] as const),
  ...(['hskLevel', 'region', 'famousUniversityOrTop500', 'localBonus', 'directCriteria'] as const),
]

/** Where the form asks what points rest on: item by item, where each value comes from, and the sum. */
export function pointsShown(speech: Speech, reading: CaseReading) {
  const { form, facts, track } = reading.view
  const said = fieldsOf(at(form, 'points'))
  if (Object.keys(said).length === 0) return undefined
  const findings = fieldsOf(facts['findings'])
  const input = { ...said, birthDate: at(form, 'person.birthDate'), ...findings }
  const explained = explainPoints(input, countedOn(reading), {
    renewal: track === 'renewal',
    found: verifiable.filter((field) => field in findings),
  })
  if ('code' in explained || explained.assessment.category === null) return undefined
  const { points, category } = explained.assessment
  return {
    total: speech.p('points.total', { points, category }),
    items: explained.items.map(({ item, points: own, most, source }) => ({
      name: speech.p(`points.items.${item}`),
      points: own,
      most,
      source: speech.p(`points.from.${source}`),
    })),
  }
}
