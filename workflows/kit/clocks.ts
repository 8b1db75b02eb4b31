import { CancellationScope, setHandler } from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.ts'
import { type CaseId, code, type PersonId } from '../../domain/case/codes.ts'
import { clockOf, type Definition } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { addWorkingDays, type CalendarTable, calendarOf, loadTable } from '../../domain/time/calendar.ts'
import {
  endOfDay,
  formatInstant,
  type Instant,
  instantOf,
  localDateOf,
  parseInstant,
} from '../../domain/time/local-date.ts'
import type { Agenda } from './agenda.ts'
import { askStore } from './ask-store.ts'
import type { Carried } from './carried.ts'
import { Clock, type ClockParts } from './clock.ts'
import { type ExtendRequest, extend, type RecalculateRequest, recalculate } from './messages.ts'
import type { Papers } from './papers.ts'
import type { CaseRecord } from './record.ts'
import { unless } from './refused.ts'

const ask = askStore<Pick<Activities, 'onItsWay'>>()

/** What a promise that was broken is newly put at where no limit of the law runs (A). */
const delayWorkingDays = 5

export type ClocksParts = {
  readonly caseId: CaseId
  readonly track: string
  readonly tables: readonly CalendarTable[]
  readonly definition: Definition
  readonly record: CaseRecord
  readonly agenda: Agenda
  readonly papers: Papers
  /** Applicant and agent: none of them ever signs, an extension neither. */
  readonly parties: readonly PersonId[]
  /** Clocks of an earlier run that run on. */
  readonly carried?: Carried['clocks']
}

export type ClockOptions = { readonly from?: Instant; readonly cap?: Instant }

/** The clocks of a case: started by its process, counted anew when a calendar changes, extended by a supervisor. */
export function createClocks({ caseId, track, definition, record, agenda, papers, ...given }: ClocksParts) {
  const started: Clock[] = []
  let tables = given.tables

  const parts: ClockParts = {
    record,
    agenda,
    onItsWay: (until) => ask((of) => of.onItsWay({ caseId, until: formatInstant(until) })),
    warned: ({ code: name, definition: { remind, lastDay } }, warning) => {
      const message = warning === 'third' ? remind : lastDay
      if (message !== undefined) void papers.tell(message, { data: { clock: code(name) } })
    },
    breached: (clock) => {
      const { late } = clock.definition
      if (late !== undefined) void papers.tell(late, { data: lateness(clock) })
    },
  }

  /** Why it takes longer, and a date that can be believed: the law's limit where one runs, else a week of work from now. */
  const lateness = (clock: Clock): Facts => {
    if (clock.definition.on === 'applicant') return { clock: code(clock.code) }
    const limit = started.find(
      (other) => !other.isOver && other.definition.basis === 'statutory' && other.dueOn !== null,
    )
    const expectedOn = limit?.dueOn ?? addWorkingDays(calendarOf(tables), localDateOf(record.now()), delayWorkingDays)
    return { delay: code(record.state.waitingFor ?? 'centre'), expectedOn }
  }

  /** Starts a clock of the kind; started again it is another run. It lives until it is met, cancelled or breached. */
  function start(name: string, { from = record.now(), cap }: ClockOptions = {}): Clock {
    const found = clockOf(definition, name)
    const number = record.state.clocks.filter((clock) => clock.code === name).length + 1
    const rule = found.byTrack?.[track] ?? found.rule
    const own = {
      code: name,
      run: number,
      definition: found,
      rule,
      start: from,
      tables,
      ...(cap === undefined ? {} : { cap }),
    }
    const clock = new Clock(own, parts)
    started.push(clock)
    run(clock)
    return clock
  }

  const run = (clock: Clock): void => void CancellationScope.nonCancellable(() => clock.run())

  /** A new run of the same clock, whatever became of the one before. */
  function restart(clock: Clock, at: Instant): void {
    const wasOver = clock.isOver
    clock.restart(at)
    if (wasOver) run(clock)
  }

  /** The clock of this code that was started last. */
  const last = (name: string): Clock | undefined => started.findLast((clock) => clock.code === name)

  /** The last second of the n-th working day after a day, by the tables now in force. */
  const endOfWorkingDays = (n: number, from: Instant): Instant =>
    endOfDay(addWorkingDays(calendarOf(tables), localDateOf(from), n))

  /** The last second of the n-th working day after a day, once it is over; a table that comes into force meanwhile moves it. */
  async function workingDaysOver(n: number, from: Instant): Promise<Instant> {
    for (;;) {
      const known = tables
      const last = endOfWorkingDays(n, from)
      const moved = await agenda.wait(instantOf(last + 1), () => tables !== known)
      if (!moved) return last
    }
  }

  const count = (table: CalendarTable) => {
    tables = Object.values(loadTable(calendarOf(tables), table))
    return started.flatMap((clock) => {
      const moved = clock.recalculate(table)
      return moved === undefined ? [] : [{ clock, ...moved }]
    })
  }

  const takeTable = async ({ table, at }: RecalculateRequest) => {
    record.takeIn(parseInstant(at) ?? record.now())
    const moved = count(table)
    const told = moved.find(({ clock }) => clock.definition.told)
    if (told !== undefined) await papers.tell('date-changed', { data: { clock: code(told.clock.code) } })
    await record.carried()
    return { moved: moved.map(({ clock, from, to }) => ({ code: clock.code, from, to })) }
  }

  const takeExtension = async ({ clock: name, days, why, by, at }: ExtendRequest) => {
    record.takeIn(parseInstant(at) ?? record.now())
    const clock = last(name)
    const previousDueOn = clock?.dueOn ?? null
    clock?.extend(days, by, why)
    const data = { clock: code(name), days, previousDueOn, dueOn: clock?.dueOn ?? null }
    await papers.issue(['extension-notice'], { tell: 'extended', note: why, data, signedBy: [{ task: 'extend', by }] })
    await record.carried()
    return { seq: record.seq }
  }

  const admitExtension = ({ clock: name, days, by, at }: ExtendRequest) => {
    if (given.parties.includes(by)) return refuse('not-yours')
    const clock = last(name)
    return clock === undefined ? refuse('not-open') : clock.refusesExtension(days, parseInstant(at) ?? record.now())
  }

  setHandler(recalculate, takeTable)
  setHandler(extend, takeExtension, { validator: (request) => unless(admitExtension(request)) })

  for (const { given: clockGiven, life } of given.carried ?? []) {
    const clock = new Clock(clockGiven, parts, life)
    started.push(clock)
    run(clock)
  }

  return {
    start,
    /** What a new run of the case takes along. */
    carried: () => ({ tables, clocks: started.filter(({ isOver }) => !isOver).map((clock) => clock.carried()) }),
    restart,
    tables: () => tables,
    last,
    endOfWorkingDays,
    workingDaysOver,
    /** The outcome stops every clock that is not over, but for those that others are still to be told by. */
    cancelAll: (but: ReadonlySet<Clock>) => {
      for (const clock of started) if (!but.has(clock)) clock.cancel()
    },
  }
}

export type Clocks = ReturnType<typeof createClocks>
