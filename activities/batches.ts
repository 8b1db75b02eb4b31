import { heartbeat } from '@temporalio/activity'
import { formatInstant, instantFromMillis } from '../domain/time/local-date.ts'
import {
  type CalendarTelling,
  calendarTelling,
  changeBatch,
  noteLate,
  noteProgress,
  openCasesAfter,
} from '../prisma/batches.ts'
import { moveAppointments } from '../prisma/office-work.ts'
import type { BatchActivities } from './contract.ts'
import type { ActivityParts } from './parts.ts'
import { instantOfText } from './rounds/of-case.ts'

/** Cases of one activity, and how many of them are told at once: people's own requests are to be answered beside them. */
const pageLength = 200
const atOnce = 20

/** Tells open cases of a holiday table, page by page; how far it is, is written after each few. */
export function createBatchActivities(parts: ActivityParts): BatchActivities {
  const { prisma, officeTime, processes } = parts
  return {
    recalculatePage: ({ batch }) => recalculatePage(parts, batch),
    recalculateLeft: async ({ batch }) => {
      const telling = await calendarTelling(prisma, batch)
      const { left } = telling.batch
      for (let start = 0; start < left.length; start += atOnce) {
        const few: readonly string[] = left.slice(start, start + atOnce)
        const missed = await tellFew(parts, telling, few)
        const still = await noteLate(
          prisma,
          batch,
          few.filter((id) => !missed.includes(id)),
        )
        heartbeat(still.length)
      }
      return (await calendarTelling(prisma, batch)).batch.left.length
    },
    noteBatch: ({ batch, state, by, at }) => changeBatch(prisma, batch, { state, by, at: instantOfText(at) }),
    finishBatch: async ({ batch }) => {
      const now = await officeTime.now()
      // Days have become rest days: what was booked there cannot be kept.
      await moveAppointments({ prisma, tell: processes.signal }, now)
      await changeBatch(prisma, batch, { state: 'done', by: null, at: now })
    },
  }
}

/** Whether there is more. A try that died is taken up where its row is; once paused it stops after the few under way. */
async function recalculatePage(parts: ActivityParts, id: string): Promise<boolean> {
  const { prisma } = parts
  const telling = await calendarTelling(prisma, id)
  if (telling.batch.state !== 'running') return true
  const cases = await openCasesAfter(prisma, telling.batch.upTo, pageLength)
  for (let start = 0; start < cases.length; start += atOnce) {
    const few = cases.slice(start, start + atOnce)
    const left = await tellFew(parts, telling, few)
    const upTo = few.at(-1) ?? ''
    const mayGoOn = await noteProgress(prisma, id, { upTo, done: few.length - left.length, left })
    heartbeat(upTo)
    if (!mayGoOn) return true
  }
  return cases.length === pageLength
}

/** Those that did not answer: one that waits for a repair holds up no other. */
async function tellFew(
  { processes }: ActivityParts,
  { batch, table }: CalendarTelling,
  few: readonly string[],
): Promise<readonly string[]> {
  const { order, startedBy, startedAt } = batch
  const argument = { by: startedBy, at: formatInstant(instantFromMillis(startedAt.getTime())), table }
  const told = few.map((caseId) =>
    processes.update(caseId, 'recalculate', { updateId: `recalculate/${order}`, argument }).then(
      () => undefined,
      () => caseId,
    ),
  )
  return (await Promise.all(told)).filter((caseId) => caseId !== undefined)
}
