import { formatInstant, instantFromMillis } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'

/** The case that a mail was about. */
export async function caseOfMessage(prisma: Prisma, id: string): Promise<string | undefined> {
  const row = await prisma.message.findUnique({ where: { id }, select: { caseId: true } })
  return row?.caseId
}

/** What was sent in a case, in the order in which it was said; whether it arrived. Not what it says: that is the person's. */
export async function messagesOf(prisma: Prisma, caseId: string) {
  const rows = await prisma.message.findMany({ where: { caseId }, orderBy: { order: 'asc' } })
  return rows.map(({ id, code, party, state, language, queuedAt, changedAt }) => ({
    id,
    code,
    to: party,
    state,
    language,
    at: formatInstant(instantFromMillis(queuedAt.getTime())),
    changedAt: formatInstant(instantFromMillis(changedAt.getTime())),
  }))
}

/** A bounce came back for a mail that the server had taken. */
export async function markBounced(prisma: Prisma, id: string, changedAt: Date): Promise<void> {
  await prisma.message.updateMany({ where: { id, state: 'sent' }, data: { state: 'bounced', changedAt } })
}
