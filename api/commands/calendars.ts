import { z } from 'zod'
import { readTable } from '../../domain/time/calendar.ts'
import { batchOfCalendar } from '../../prisma/batches.ts'
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
import { startBatch, whenDone } from './run-batch.ts'

export const tableInput = z.strictObject({
  /** A table in the form of the published files, or the name of one that is known or lies among them. */
  table: z.union([z.string().max(64), z.record(z.string(), z.json())]),
})
export type TableInput = z.infer<typeof tableInput>

/** The table that is meant, read strictly; in production none of the invented ones. */
export async function tableMeant(
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

/** The second signature: the table is in force, and a batch tells every open case; of a few this is soon done. */
export const confirmCalendarCommand = defineCommand<ConfirmCalendarInput>({
  operation: 'confirm-calendar',
  input: confirmCalendarInput,
  caseOf: () => null,
  run: async (parts, { caller, input, at, resent }): Promise<Outcome> => {
    const confirmed = await confirmCalendar(parts.prisma, input.name, { by: caller.personId, at })
    const isOurs = resent && 'refused' in confirmed && confirmed.refused === 'calendar-not-proposed'
    if ('refused' in confirmed && !isOurs) return confirmed
    const batch = 'refused' in confirmed ? (await batchOfCalendar(parts.prisma, input.name))?.id : confirmed.batch
    if (batch !== undefined && (await startBatch(parts, batch))) await whenDone(parts, batch)
    return { done: { name: input.name, state: 'in-force' } }
  },
})
