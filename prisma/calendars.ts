import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Refusal, refuse } from '../domain/case/refusal.ts'
import { type CalendarTable, readTable } from '../domain/time/calendar.ts'
import { type Instant, instantFromMillis } from '../domain/time/local-date.ts'
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

/** Every table with its signatures and how far open cases have been told. */
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

/** The second signature, by another natural person, puts a table in force: from now on it is the one of its year. */
export async function confirmCalendar(
  prisma: Prisma,
  name: string,
  { by, at }: Signed,
): Promise<CalendarTable | Refusal> {
  return await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendars', 0))`
    const row = await tx.calendarTable.findUnique({ where: { name } })
    if (row === null) return refuse('calendar-unknown')
    if (row.proposedBy === null || row.confirmedBy !== null) return refuse('calendar-not-proposed')
    if (row.proposedBy === by) return refuse('second-officer-required')
    const last = await tx.calendarTable.aggregate({ _max: { order: true } })
    const inForce = { confirmedBy: by, inForceAt: new Date(at * 1000), order: (last._max.order ?? 0) + 1 }
    const untold = { toldUpTo: null, toldCases: 0, toldAllAt: null }
    await tx.calendarTable.update({ where: { name }, data: { ...inForce, ...untold } })
    return tableOf(row)
  })
}

/** A table in force that not all open cases know yet. */
export type Untold = {
  readonly table: CalendarTable
  readonly order: number
  readonly by: string
  readonly at: Instant
}

/** Tables whose telling was begun, or is still to begin, in the order of their coming into force. */
export async function untoldCalendars(prisma: Prisma): Promise<readonly (Untold & { readonly upTo: string | null })[]> {
  const rows = await prisma.calendarTable.findMany({
    where: { confirmedBy: { not: null }, toldAllAt: null, order: { not: null } },
    orderBy: { order: 'asc' },
  })
  return rows.map((row) => ({
    table: tableOf(row),
    order: row.order ?? 0,
    by: row.confirmedBy ?? '',
    at: instantFromMillis(row.inForceAt?.getTime() ?? 0),
    upTo: row.toldUpTo,
  }))
}

/** The next open cases after one, in the order of their ids. */
export async function openCasesAfter(prisma: Prisma, after: string | null, count: number): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT f.id FROM "CaseFile" f LEFT JOIN "CaseView" v ON v."caseId" = f.id
    WHERE f.id > ${after ?? ''} AND (v.status IS NULL OR v.status <> 'closed') ORDER BY f.id LIMIT ${count}`
  return rows.map(({ id }) => id)
}

/** Remembers how far the telling has come; a telling of another order than the row's is out of date and writes nothing. */
export async function noteTold(
  prisma: Prisma,
  { table, order }: Untold,
  told: { readonly upTo: string | null; readonly count: number; readonly allAt: Instant | null },
): Promise<void> {
  await prisma.calendarTable.updateMany({
    where: { name: table.name, order },
    data: {
      toldUpTo: told.upTo,
      toldCases: { increment: told.count },
      toldAllAt: told.allAt === null ? null : new Date(told.allAt * 1000),
    },
  })
}
