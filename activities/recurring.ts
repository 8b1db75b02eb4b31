import { foldTallies } from '../prisma/audited-clocks.ts'
import { openBatches } from '../prisma/batches.ts'
import { makeDailyRoot } from '../prisma/daily-roots.ts'
import { forgettable } from '../prisma/forgettable.ts'
import { beginAbsences } from '../prisma/office-work.ts'
import { forgettablePlans } from '../prisma/plans.ts'
import { noteRecurred } from '../prisma/recurring.ts'
import { alone } from '../prisma/timed.ts'
import type { RecurringActivities, RecurringName } from './contract.ts'
import type { ActivityParts } from './parts.ts'

/** What recurs without anybody's date. Each is safe to repeat: what is done already is not done again. */
export function createRecurringActivities(parts: ActivityParts): RecurringActivities {
  const { prisma, officeTime, processes, signBytes } = parts
  const works: Readonly<Record<RecurringName, () => Promise<number>>> = {
    'begin-absences': async () => await beginAbsences({ prisma, tell: processes.signal }, await officeTime.now()),
    'reach-calendars': () => reachCalendars(parts),
    'forget-cases': () => forgetCases(parts),
    'fold-tallies': () => foldTallies(prisma),
    'daily-root': async () => await makeDailyRoot(prisma, await officeTime.now(), signBytes),
  }
  return {
    recur: async ({ name }) => {
      const done = await alone(prisma, name, works[name])
      await noteRecurred(prisma, name, { at: await officeTime.now(), done })
      return done
    },
  }
}

/** A batch whose workflow was never started, or was broken off, is started from where its row is. */
async function reachCalendars({ prisma, processes }: ActivityParts): Promise<number> {
  const open = await openBatches(prisma)
  for (const { id, state } of open)
    await processes.start('calendarBatch', id, { batch: id, paused: state === 'paused' })
  return open.length
}

/**
 * Drops the keys of cases that need not be kept: the person goes dark, in history and files too; codes and clock figures
 * stay. A case whose workflow still runs is left: its own worker would no longer read it.
 */
async function forgetCases({ prisma, vault, officeTime, processes }: ActivityParts): Promise<number> {
  let forgotten = 0
  const cases = await forgettable(prisma, await officeTime.now())
  // A plan goes with its last matter.
  for (const caseId of [...cases, ...(await forgettablePlans(prisma))]) {
    if (!(await processes.isClosed(caseId))) continue
    await vault.forget(caseId)
    forgotten += 1
  }
  return forgotten
}
