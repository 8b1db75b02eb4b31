import type { CaseId } from '../case/codes.ts'
import type { Planned, PlannedMatter } from './make-plan.ts'
import type { MatterNeed } from './needs.ts'

/** What of a plan is another than before, and why. */
export type Change = {
  readonly what:
    | 'matter-added'
    | 'matter-dropped'
    | 'matter-closed'
    | 'need-met'
    | 'need-opened'
    | 'date-moved'
    | 'slot-moved'
    | 'visits-changed'
    | 'plan-date-moved'
  /** The matter it is about; null where it is about the plan. */
  readonly case: CaseId | null
  readonly kind: string | null
  readonly from: string | null
  readonly to: string | null
  /** A code: the outcome, who met the need, or what moved it. */
  readonly why: string
}

const ofMatter = ({ case: id, kind }: Pick<PlannedMatter, 'case' | 'kind'>) => ({ case: id, kind })
const ofPlan = { case: null, kind: null } as const

/** What changed from one plan to its successor, matter by matter, then as a whole. */
export function comparePlans(before: Planned, after: Planned): readonly Change[] {
  const matters = after.matters.flatMap((matter) => {
    const earlier = before.matters.find((each) => each.case === matter.case)
    return earlier === undefined ? [added(matter)] : changesOf(earlier, matter, { before, after })
  })
  const dropped = before.matters
    .filter((matter) => !after.matters.some((each) => each.case === matter.case))
    .map(
      (matter): Change => ({ what: 'matter-dropped', ...ofMatter(matter), from: matter.state, to: null, why: 'asked' }),
    )
  return [...matters, ...dropped, ...ofWhole(before, after)]
}

const added = (matter: PlannedMatter): Change => ({
  what: 'matter-added',
  ...ofMatter(matter),
  from: null,
  to: matter.state,
  why: 'asked',
})

type Both = { readonly before: Planned; readonly after: Planned }

function changesOf(earlier: PlannedMatter, matter: PlannedMatter, both: Both): readonly Change[] {
  if (matter.state === 'closed')
    return earlier.state === 'closed'
      ? []
      : [
          {
            what: 'matter-closed',
            ...ofMatter(matter),
            from: earlier.state,
            to: 'closed',
            why: matter.outcome ?? 'closed',
          },
        ]
  return [...needsChanged(earlier, matter), ...dateMoved(earlier, matter, both), ...slotsMoved(matter, both)]
}

function needsChanged(earlier: PlannedMatter, matter: PlannedMatter): readonly Change[] {
  return matter.needs.flatMap((need) => {
    const was = earlier.needs.find(({ kind }) => kind === need.kind)?.state
    if (was === 'open' && need.state === 'met') return [needMet(matter, need)]
    return was !== 'open' && need.state === 'open' && matter.state === 'waiting' ? [needOpened(matter, need)] : []
  })
}

const needMet = (matter: PlannedMatter, { kind, by }: MatterNeed): Change => ({
  what: 'need-met',
  ...ofMatter(matter),
  from: kind,
  to: null,
  why: by === 'register' ? 'register' : 'matter',
})

const needOpened = (matter: PlannedMatter, { kind }: MatterNeed): Change => ({
  what: 'need-opened',
  ...ofMatter(matter),
  from: null,
  to: kind,
  why: 'matter',
})

function dateMoved(earlier: PlannedMatter, matter: PlannedMatter, both: Both): readonly Change[] {
  const [from, to] = [earlier.expectedOn, matter.expectedOn]
  if (from === to) return []
  return [{ what: 'date-moved', ...ofMatter(matter), from, to, why: whyMoved(earlier, matter, both) }]
}

/** What it waits for moved; it was submitted; or its own step or its clock takes longer. */
function whyMoved(earlier: PlannedMatter, matter: PlannedMatter, both: Both): string {
  const open = matter.needs.find(({ state }) => state === 'open')
  if (open !== undefined && hasMoved(open.by, both)) return 'what-it-waits-for'
  if (earlier.needs.some(({ state }) => state === 'open') && open === undefined) return 'need-met'
  if (hasOwnStep(both.after, matter)) return 'own-step'
  return hasOwnStep(both.before, matter) ? 'submitted' : 'clock'
}

/** The end of what is waited for is another day than before, or nobody knows it any more. */
function hasMoved(id: string | null, { before, after }: Both): boolean {
  const end = endOf(after, id)
  return end === null || end !== endOf(before, id)
}

const endOf = ({ matters }: Planned, id: string | null) => matters.find((each) => each.case === id)?.expectedOn ?? null

const hasOwnStep = ({ ownSteps }: Planned, { case: id }: PlannedMatter): boolean => ownSteps.includes(id)

const slotsOf = ({ whyVisits }: Planned, id: CaseId) => whyVisits.filter((step) => step.case === id && !step.done)

function slotsMoved(matter: PlannedMatter, { before, after }: Both): readonly Change[] {
  const earlier = slotsOf(before, matter.case)
  return slotsOf(after, matter.case).flatMap(({ step, slot }): Change[] => {
    const was = earlier.find((each) => each.step === step)?.slot ?? null
    return was === slot ? [] : [{ what: 'slot-moved', ...ofMatter(matter), from: was, to: slot, why: step }]
  })
}

function ofWhole(before: Planned, after: Planned): readonly Change[] {
  const visits: Change = {
    ...{ what: 'visits-changed', ...ofPlan, why: 'merged' },
    from: String(before.visits),
    to: String(after.visits),
  }
  const date: Change = {
    what: 'plan-date-moved',
    ...ofPlan,
    from: before.expectedOn,
    to: after.expectedOn,
    why: 'critical-path',
  }
  return [
    ...(before.visits === after.visits ? [] : [visits]),
    ...(before.expectedOn === after.expectedOn ? [] : [date]),
  ]
}
