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

/** Tables by their names, in force or not any more. */
export async function tablesByName(
  prisma: Prisma,
  names: readonly string[],
): Promise<ReadonlyMap<string, CalendarTable>> {
  if (names.length === 0) return new Map()
  const rows = await prisma.calendarTable.findMany({
    where: { name: { in: [...names] } },
    select: { name: true, body: true },
  })
  return new Map(rows.map(({ name, body }) => [name, asTable(body)]))
}
