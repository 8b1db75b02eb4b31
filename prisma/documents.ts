import { formatInstant, instantFromMillis } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'

/** A paper by its number. */
export const findDocument = (prisma: Prisma, number: string) => prisma.document.findUnique({ where: { number } })

/** A paper by the code printed on it. */
export const findByVerificationCode = (prisma: Prisma, verificationCode: string) =>
  prisma.document.findUnique({ where: { verificationCode } })

export type DocumentRow = NonNullable<Awaited<ReturnType<typeof findDocument>>>

const text = (date: Date | null): string | null =>
  date === null ? null : formatInstant(instantFromMillis(date.getTime()))

/** The papers of a case, in the order of issue; those whose number came to nothing are left out. */
export async function documentsOf(prisma: Prisma, caseId: string) {
  const rows = await prisma.document.findMany({
    where: { caseId, voidReason: null },
    orderBy: [{ issuedAt: 'asc' }, { number: 'asc' }],
  })
  return rows.map((row) => ({
    number: row.number,
    code: row.code,
    state: stateOf(row),
    language: row.language,
    issuedAt: text(row.issuedAt),
    revokedAt: text(row.revokedAt),
    replacedBy: row.replacedByNumber,
    validUntil: row.validUntil?.toISOString().slice(0, 10) ?? null,
    verificationCode: row.verificationCode,
  }))
}

const stateOf = ({ revokedAt, replacedByNumber }: DocumentRow): string => {
  if (revokedAt !== null) return 'revoked'
  return replacedByNumber === null ? 'in-force' : 'replaced'
}
