import type { CaseId } from '../case/codes.ts'
import type { CalendarTable } from '../time/calendar.ts'
import { judgeClock } from '../time/clock.ts'
import { addDays, at, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { Matter, MatterClock } from './matter.ts'
import type { MatterNeed } from './needs.ts'
import { type Leg, legsOf } from './ways.ts'

/** A part of a matter's way as it is expected, or as it runs. */
export type Stretch = {
  readonly case: CaseId
  readonly kind: string
  /** `own-steps` are the applicant's; the others are named by the clock that runs, or is to run, in them. */
  readonly step: string
  readonly from: LocalDate
  readonly until: LocalDate
  /** It counts days of a year whose holidays are not published, or has not begun and hangs on something uncertain. */
  readonly provisional: boolean
}

/** When a matter is expected to end; null where nobody can say, because what it waits for has ended otherwise. */
export type Dated = {
  readonly case: CaseId
  readonly expectedOn: LocalDate | null
  readonly provisional: boolean
  readonly stretches: readonly Stretch[]
  /** The matter whose end it waits for. */
  readonly waitsFor: CaseId | null
  /** Last day that the applicant's own next step is given. */
  readonly ownUntil: LocalDate | null
}

export type DatingOn = {
  readonly on: LocalDate
  /** Days that the applicant takes for a step of their own. */
  readonly pace: number
  readonly tables: readonly CalendarTable[]
}

/** Days for a step of the applicant's own until they have shown their pace (A). */
const usualPace = 3
const slowestPace = 14
const aWeek = 7

/** The pace shown: how long the applicant's drafts took until they were submitted, in whole days. */
export function paceOf(matters: readonly Matter[]): number {
  const shown = matters.flatMap(({ openedOn, receivedOn }) =>
    receivedOn === null ? [] : [daysBetween(openedOn, receivedOn)],
  )
  if (shown.length === 0) return usualPace
  const mean = Math.ceil(shown.reduce((sum, days) => sum + days, 0) / shown.length)
  return Math.min(Math.max(mean, 1), slowestPace)
}

/** A day by which a step of the applicant's own is expected; once it is past, a week more, and again. */
function expectedBy(begunOn: LocalDate, { on, pace }: DatingOn): LocalDate {
  const late = daysBetween(begunOn, on) - pace
  return addDays(begunOn, pace + (late > 0 ? Math.ceil(late / aWeek) * aWeek : 0))
}

type Run = { readonly from: LocalDate; readonly legs: readonly Leg[]; readonly before: readonly Stretch[] }

/** The legs one after the other from a day on, each counted by its own rule. */
function runOn(matter: Matter, { from, legs, before }: Run, tables: readonly CalendarTable[]): readonly Stretch[] {
  const stretches = [...before]
  let begin = from
  for (const { step, rule } of legs) {
    const { dueOn, provisional } = judgeClock({ rule, start: at(begin, '12:00'), events: [], tables })
    const until = dueOn ?? begin
    stretches.push({ case: matter.case, kind: matter.kind, step, from: begin, until, provisional })
    begin = until
  }
  return stretches
}

const own = (matter: Matter, from: LocalDate, until: LocalDate): Stretch => ({
  case: matter.case,
  kind: matter.kind,
  step: 'own-steps',
  from,
  until,
  provisional: false,
})

const laterOf = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other)

const ended = (matter: Matter): Dated => ({
  case: matter.case,
  expectedOn: matter.closedOn,
  provisional: false,
  stretches: [],
  waitsFor: null,
  ownUntil: null,
})

function datedBy(matter: Matter, stretches: readonly Stretch[], besides: Partial<Dated> = {}): Dated {
  return {
    case: matter.case,
    expectedOn: stretches.at(-1)?.until ?? null,
    provisional: stretches.some(({ provisional }) => provisional),
    stretches,
    waitsFor: null,
    ownUntil: null,
    ...besides,
  }
}

/** A draft: filled in at the applicant's pace, submitted then or when what it waits for has ended. */
function dateDraft(matter: Matter, on: DatingOn, before: Dated | undefined): Dated {
  const ready = expectedBy(matter.openedOn, on)
  if (before?.expectedOn === null || before?.expectedOn === undefined) {
    if (before !== undefined)
      return { ...datedBy(matter, [], { waitsFor: before.case }), expectedOn: null, provisional: true }
    const stretches = runOn(
      matter,
      { from: ready, legs: legsOf(matter), before: [own(matter, matter.openedOn, ready)] },
      on.tables,
    )
    return datedBy(matter, stretches, { ownUntil: ready })
  }
  const from = laterOf(ready, before.expectedOn)
  const first = ready > before.expectedOn ? [own(matter, matter.openedOn, ready)] : []
  const stretches = runOn(matter, { from, legs: legsOf(matter), before: first }, on.tables)
  const dated = datedBy(matter, stretches, { waitsFor: ready > before.expectedOn ? null : before.case })
  return { ...dated, provisional: dated.provisional || before.provisional }
}

const isOn = ({ state }: MatterClock): boolean => state === 'running' || state === 'paused' || state === 'breached'

/** A case in correction is the applicant's: at their pace, within its clock; then the centre begins anew. */
function dateCorrection(matter: Matter, on: DatingOn): Dated {
  const correction = matter.clocks.findLast(({ code }) => code === 'correction')
  const begun = correction?.startedOn ?? on.on
  const wanted = expectedBy(begun, on)
  const last = correction?.dueOn ?? wanted
  const until = wanted < last ? wanted : last
  const stretches = runOn(matter, { from: until, legs: legsOf(matter), before: [own(matter, begun, until)] }, on.tables)
  return datedBy(matter, stretches, { ownUntil: until })
}

/** A case with the centre: the clock that runs says its day, what comes after is counted from there. */
function dateRunning(matter: Matter, { on, tables }: DatingOn): Dated {
  const legs = legsOf(matter)
  const begun = legs.flatMap(({ step }, index) => {
    const clock = matter.clocks.findLast(({ code }) => code === step)
    return clock === undefined ? [] : [{ clock, index }]
  })
  const last = begun.at(-1)
  if (last === undefined) return datedBy(matter, runOn(matter, { from: on, legs, before: [] }, tables))
  const { clock, index } = last
  const rest = legs.slice(index + 1)
  if (!isOn(clock))
    return datedBy(matter, runOn(matter, { from: on, legs: rest, before: [] }, tables), nothingLeft(rest, on))
  // What is late is not ended: it is expected on no day before today.
  const until = laterOf(clock.dueOn ?? on, on)
  const { case: id, kind } = matter
  const running = { case: id, kind, step: clock.code, from: clock.startedOn, until, provisional: clock.provisional }
  return datedBy(matter, runOn(matter, { from: until, legs: rest, before: [running] }, tables))
}

/** Past its last clock a matter is expected to close any day. */
const nothingLeft = (rest: readonly Leg[], on: LocalDate): Partial<Dated> =>
  rest.length === 0 ? { expectedOn: on } : {}

export type Dating = { readonly matter: Matter; readonly needs: readonly MatterNeed[] }

/** When each matter is expected to end, those it waits for first. */
export function datesOf(matters: readonly Dating[], on: DatingOn): readonly Dated[] {
  const found = new Map<CaseId, Dated>()
  const dateOne = ({ matter, needs }: Dating): Dated => {
    const known = found.get(matter.case)
    if (known !== undefined) return known
    const dated = dateBy(matter, on, lastOf(needs))
    found.set(matter.case, dated)
    return dated
  }
  /** Of what it waits for, the one that ends last. */
  function lastOf(needs: readonly MatterNeed[]): Dated | undefined {
    const open = needs.flatMap(({ state, by }) =>
      state === 'open' ? matters.filter(({ matter }) => matter.case === by) : [],
    )
    const dated = open.map((each) => asAwaited(each.matter, dateOne(each)))
    return dated.find(({ expectedOn }) => expectedOn === null) ?? dated.toSorted(byEnd).at(-1)
  }
  return matters.map(dateOne)
}

/** What has ended without meeting the need will never meet it. */
const asAwaited = (matter: Matter, dated: Dated): Dated =>
  matter.status === 'closed' ? { ...dated, expectedOn: null } : dated

const byEnd = (one: Dated, other: Dated): number => ((one.expectedOn ?? '') < (other.expectedOn ?? '') ? -1 : 1)

function dateBy(matter: Matter, on: DatingOn, before: Dated | undefined): Dated {
  if (matter.status === 'closed') return ended(matter)
  if (matter.status === 'draft') return dateDraft(matter, on, before)
  return matter.status === 'in-correction' ? dateCorrection(matter, on) : dateRunning(matter, on)
}

/** The chain that makes the last date: the stretches of the matter that ends last, after those of what it waited for. */
export function criticalPathOf(dated: readonly Dated[]): readonly Stretch[] {
  const last = dated
    .filter(({ stretches }) => stretches.length > 0)
    .toSorted(byEnd)
    .at(-1)
  return last === undefined ? [] : chainOf(last, dated)
}

function chainOf({ waitsFor, stretches }: Dated, all: readonly Dated[]): readonly Stretch[] {
  const before = all.find((each) => each.case === waitsFor)
  return before === undefined ? stretches : [...chainOf(before, all), ...stretches]
}
