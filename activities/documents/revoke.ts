import type { CaseId } from '../../domain/case/codes.ts'
import type { Issued } from '../contract.ts'
import type { ActivityParts } from '../parts.ts'

type Store = Pick<ActivityParts, 'prisma'>

/** Undoing an issue revokes: the paper stays, and its code says since when it is worth nothing. */
export async function revoke(
  { prisma }: Store,
  { caseId, numbers, at }: { readonly caseId: CaseId; readonly numbers: readonly string[]; readonly at: string },
): Promise<void> {
  await prisma.document.updateMany({
    where: { caseId, number: { in: [...numbers] }, revokedAt: null },
    data: { revokedAt: new Date(at) },
  })
}

/**
 * Undoes an issue of which nobody knows how far it came: a paper that is there is revoked, a number that was taken for
 * one that is not there yet comes to nothing. Returns the papers, for the record.
 */
export async function revokeIssue(
  { prisma }: Store,
  { caseId, key, at }: { readonly caseId: CaseId; readonly key: string; readonly at: string },
): Promise<Issued['documents']> {
  const issued = { caseId, issueKey: { startsWith: `${caseId}/${key}/` }, voidReason: null }
  await prisma.document.updateMany({ where: { ...issued, fileKey: null }, data: { voidReason: 'Abandoned' } })
  await prisma.document.updateMany({ where: { ...issued, revokedAt: null }, data: { revokedAt: new Date(at) } })
  return await prisma.document.findMany({
    where: issued,
    select: { code: true, number: true, verificationCode: true },
    orderBy: { issueKey: 'asc' },
  })
}
