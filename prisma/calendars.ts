import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Refusal, refuse } from '../domain/case/refusal.ts'
import { type CalendarTable, readTable } from '../domain/time/calendar.ts'
import type { Instant } from '../domain/time/local-date.ts'
import { writeBatch } from './batches.ts'
import type { Prisma } from './client.ts'
import type { Prisma as Sql } from './generated/client.ts'

const folder = fileURLToPath(new URL('../calendars/', import.meta.url))

/** A table as it was published, and cut down to what counting needs. */
export type Published = { readonly body: unknown; readonly table: CalendarTable }

/** A person who signs, and when (office time). */
export type Signed = { readonly by: string; readonly at: Instant }

type Row = { readonly name: string; readonly body: unknown }

/** What is kept is what was read by the same rule when it was proposed. */
function tableOf({ name, body }: Row): CalendarTable {
  const table = readTable(body)
  if ('malformed' in table) throw new Error(`the kept table ${name} is malformed at ${table.malformed}`)
  return table
}

async function readFileTable(path: string): Promise<Published> {
  const body: unknown = JSON.parse(await readFile(path, 'utf8'))
  const table = readTable(body)
  if ('malformed' in table) throw new Error(`${path} is malformed at ${table.malformed}`)
  return { body, table }
}

/** A table of the project's own files by its name, such as `cn-2026@2`; those of `trial/` too where `trials` are wanted. */
export async function findPublished(name: string, trials: boolean): Promise<Published | undefined> {
  if (!/^cn-\d{4}@\d+$/.test(name)) return undefined
  const names = [`${name.replace('@1', '')}.json`, `${name}.json`]
  const paths = names.flatMap((each) => [`${folder}${each}`, ...(trials ? [`${folder}trial/${each}`] : [])])
  const path = paths.find((each) => existsSync(each))
  return path === undefined ? undefined : await readFileTable(path)
}

const rowOf = ({ body, table: { name, year, version, trial = false } }: Published) => ({
  name,
  year,
  version,
  trial,
  // oxlint-disable-next-line typescript/consistent-type-assertions -- what was parsed from JSON is JSON
  body: body as Sql.InputJsonValue,
})

/** Every table with its signatures. */
export const listCalendars = (prisma: Prisma) =>
  prisma.calendarTable.findMany({ orderBy: [{ year: 'asc' }, { version: 'asc' }] })

export type CalendarRow = Awaited<ReturnType<typeof listCalendars>>[number]

/** A kept table by its name. */
export async function findCalendar(prisma: Prisma, name: string): Promise<Published | undefined> {
  const row = await prisma.calendarTable.findUnique({ where: { name } })
  return row === null ? undefined : { body: row.body, table: tableOf(row) }
}

const same = (one: CalendarTable, other: CalendarTable): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Keeps a proposal; an earlier table proposed again is a roll-back. A name stands for one table for ever: `name-taken` when it is another's. */
export async function proposeCalendar(
  prisma: Prisma,
  proposed: Published,
  { by, at }: Signed,
): Promise<'proposed' | 'name-taken'> {
  const { name } = proposed.table
  const known = await findCalendar(prisma, name)
  if (known !== undefined && !same(known.table, proposed.table)) return 'name-taken'
  const signed = { proposedBy: by, proposedAt: new Date(at * 1000), confirmedBy: null }
  await prisma.calendarTable.upsert({ where: { name }, create: { ...rowOf(proposed), ...signed }, update: signed })
  return 'proposed'
}

export type Confirmed = { readonly table: CalendarTable; readonly batch: string }

/** The second signature, by another natural person, puts a table in force: from now on it is the one of its year, and a batch tells every open case. */
export async function confirmCalendar(prisma: Prisma, name: string, { by, at }: Signed): Promise<Confirmed | Refusal> {
  return await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendars', 0))`
    const row = await tx.calendarTable.findUnique({ where: { name } })
    if (row === null) return refuse('calendar-unknown')
    if (row.proposedBy === null || row.confirmedBy !== null) return refuse('calendar-not-proposed')
    if (row.proposedBy === by) return refuse('second-officer-required')
    const last = await tx.calendarTable.aggregate({ _max: { order: true } })
    const inForce = { confirmedBy: by, inForceAt: new Date(at * 1000), order: (last._max.order ?? 0) + 1 }
    await tx.calendarTable.update({ where: { name }, data: inForce })
    const telling = { sort: 'calendar', subject: name, order: inForce.order, by, at } as const
    return { table: tableOf(row), batch: await writeBatch(tx, telling) }
  })
}
