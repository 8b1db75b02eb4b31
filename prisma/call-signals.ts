import { announceSignal } from './announcements.ts'
import type { Prisma } from './client.ts'

/** Leaves a word of the signalling for somebody who is connected to another process, and tells all that it is there. */
export async function leaveSignal(prisma: Prisma, dst: string, body: string): Promise<void> {
  await prisma.callSignal.create({ data: { dst, body } })
  await announceSignal(prisma, dst)
}

/** Takes all words that were left for somebody, in order; whoever takes them is the only one who does. */
export async function takeSignals(prisma: Prisma, dst: string): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ readonly id: bigint; readonly body: string }[]>`
    DELETE FROM "CallSignal" WHERE dst = ${dst} RETURNING id, body`
  return rows.toSorted((one, other) => Number(one.id - other.id)).map(({ body }) => body)
}
