import { setImmediate as breathe } from 'node:timers/promises'
import { definitionOf } from '../../domain/kinds/index.ts'
import type { CalendarTable } from '../../domain/time/calendar.ts'
import { judgeClock } from '../../domain/time/clock.ts'
import type { Instant, LocalDate } from '../../domain/time/local-date.ts'
import { clockInputOf, tablesNamed } from '../../domain/time/stored-clock.ts'
import { type OpenClock, openClocks } from '../../prisma/audited-clocks.ts'
import { tablesByName } from '../../prisma/calendar-tables.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'
import { type TableInput, tableMeant } from './calendars.ts'

/** A clock of an open case whose date a table would move, and who would be told. */
export type WouldMove = {
  readonly case: string
  readonly number: string
  readonly kind: string
  readonly clock: string
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly told: boolean
  readonly tells: readonly ('applicant' | 'agent')[]
}

/** How many dates of one sort would move, and by how far at most. */
export type MovesOfClock = {
  readonly kind: string
  readonly clock: string
  readonly later: number
  readonly earlier: number
  readonly told: number
}

export type Preview = {
  readonly name: string
  readonly moves: readonly WouldMove[]
  readonly summary: readonly MovesOfClock[]
  /** Open cases with a clock that runs or is paused: so many were looked at. */
  readonly cases: number
}

/** Cases looked at between two breaths: other requests are answered meanwhile. */
const pageLength = 200

/** What a new table would change now, without changing it. */
export async function previewCalendar(
  parts: Pick<Parts, 'prisma' | 'config' | 'officeTime'>,
  input: TableInput,
): Promise<Preview | Problem> {
  const meant = await tableMeant(parts, input)
  if ('refused' in meant) return meant
  const now = await parts.officeTime.now()
  const moves: WouldMove[] = []
  let cases = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    const clocks: readonly OpenClock[] = await openClocks(parts.prisma, { after, limit: pageLength })
    moves.push(...(await movesOf(parts, clocks, { table: meant.table, now })))
    const count = new Set(clocks.map(({ caseId }) => caseId)).size
    cases += count
    after = count < pageLength ? undefined : clocks.at(-1)?.number
    await breathe()
  }
  return { name: meant.table.name, moves, summary: summaryOf(moves), cases }
}

type Changing = { readonly table: CalendarTable; readonly now: Instant }

async function movesOf(
  { prisma }: Pick<Parts, 'prisma'>,
  clocks: readonly OpenClock[],
  changing: Changing,
): Promise<readonly WouldMove[]> {
  const tables = await tablesByName(prisma, tablesNamed(clocks.map(({ clock }) => clock)))
  return clocks.flatMap((each): readonly WouldMove[] => {
    const { from, to } = dueDates(each.clock, { ...changing, tables })
    if (from === to) return []
    const told = definitionOf(each.kind)?.clocks[each.clock.code]?.told === true
    const tells = told ? (['applicant', ...(each.hasAgent ? (['agent'] as const) : [])] as const) : []
    return [{ case: each.caseId, number: each.number, kind: each.kind, clock: each.clock.code, from, to, told, tells }]
  })
}

type Counting = Changing & { readonly tables: ReadonlyMap<string, CalendarTable> }

function dueDates(clock: OpenClock['clock'], { tables, table, now: asOf }: Counting) {
  const input = clockInputOf(clock, tables)
  const events = [...input.events, { type: 'calendar', at: asOf, load: table } as const]
  return { from: judgeClock({ ...input, asOf }).dueOn, to: judgeClock({ ...input, events, asOf }).dueOn }
}

/** The picture of it: how many dates of which sort would move later, and how many earlier. */
function summaryOf(moves: readonly WouldMove[]): readonly MovesOfClock[] {
  const found = new Map<string, MovesOfClock>()
  for (const { kind, clock, from, to, told } of moves) {
    const key = `${kind} ${clock}`
    const so = found.get(key) ?? { kind, clock, later: 0, earlier: 0, told: 0 }
    const isLater = from !== null && to !== null && to > from
    const count = { later: so.later + Number(isLater), earlier: so.earlier + Number(!isLater) }
    found.set(key, { ...so, ...count, told: so.told + Number(told) })
  }
  return [...found.values()].toSorted((one, other) => other.later + other.earlier - one.later - one.earlier)
}
