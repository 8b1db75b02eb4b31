import { formatInstant, instantFromMillis } from '../../domain/time/local-date.ts'
import { listRecurring } from '../../prisma/recurring.ts'
import { asInstant } from '../../prisma/slots.ts'
import { nextOf, recurringNames } from '../../temporal/schedules.ts'
import type { Parts } from '../parts.ts'

/** What recurs: when it was done last, how much there was to do, and when it is done next by the server's own time. */
export async function recurringView({ prisma, temporal }: Pick<Parts, 'prisma' | 'temporal'>) {
  const [rows, next] = await Promise.all([listRecurring(prisma), nextOf(temporal)])
  return recurringNames.map((name) => {
    const row = rows.find((each) => each.name === name)
    const at = next.get(name) ?? null
    return {
      name,
      ranAt: row === undefined ? null : formatInstant(asInstant(row.ranAt)),
      done: row?.done ?? null,
      runs: row?.runs ?? 0,
      nextAt: at === null ? null : formatInstant(instantFromMillis(at.getTime())),
    }
  })
}
