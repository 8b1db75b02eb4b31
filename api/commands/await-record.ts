import { setTimeout as wait } from 'node:timers/promises'
import type { CaseId } from '../../domain/case/codes.ts'
import type { Parts } from '../parts.ts'
import { patienceMillis } from './send.ts'

const lookAgainMillis = 15

/** Waits until something is so; false when patience is over. */
async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + patienceMillis; performance.now() < end; await wait(lookAgainMillis))
    if (await isSo()) return true
  return false
}

/** Waits until the first events of a case are carried; false when patience is over. */
export const whenRecorded = ({ prisma }: Pick<Parts, 'prisma'>, caseId: CaseId): Promise<boolean> =>
  until(async () => (await prisma.caseView.findUnique({ where: { caseId }, select: { lastSeq: true } })) !== null)

/** The same for a plan, once it is worked out for the first time: its second event. */
export const whenPlanned = ({ prisma }: Pick<Parts, 'prisma'>, planId: CaseId): Promise<boolean> =>
  until(async () => {
    const row = await prisma.planView.findUnique({ where: { planId }, select: { lastSeq: true } })
    return row !== null && row.lastSeq > 1
  })
