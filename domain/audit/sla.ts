import type { ClockSnapshot } from '../case/event.ts'

/** How a clock came out: kept, broken, given up with its case, or still running. */
export type Standing = 'kept' | 'breached' | 'cancelled' | 'running'

/** What the audit says of one clock of one kind. */
export type SlaFigures = {
  readonly kind: string
  readonly team: string
  readonly clock: string
  readonly basis: string
  readonly kept: number
  readonly breached: number
  readonly cancelled: number
  readonly running: number
  /** Kept of all that came out, in percent with one decimal; null before the first. */
  readonly keptPercent: number | null
  /** Units used (days, or hours of a clock in hours) by those that were kept or breached. */
  readonly median: number | null
  readonly p90: number | null
  readonly longest: number | null
}

export type SlaClock = {
  readonly kind: string
  readonly team: string
  readonly clock: ClockSnapshot
  /** Units used when it ended; null while it runs. */
  readonly used: number | null
}

const standings = {
  met: 'kept',
  breached: 'breached',
  cancelled: 'cancelled',
  running: 'running',
  paused: 'running',
} as const satisfies Record<ClockSnapshot['state'], Standing>

/** What the record says of a clock; an act that came after the breach leaves it broken. */
export const standingOf = ({ state }: Pick<ClockSnapshot, 'state'>): Standing => standings[state]

/** The smallest value that at least so many percent do not exceed (nearest rank); null of nothing. */
function percentile(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  return sorted[rank - 1] ?? null
}

/** The figures by kind, team and clock, in the order of their names. */
export function summariseSla(clocks: readonly SlaClock[]): readonly SlaFigures[] {
  const groups = new Map<string, SlaClock[]>()
  for (const each of clocks) {
    const name = `${each.kind}\n${each.team}\n${each.clock.code}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [each])
    else group.push(each)
  }
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, group]) => figuresOf(group))
}

function figuresOf(group: readonly SlaClock[]): readonly SlaFigures[] {
  const [first] = group
  if (first === undefined) return []
  const count = (standing: Standing) => group.filter(({ clock }) => standingOf(clock) === standing).length
  const [kept, breached] = [count('kept'), count('breached')]
  const out = group.filter(({ clock }) => ['kept', 'breached'].includes(standingOf(clock)))
  const used = out.flatMap((each) => (each.used === null ? [] : [each.used]))
  return [
    {
      kind: first.kind,
      team: first.team,
      clock: first.clock.code,
      basis: first.clock.basis,
      kept,
      breached,
      cancelled: count('cancelled'),
      running: count('running'),
      keptPercent: kept + breached === 0 ? null : Math.round((1000 * kept) / (kept + breached)) / 10,
      median: percentile(used, 50),
      p90: percentile(used, 90),
      longest: percentile(used, 100),
    },
  ]
}
