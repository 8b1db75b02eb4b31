import type { CaseId } from '../case/codes.ts'
import type { Outcome } from '../case/outcome.ts'
import type { CalendarTable } from '../time/calendar.ts'
import type { LocalDate } from '../time/local-date.ts'
import { criticalPathOf, type Dated, datesOf, paceOf, type Stretch } from './dates.ts'
import type { Matter } from './matter.ts'
import { type MatterNeed, type MatterState, needsOf, stateOf } from './needs.ts'
import { type PlannedPaper, papersOf } from './papers.ts'
import { type VisitStep, visitsOf } from './visits.ts'

export type PlannedMatter = {
  readonly case: CaseId
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly state: MatterState
  readonly outcome: Outcome | null
  readonly needs: readonly MatterNeed[]
  readonly expectedOn: LocalDate | null
  readonly provisional: boolean
}

/** Several matters as one: who waits for whom, each paper once, the fewest visits, one date and the chain that makes it so. */
export type Planned = {
  readonly matters: readonly PlannedMatter[]
  readonly visits: number
  readonly whyVisits: readonly VisitStep[]
  readonly papers: readonly PlannedPaper[]
  /** Null when nobody can say: a matter waits for something that has ended without meeting its need. */
  readonly expectedOn: LocalDate | null
  readonly provisional: boolean
  readonly criticalPath: readonly Stretch[]
  /** Days that are reckoned for a step of the applicant's own. */
  readonly pace: number
  /** The matters whose next step is the applicant's own. */
  readonly ownSteps: readonly CaseId[]
  /** The day after which an own step is late, so that the dates have to be worked out anew. */
  readonly reviewAfter: LocalDate | null
}

export type PlanInput = {
  readonly matters: readonly Matter[]
  readonly isRegistered: boolean
  readonly on: LocalDate
  readonly tables: readonly CalendarTable[]
}

/** Works a plan out: the same for the same cases, day and calendars. */
export function planOf({ matters, isRegistered, on, tables }: PlanInput): Planned {
  const needing = matters.map((matter) => ({ matter, needs: needsOf(matter, { matters, isRegistered, on }) }))
  const pace = paceOf(matters)
  const dated = datesOf(needing, { on, pace, tables })
  const { visits, steps } = visitsOf(needing)
  const planned = needing.map((each, index) => plannedOf(each, dated[index]))
  return {
    matters: planned,
    visits,
    whyVisits: steps,
    papers: papersOf(matters),
    expectedOn: lastOf(planned.map(({ expectedOn }) => expectedOn)),
    provisional: planned.some(({ provisional }) => provisional),
    criticalPath: criticalPathOf(dated),
    pace,
    ownSteps: dated
      .filter(({ stretches }) => stretches.some(({ step }) => step === 'own-steps'))
      .map((each) => each.case),
    reviewAfter: firstOf(dated.map(({ ownUntil }) => ownUntil)),
  }
}

const inOrder = (one: LocalDate, other: LocalDate): number => (one < other ? -1 : 1)
const known = (days: readonly (LocalDate | null)[]): readonly LocalDate[] => days.filter((day) => day !== null)

/** The last of all, if every one of them is known. */
const lastOf = (days: readonly (LocalDate | null)[]): LocalDate | null =>
  days.includes(null) ? null : (known(days).toSorted(inOrder).at(-1) ?? null)

/** The first of those that are known. */
const firstOf = (days: readonly (LocalDate | null)[]): LocalDate | null => known(days).toSorted(inOrder)[0] ?? null

type Needing = { readonly matter: Matter; readonly needs: readonly MatterNeed[] }

function plannedOf({ matter, needs }: Needing, dated: Dated | undefined): PlannedMatter {
  const { case: id, number, kind, track, outcome } = matter
  return {
    ...{ case: id, number, kind, track, outcome, needs },
    state: stateOf(matter, needs),
    expectedOn: dated?.expectedOn ?? null,
    provisional: dated?.provisional ?? false,
  }
}
