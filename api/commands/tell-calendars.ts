import { caseId, personId } from '../../domain/case/codes.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { noteTold, openCasesAfter, type Untold, untoldCalendars } from '../../prisma/calendars.ts'
import { alone } from '../../prisma/timed.ts'
import { recalculate } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { moveAppointments } from './begin-absences.ts'
import { deliver } from './send.ts'

/** Open cases told at once; how far it has come is written after each batch. */
const batch = 20

/**
 * Tells every open case of each table that came into force and that it does not know yet, and moves appointments on days
 * that have become rest days. Goes on where an earlier telling broke off; telling a case again changes nothing.
 */
export async function tellCalendars(parts: Parts): Promise<void> {
  await alone(parts.prisma, 'tell-calendars', async () => {
    for (const { upTo, ...untold } of await untoldCalendars(parts.prisma)) {
      await tellAll(parts, untold, upTo)
      await moveAppointments(parts, await parts.officeTime.now())
    }
  })
}

async function tellAll(parts: Parts, untold: Untold, from: string | null): Promise<void> {
  let upTo = from
  for (;;) {
    const ids = await openCasesAfter(parts.prisma, upTo, batch)
    const allAt = ids.length === 0 ? await parts.officeTime.now() : null
    await Promise.all(ids.map((id) => tell(parts, untold, id)))
    upTo = ids.at(-1) ?? upTo
    await noteTold(parts.prisma, untold, { upTo, count: ids.length, allAt })
    if (ids.length === 0) return
  }
}

/** @throws when a case does not answer: the telling goes on from before it the next time. */
async function tell(parts: Parts, { table, order, by, at }: Untold, id: string): Promise<void> {
  const argument = { by: personId(by), at: formatInstant(at), table }
  const sent = await deliver(parts, recalculate, { caseId: caseId(id), updateId: `recalculate/${order}`, argument })
  if ('pending' in sent) throw new Error('a case did not take note of a new holiday table in time')
}
