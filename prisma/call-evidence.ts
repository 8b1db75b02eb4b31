import { formatInstant, instantFromMillis } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'

type Row = Awaited<ReturnType<Prisma['callEvidence']['findMany']>>[number]

/** What is kept of a recording is of this type; anything else is the original that a still image shows. */
export const recordingType = 'recording'

/** Keeps what was taken in a call; the same id again changes nothing. */
export const addEvidence = (prisma: Prisma, evidence: Row): Promise<unknown> =>
  prisma.callEvidence.createMany({ data: evidence, skipDuplicates: true })

/** What was taken in one call, or in all calls of a case, in order. */
export async function evidenceOf(prisma: Prisma, of: { readonly bookingId: string } | { readonly caseId: string }) {
  const rows = await prisma.callEvidence.findMany({ where: of, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  return rows.map(({ id, bookingId, type, mime, bytes, sha256, at }) => ({
    id,
    bookingId,
    type,
    mime,
    bytes,
    sha256,
    at: formatInstant(instantFromMillis(at.getTime())),
  }))
}

/** One of them. */
export const findEvidence = (prisma: Prisma, bookingId: string, id: string): Promise<Row | null> =>
  prisma.callEvidence.findFirst({ where: { id, bookingId } })
