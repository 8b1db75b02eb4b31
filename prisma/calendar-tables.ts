import { type CalendarTable, readTable } from '../domain/time/calendar.ts'
import type { Prisma } from './client.ts'

/** What is kept is a table as it was published; it was read by the same rule before it was kept. */
function asTable(body: unknown): CalendarTable {
  const table = readTable(body)
  if ('malformed' in table) throw new Error(`a kept holiday table is malformed at ${table.malformed}`)
  return table
}

/** The holiday tables in force, by year: of one year, the one that came into force last. */
export async function tablesInForce(prisma: Pick<Prisma, 'calendarTable'>): Promise<readonly CalendarTable[]> {
  const rows = await prisma.calendarTable.findMany({
    where: { order: { not: null } },
    orderBy: [{ year: 'asc' }, { order: 'desc' }],
    distinct: ['year'],
    select: { body: true },
  })
  return rows.map(({ body }) => asTable(body))
}

/** What every store keeps under a name, read once: a name stands for one table for ever (`proposeCalendar`). */
const known = new WeakMap<Pick<Prisma, 'calendarTable'>, Map<string, CalendarTable>>()

/** Tables by their names, in force or not any more. */
export async function tablesByName(
  prisma: Pick<Prisma, 'calendarTable'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, CalendarTable>> {
  const tables = known.get(prisma) ?? new Map<string, CalendarTable>()
  known.set(prisma, tables)
  const unread = names.filter((name) => !tables.has(name))
  if (unread.length > 0) {
    const rows = await prisma.calendarTable.findMany({
      where: { name: { in: unread } },
      select: { name: true, body: true },
    })
    for (const { name, body } of rows) tables.set(name, asTable(body))
  }
  return tables
}
