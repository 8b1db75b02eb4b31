import { setTimeout as wait } from 'node:timers/promises'
import type { CaseId } from '../../domain/case/codes.ts'
import type { Parts } from '../parts.ts'
import { patienceMillis } from './send.ts'

const lookAgainMillis = 15

/** Waits until the first events of a case are carried; false when patience is over. */
export async function whenRecorded({ prisma }: Pick<Parts, 'prisma'>, caseId: CaseId): Promise<boolean> {
  for (const until = performance.now() + patienceMillis; performance.now() < until; await wait(lookAgainMillis)) {
    const row = await prisma.caseView.findUnique({ where: { caseId }, select: { lastSeq: true } })
    if (row !== null) return true
  }
  return false
}
