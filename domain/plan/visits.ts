import type { CaseId } from '../case/codes.ts'
import { type LocalDate, localDateOf, parseInstant } from '../time/local-date.ts'
import { isClosed, type Matter, type Presence } from './matter.ts'
import type { MatterNeed } from './needs.ts'

/** A step of a visit: which visit it belongs to, and why somebody has to come for it. */
export type VisitStep = {
  /** Counts from 1, in the order in which they come. */
  readonly visit: number
  readonly case: CaseId
  readonly kind: string
  readonly step: Presence['step']
  readonly why: Presence['why']
  /** The day on which it was done, or for which it is booked. */
  readonly on: LocalDate | null
  readonly slot: string | null
  readonly purpose: string | null
  readonly done: boolean
  /** It cannot be done in the visit before: what comes first there has to be ended. */
  readonly after: CaseId | null
}

export type Needing = { readonly matter: Matter; readonly needs: readonly MatterNeed[] }

type Placed = {
  readonly matter: Matter
  readonly presence: Presence
  readonly depth: number
  readonly after: CaseId | null
}

/**
 * The fewest visits: steps that need not follow one another share one, at one counter sequence. Steps of one matter follow
 * each other, and those of a matter that waits follow those of the one it waits for: so the longest such chain is the
 * number, unless appointments that were made already are on different days.
 */
export function visitsOf(needing: readonly Needing[]): {
  readonly visits: number
  readonly steps: readonly VisitStep[]
} {
  const done = doneSteps(needing)
  const ahead = aheadSteps(needing)
  const past = [...new Set(done.map(({ presence }) => presence.doneOn ?? ''))].toSorted(inOrder)
  const groups = groupsOf(ahead)
  const steps = [
    ...done.map((placed) => stepOf(placed, past.indexOf(placed.presence.doneOn ?? '') + 1)),
    ...groups.flatMap((group, index) => group.map((placed) => stepOf(placed, past.length + index + 1))),
  ]
  return { visits: past.length + groups.length, steps }
}

const inOrder = (one: string, other: string): number => (one < other ? -1 : 1)

const doneSteps = (needing: readonly Needing[]): readonly Placed[] =>
  needing.flatMap(({ matter }) =>
    matter.presence.flatMap((presence) =>
      presence.doneOn === null ? [] : [{ matter, presence, depth: 0, after: null }],
    ),
  )

const toDo = ({ matter }: Needing): readonly Presence[] =>
  isClosed(matter) ? [] : matter.presence.filter(({ doneOn }) => doneOn === null)

function aheadSteps(needing: readonly Needing[]): readonly Placed[] {
  return needing.flatMap((each) => {
    const base = baseOf(each, needing)
    const steps = toDo(each)
    return steps.map((presence, index) => ({
      matter: each.matter,
      presence,
      depth: base.depth + index,
      after: index > 0 ? each.matter.case : base.after,
    }))
  })
}

type Base = { readonly depth: number; readonly after: CaseId | null }

/** How many steps have to be done, one after the other, before the first of this matter. */
function baseOf({ needs }: Needing, all: readonly Needing[]): Base {
  const bases = needs.flatMap(({ state, by }): Base[] => {
    const before = all.find(({ matter }) => state === 'open' && matter.case === by)
    if (before === undefined) return []
    const depth = baseOf(before, all).depth + toDo(before).length
    return [{ depth, after: depth > 0 ? before.matter.case : null }]
  })
  return bases.reduce((one, other) => (other.depth > one.depth ? other : one), { depth: 0, after: null })
}

const dayOf = ({ presence: { slot } }: Placed): LocalDate | null => {
  const instant = slot === null ? undefined : parseInstant(slot)
  return instant === undefined ? null : localDateOf(instant)
}

/** By depth, and within one depth by the day booked; what is not booked joins the first of them. */
function groupsOf(ahead: readonly Placed[]): readonly (readonly Placed[])[] {
  const depths = [...new Set(ahead.map(({ depth }) => depth))].toSorted((one, other) => one - other)
  return depths.flatMap((depth) => {
    const level = ahead.filter((placed) => placed.depth === depth)
    const days = [...new Set(level.map(dayOf).filter((day) => day !== null))].toSorted(inOrder)
    if (days.length <= 1) return [level]
    return days.map((day, index) =>
      level.filter((placed) => dayOf(placed) === day || (index === 0 && dayOf(placed) === null)),
    )
  })
}

const stepOf = (placed: Placed, visit: number): VisitStep => {
  const { matter, presence, after } = placed
  const { step, why, doneOn, slot, purpose } = presence
  return {
    visit,
    case: matter.case,
    kind: matter.kind,
    step,
    why,
    on: doneOn ?? dayOf(placed),
    slot,
    purpose,
    done: doneOn !== null,
    after,
  }
}
