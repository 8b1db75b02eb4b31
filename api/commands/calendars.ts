import { z } from 'zod'
import { definitionOf } from '../../domain/kinds/index.ts'
import { type CalendarTable, readTable } from '../../domain/time/calendar.ts'
import { judgeClock } from '../../domain/time/clock.ts'
import type { Instant, LocalDate } from '../../domain/time/local-date.ts'
import { clockInputOf, tablesNamed } from '../../domain/time/stored-clock.ts'
import { openClocks } from '../../prisma/audited-clocks.ts'
import { tablesByName } from '../../prisma/calendar-tables.ts'
import {
  confirmCalendar,
  findCalendar,
  findPublished,
  type Published,
  proposeCalendar,
} from '../../prisma/calendars.ts'
import type { Parts } from '../parts.ts'
import { type Problem, problemOf } from '../problems.ts'
import { type CommandDefinition, defineCommand, type Outcome } from './command.ts'
import { tellCalendars } from './tell-calendars.ts'

export const tableInput = z.strictObject({
  /** A table in the form of the published files, or the name of one that is known or lies among them. */
  table: z.union([z.string().max(64), z.record(z.string(), z.json())]),
})
export type TableInput = z.infer<typeof tableInput>

/** The table that is meant, read strictly; in production none of the invented ones. */
async function tableMeant(
  { prisma, config }: Pick<Parts, 'prisma' | 'config'>,
  { table }: TableInput,
): Promise<Published | Problem> {
  const trials = config.mode === 'sandbox'
  if (typeof table === 'string') {
    const found = (await findCalendar(prisma, table)) ?? (await findPublished(table, trials))
    return found === undefined ? { refused: 'calendar-unknown' } : permitted(found, trials)
  }
  const read = readTable(table)
  if ('malformed' in read) return problemOf([{ pointer: pointerTo(read.malformed), code: 'table-invalid' }])
  return permitted({ body: table, table: read }, trials)
}

const permitted = (found: Published, trials: boolean): Published | Problem =>
  found.table.trial === true && !trials ? problemOf([{ pointer: '/table/trial', code: 'table-invalid' }]) : found

/** `holidays[2].days[0]` as a JSON pointer. */
const pointerTo = (place: string): string =>
  `/table/${place === 'table' ? 'table' : place.replaceAll(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`

/** A clock of an open case whose date a table would move, and who would be told. */
export type WouldMove = {
  readonly case: string
  readonly number: string
  readonly kind: string
  readonly clock: string
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly told: boolean
}

/** What a new table would change now, without changing it. */
export async function previewCalendar(
  parts: Pick<Parts, 'prisma' | 'config' | 'officeTime'>,
  input: TableInput,
): Promise<{ readonly name: string; readonly moves: readonly WouldMove[] } | Problem> {
  const meant = await tableMeant(parts, input)
  if ('refused' in meant) return meant
  const [clocks, now] = await Promise.all([openClocks(parts.prisma), parts.officeTime.now()])
  const tables = await tablesByName(parts.prisma, tablesNamed(clocks.map(({ clock }) => clock)))
  const moves = clocks.flatMap((each): readonly WouldMove[] => {
    const moved = dueDates(each.clock, { tables, table: meant.table, now })
    if (moved.from === moved.to) return []
    const told = definitionOf(each.kind)?.clocks[each.clock.code]?.told === true
    return [{ case: each.caseId, number: each.number, kind: each.kind, clock: each.clock.code, ...moved, told }]
  })
  return { name: meant.table.name, moves }
}

type Changing = {
  readonly tables: ReadonlyMap<string, CalendarTable>
  readonly table: CalendarTable
  readonly now: Instant
}

function dueDates(clock: Parameters<typeof clockInputOf>[0], { tables, table, now }: Changing) {
  const input = clockInputOf(clock, tables)
  const asOf = now
  const events = [...input.events, { type: 'calendar', at: now, load: table } as const]
  return { from: judgeClock({ ...input, asOf }).dueOn, to: judgeClock({ ...input, events, asOf }).dueOn }
}

/** Proposes a table; an earlier one proposed again rolls back. It changes nothing before the second signature. */
export const proposeCalendarCommand: CommandDefinition<TableInput> = defineCommand<TableInput>({
  operation: 'propose-calendar',
  input: tableInput,
  caseOf: () => null,
  run: async (parts, { caller, input, at }): Promise<Outcome> => {
    const meant = await tableMeant(parts, input)
    if ('refused' in meant) return meant
    const proposed = await proposeCalendar(parts.prisma, meant, { by: caller.personId, at })
    if (proposed === 'name-taken') return problemOf([{ pointer: '/table/version', code: 'table-invalid' }])
    const { name, year, version, trial = false } = meant.table
    return { done: { name, year, version, trial, state: 'proposed' }, created: name }
  },
})

export const confirmCalendarInput = z.strictObject({ name: z.string().max(64) })
export type ConfirmCalendarInput = z.infer<typeof confirmCalendarInput>

/** The second signature: the table is in force, and every open case is told. */
export const confirmCalendarCommand = defineCommand<ConfirmCalendarInput>({
  operation: 'confirm-calendar',
  input: confirmCalendarInput,
  caseOf: () => null,
  run: async (parts, { caller, input, at, resent }): Promise<Outcome> => {
    const confirmed = await confirmCalendar(parts.prisma, input.name, { by: caller.personId, at })
    const isOurs = resent && 'refused' in confirmed && confirmed.refused === 'calendar-not-proposed'
    if ('refused' in confirmed && !isOurs) return confirmed
    await tellCalendars(parts)
    return { done: { name: input.name, state: 'in-force' } }
  },
})
