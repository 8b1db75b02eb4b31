import { formatInstant, type Instant, instantFromMillis } from '../domain/time/local-date.ts'
import { ask, type Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

/** Office time: what people and the law count by. Machine time plus one offset, or an instant at which it stands. */
export type OfficeTime = {
  now(): Promise<Instant>
  read(): Promise<{ readonly now: Instant; readonly offsetSeconds: number; readonly held: boolean }>
  /** Raises office time to an instant; never back. With `hold` it stands there until the next move. */
  move(to: Instant, hold: boolean): Promise<void>
}

type Row = { readonly offsetSeconds: number; readonly heldAt: Date | null }

const theRow = Sql.sql`SELECT "offsetSeconds", "heldAt" FROM "OfficeTime" WHERE id = 1`

/** Office time by its row and the machine's. */
export const officeTimeOf = ({ offsetSeconds, heldAt }: Row): Instant =>
  instantFromMillis(heldAt === null ? Date.now() + offsetSeconds * 1000 : heldAt.getTime())

export function createOfficeTime(prisma: Prisma): OfficeTime {
  const read = async () => {
    const rows = await ask<Row>(prisma, { name: 'office-time', sql: theRow })
    const row = rows[0] ?? { offsetSeconds: 0, heldAt: null }
    return { now: officeTimeOf(row), offsetSeconds: row.offsetSeconds, held: row.heldAt !== null }
  }
  return {
    read,
    now: async () => (await read()).now,
    move: async (to, hold) => {
      const { now } = await read()
      if (to < now) throw new RangeError(`office time does not go back to ${formatInstant(to)}`)
      const offsetSeconds = to - instantFromMillis(Date.now())
      const change = { offsetSeconds, heldAt: hold ? new Date(to * 1000) : null }
      await prisma.officeTime.upsert({ where: { id: 1 }, create: { id: 1, ...change }, update: change })
    },
  }
}
