import { splitTime, type TimeSplit, type Turn } from '../domain/audit/split-time.ts'
import { parties } from '../domain/case/definition.ts'
import type { ClockSnapshot } from '../domain/case/event.ts'
import { definitionOf } from '../domain/kinds/index.ts'
import { instantFromMillis, parseInstant } from '../domain/time/local-date.ts'
import { tablesNamed, unitsUsed } from '../domain/time/stored-clock.ts'
import { tablesByName } from './calendar-tables.ts'
import { toColumn } from './json-column.ts'
import type { Changed, Transaction } from './projected-tables.ts'

/** What the events of one batch make of a clock, and when each thing was recorded. */
type Told = {
  readonly clock: ClockSnapshot
  readonly firstAt: Date
  readonly endAt: Date | null
  /** Of the event that last moved its due date. */
  readonly dueChangedAt: Date
}

const isOver = ({ state }: ClockSnapshot): boolean => state !== 'running' && state !== 'paused'

/** What one event more makes of it. */
function tell(before: Told | undefined, clock: ClockSnapshot, at: Date): Told {
  const isDueSame = before !== undefined && before.clock.dueAt === clock.dueAt
  return {
    clock,
    firstAt: before?.firstAt ?? at,
    endAt: before?.endAt ?? (isOver(clock) ? at : null),
    dueChangedAt: isDueSame ? before.dueChangedAt : at,
  }
}

/** How each clock stood after the last of its events. */
function toldOf({ events }: Changed): readonly Told[] {
  const told = new Map<string, Told>()
  for (const { data, at } of events) {
    if (!('clock' in data)) continue
    const key = `${data.clock.code}/${data.clock.run}`
    told.set(key, tell(told.get(key), data.clock, new Date(at)))
  }
  return [...told.values()]
}

type Move = Turn & { readonly stage: string }

/** Who had to act and in which stage, from when on; as the record says. */
async function movesOf(tx: Transaction, caseId: string): Promise<readonly Move[]> {
  const rows = await tx.event.findMany({
    where: { caseId, type: { in: ['moved', 'closed'] } },
    orderBy: { seq: 'asc' },
    select: { at: true, data: true },
  })
  return rows.map(({ at, data }) => ({ at: instantFromMillis(at.getTime()), ...moveIn(data) }))
}

function moveIn(data: unknown): Omit<Move, 'at'> {
  const said: object = typeof data === 'object' && data !== null ? data : {}
  const [party, stage] = ['waitingFor' in said ? said.waitingFor : null, 'stage' in said ? said.stage : '']
  return { party: parties.find((each) => each === party) ?? null, stage: typeof stage === 'string' ? stage : '' }
}

type Ended = {
  readonly used: number | null
  readonly stage: string
  readonly split: TimeSplit
}

const running: Ended = { used: null, stage: '', split: { applicant: 0, centre: 0, external: 0 } }

type Ending = { readonly clock: ClockSnapshot; readonly knownAt: Date; readonly endKnownAt: Date }

/** What a clock that ended is audited by: what it used up, in which stage it ended, whose time it was. */
async function endOf(tx: Transaction, caseId: string, { clock, knownAt, endKnownAt }: Ending): Promise<Ended> {
  const [from, until] = [parseInstant(clock.start), parseInstant(clock.endedAt ?? '')]
  if (from === undefined || until === undefined) return running
  const [tables, moves] = [await tablesByName(tx, tablesNamed([clock])), await movesOf(tx, caseId)]
  const known = instantFromMillis(knownAt.getTime())
  // What is moved in the same breath is moved because the clock ended.
  const within = moves.findLast(({ at }) => at < instantFromMillis(endKnownAt.getTime())) ?? moves[0]
  return {
    used: unitsUsed(clock, tables),
    stage: within?.stage ?? '',
    split: until < from ? running.split : splitTime(moves, { from, until, known }),
  }
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Writes every clock that the events tell of, with what was known of it when. */
export async function writeClocks(tx: Transaction, caseId: string, changed: Changed): Promise<void> {
  for (const told of toldOf(changed)) await writeClock(tx, caseId, { told, changed })
}

/** What was written of it before, and what is known with this batch. */
async function knownOf(tx: Transaction, key: Key, { clock, firstAt, endAt, dueChangedAt }: Told) {
  const select = { knownAt: true, endKnownAt: true, dueAt: true, dueKnownAt: true }
  const before = await tx.clockView.findUnique({ where: { caseId_code_run: key }, select })
  const dueAt = dateOrNull(clock.dueAt)
  const isDueSame = before !== null && before.dueAt?.getTime() === dueAt?.getTime()
  return {
    dueAt,
    knownAt: before?.knownAt ?? firstAt,
    endKnownAt: isOver(clock) ? (before?.endKnownAt ?? endAt) : null,
    dueKnownAt: isDueSame ? before.dueKnownAt : dueChangedAt,
  }
}

type Key = { readonly caseId: string; readonly code: string; readonly run: number }
type Writing = { readonly told: Told; readonly changed: Changed }

async function writeClock(tx: Transaction, caseId: string, { told, changed: { state } }: Writing): Promise<void> {
  const { clock } = told
  const key = { caseId, code: clock.code, run: clock.run }
  const known = await knownOf(tx, key, told)
  const { knownAt, endKnownAt } = known
  const { used, stage, split } = endKnownAt === null ? running : await endOf(tx, caseId, { clock, knownAt, endKnownAt })
  const row = {
    kind: state.kind,
    track: state.track,
    team: definitionOf(state.kind)?.team ?? '',
    basis: clock.basis,
    legalBasis: clock.legalBasis,
    // Done in time and learnt of after the breach: by what is known now it was kept.
    state: clock.inTime === true ? 'met' : clock.state,
    startedAt: new Date(clock.start),
    startedOn: new Date(clock.startedOn),
    endedAt: dateOrNull(clock.endedAt),
    ...known,
    stage,
    used,
    centreSeconds: split.centre,
    applicantSeconds: split.applicant,
    externalSeconds: split.external,
    body: toColumn(clock),
  }
  await tx.clockView.upsert({ where: { caseId_code_run: key }, create: { ...key, ...row }, update: row })
}
