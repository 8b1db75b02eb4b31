import { ask, type Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

/** A command as it is written before it is sent anywhere. */
export type NewCommand = {
  readonly id: string
  readonly accountId: string
  readonly caseId: string | null
  readonly operation: string
  readonly bodyHash: string
  readonly body: Uint8Array<ArrayBuffer>
  /** Office time: by this instant the act counts. */
  readonly takenInAt: Date
}

export type TakenIn = {
  /** False when the key was known: what is found is then of the first time. */
  readonly isNew: boolean
  readonly bodyHash: string
  readonly answer: unknown
  readonly takenInAt: Date
  readonly createdAt: Date
}

const found = { bodyHash: true, answer: true, takenInAt: true, createdAt: true } as const

/** Writes a command, or finds the one that has its key. */
export async function takeCommandIn(prisma: Prisma, command: NewCommand): Promise<TakenIn> {
  const { id, accountId, caseId, operation, bodyHash, body, takenInAt } = command
  const sql = Sql.sql`INSERT INTO "Command" (id, "accountId", "caseId", operation, "bodyHash", body, "takenInAt")
    VALUES (${id}, ${accountId}, ${caseId}, ${operation}, ${bodyHash}, ${body}, ${takenInAt}::timestamptz)
    ON CONFLICT (id) DO NOTHING RETURNING "createdAt"`
  const [written] = await ask<Pick<TakenIn, 'createdAt'>>(prisma, { name: 'take-command-in', sql })
  if (written !== undefined) return { isNew: true, bodyHash, answer: null, takenInAt, ...written }
  return { isNew: false, ...(await prisma.command.findUniqueOrThrow({ where: { id }, select: found })) }
}

/** The answer that was kept for a command; undefined while there is none. */
export async function answerOf(prisma: Prisma, id: string): Promise<unknown> {
  const row = await prisma.command.findUnique({ where: { id }, select: { answer: true, answeredAt: true } })
  return row === null || row.answeredAt === null ? undefined : row.answer
}

/** Keeps the first answer; a later one changes nothing. */
export async function keepAnswer(prisma: Prisma, id: string, answer: Sql.InputJsonValue): Promise<void> {
  const sql = Sql.sql`UPDATE "Command" SET answer = ${JSON.stringify(answer)}::jsonb, "answeredAt" = ${new Date()}::timestamptz
    WHERE id = ${id} AND "answeredAt" IS NULL`
  await ask(prisma, { name: 'keep-answer', sql })
}

/** Names the case a command turned out to be about, so that the case can ask what is on its way to it. */
export async function nameCase(prisma: Pick<Prisma, 'command'>, id: string, caseId: string): Promise<void> {
  await prisma.command.updateMany({ where: { id }, data: { caseId } })
}

/** Forgets a command that came to nothing by our own mistake: the same key may then be tried again. */
export async function dropCommand(prisma: Prisma, id: string): Promise<void> {
  await prisma.command.deleteMany({ where: { id, answeredAt: null } })
}

/** Commands that have waited since before `before` (machine time) and have no answer, oldest first. */
export const unanswered = (prisma: Prisma, before: Date) =>
  prisma.command.findMany({
    where: { answeredAt: null, createdAt: { lt: before } },
    orderBy: { createdAt: 'asc' },
    take: 50,
  })

/** Drops what was kept long enough: keys are remembered for seven days of machine time. */
export async function forgetCommands(prisma: Prisma, before: Date): Promise<number> {
  const { count } = await prisma.command.deleteMany({ where: { createdAt: { lt: before }, answeredAt: { not: null } } })
  return count
}
