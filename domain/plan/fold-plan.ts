import { type LocalDate, localDateOf, parseInstant } from '../time/local-date.ts'
import type { Planned } from './make-plan.ts'
import { appendChanges, mergeChanges } from './merge-changes.ts'
import type { DatedChange, PlanEvent, PlanEventData, PlanEventType, PlanState } from './plan-events.ts'

const nothing: Planned = {
  matters: [],
  visits: 0,
  whyVisits: [],
  papers: [],
  expectedOn: null,
  provisional: false,
  criticalPath: [],
  pace: 0,
  ownSteps: [],
  reviewAfter: null,
}

/** A plan before its first event. */
export const unmade: PlanState = {
  number: '',
  status: 'open',
  madeAt: '',
  closedAt: null,
  isWithdrawn: false,
  matters: [],
  plan: nothing,
  changes: [],
  untold: [],
  lastToldOn: null,
  registered: { answer: null, since: null },
  document: null,
  lastSeq: 0,
}

/** As many changes as a plan shows; the record has them all. */
const shownChanges = 100

const dayOf = (at: string): LocalDate | null => {
  const instant = parseInstant(at)
  return instant === undefined ? null : localDateOf(instant)
}

type Folding = {
  readonly [Type in PlanEventType]: (
    state: PlanState,
    event: { readonly at: string; readonly data: PlanEventData[Type] },
  ) => Partial<PlanState>
}

const folding: Folding = {
  made: (_state, { at, data }) => ({ number: data.number, madeAt: at, matters: data.matters }),
  'matters-added': ({ matters }, { data }) => ({ matters: [...matters, ...data.matters] }),
  'matters-dropped': ({ matters }, { data }) => ({
    matters: matters.filter((chosen) => !data.matters.includes(chosen.case)),
  }),
  'visit-booked': () => ({}),
  'register-answered': (_state, { data }) => ({ registered: { answer: data.registered, since: data.since } }),
  replanned: ({ changes, untold }, { at, data }) => {
    const dated: readonly DatedChange[] = data.changes.map((change) => ({ ...change, at }))
    return {
      plan: data.plan,
      changes: appendChanges(changes, dated).slice(-shownChanges),
      untold: data.asked ? untold : mergeChanges([...untold, ...dated]).slice(-shownChanges),
    }
  },
  'document-issued': (_state, { data: { number, verificationCode } }) => ({ document: { number, verificationCode } }),
  told: (_state, { at }) => ({ untold: [], lastToldOn: dayOf(at) }),
  // Whoever wants no plan any more is told of none.
  withdrawn: () => ({ isWithdrawn: true, untold: [] }),
  done: (_state, { at }) => ({ status: 'done', closedAt: at }),
}

/** The one place that turns a plan's events into the plan. */
export function foldPlan(state: PlanState, event: PlanEvent): PlanState {
  return { ...state, ...changedBy(state, event), lastSeq: event.seq }
}

function changedBy(state: PlanState, event: PlanEvent): Partial<PlanState> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- an event's data is that of its own type; the compiler loses it over the lookup
  const fold = folding[event.type] as (state: PlanState, event: PlanEvent) => Partial<PlanState>
  return fold(state, event)
}
