import type { ClockSnapshot } from '../case/event.ts'

/** How a clock came out: kept, broken, given up with its case, or still running. */
export const standings = ['kept', 'breached', 'cancelled', 'running'] as const
export type Standing = (typeof standings)[number]

/** What clocks can be audited by: the process, the step they ended in, the team, the limit, promise or law, and the article. */
export const dimensions = ['kind', 'stage', 'team', 'clock', 'basis', 'law'] as const
export type Dimension = (typeof dimensions)[number]

/** Clocks that are alike in everything they are audited by. */
export type Tally = Readonly<Record<Dimension, string>> & {
  /** First day of the span of the trend they belong to. */
  readonly since: string
  readonly standing: Standing
  /** Units used (days, or hours of a clock in hours) when they ended. */
  readonly used: number | null
  readonly clocks: number
  /** Of those running, how many are about to break. */
  readonly soon: number
  readonly centreSeconds: number
  readonly applicantSeconds: number
  readonly externalSeconds: number
}

/** What the audit says of a group of clocks. */
export type SlaFigures = {
  readonly kept: number
  readonly breached: number
  readonly cancelled: number
  readonly running: number
  /** Of those running, how many are about to break. */
  readonly soon: number
  /** Kept of all that came out, in percent with one decimal; null before the first. */
  readonly keptPercent: number | null
  /** Units used by those that were kept or breached. */
  readonly median: number | null
  readonly p90: number | null
  readonly longest: number | null
  /** Seconds by whose turn it was, of those that were kept or breached. */
  readonly centreSeconds: number
  readonly applicantSeconds: number
  readonly externalSeconds: number
}

const byState = {
  met: 'kept',
  breached: 'breached',
  cancelled: 'cancelled',
  running: 'running',
  paused: 'running',
} as const satisfies Record<ClockSnapshot['state'], Standing>

/** What the record says of a clock; an act that came after the breach leaves it broken, one that was only learnt of then does not. */
export const standingOf = ({ state, inTime }: Pick<ClockSnapshot, 'state' | 'inTime'>): Standing =>
  inTime === true ? 'kept' : byState[state]

const cameOut = ({ standing }: Tally): boolean => standing === 'kept' || standing === 'breached'

/** The smallest value that at least so many percent do not exceed (nearest rank); null of nothing. */
function percentile(counted: ReadonlyMap<number, number>, percent: number): number | null {
  const total = [...counted.values()].reduce((sum, count) => sum + count, 0)
  const rank = Math.max(1, Math.ceil((percent / 100) * total))
  let passed = 0
  for (const [value, count] of [...counted].toSorted(([one], [other]) => one - other)) {
    passed += count
    if (count > 0 && passed >= rank) return value
  }
  return null
}

const sumOf = (tallies: readonly Tally[], numberOf: (tally: Tally) => number): number =>
  tallies.reduce((sum, tally) => sum + numberOf(tally), 0)

/** The figures of any clocks together. */
export function figuresOf(tallies: readonly Tally[]): SlaFigures {
  const count = (standing: Standing) => sumOf(tallies, (tally) => (tally.standing === standing ? tally.clocks : 0))
  const out = tallies.filter(cameOut)
  const [kept, breached] = [count('kept'), count('breached')]
  const used = new Map<number, number>()
  for (const tally of out) if (tally.used !== null) used.set(tally.used, (used.get(tally.used) ?? 0) + tally.clocks)
  return {
    kept,
    breached,
    cancelled: count('cancelled'),
    running: count('running'),
    soon: sumOf(tallies, ({ soon }) => soon),
    keptPercent: kept + breached === 0 ? null : Math.round((1000 * kept) / (kept + breached)) / 10,
    median: percentile(used, 50),
    p90: percentile(used, 90),
    longest: percentile(used, 100),
    centreSeconds: sumOf(out, ({ centreSeconds }) => centreSeconds),
    applicantSeconds: sumOf(out, ({ applicantSeconds }) => applicantSeconds),
    externalSeconds: sumOf(out, ({ externalSeconds }) => externalSeconds),
  }
}

/** Clocks of one name together; `first` is any of them, for what they have in common. */
export type SlaGroup = { readonly name: string; readonly first: Tally; readonly figures: SlaFigures }

/** The figures of each group, in the order of their names; a name is what `nameOf` says. */
export function groupSla(tallies: readonly Tally[], nameOf: (tally: Tally) => string): readonly SlaGroup[] {
  const groups = new Map<string, Tally[]>()
  for (const each of tallies) {
    const group = groups.get(nameOf(each))
    if (group === undefined) groups.set(nameOf(each), [each])
    else group.push(each)
  }
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, group]) => group.slice(0, 1).map((first) => ({ name, first, figures: figuresOf(group) })))
}
