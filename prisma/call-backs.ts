import type { Prisma } from './client.ts'

export type NewCallBack = { readonly id: string; readonly system: string; readonly caseId: string | null }

/** How long telling a case may take, in machine time. */
const patience = { maxWait: 10_000, timeout: 30_000 }

class NotTold extends Error {}

/**
 * Keeps a call-back's id and tells its case, both or neither: each counts once, and one that nobody could be told of, or
 * whose telling died with its process, is new when it comes again.
 */
export async function tellOnce(
  prisma: Prisma,
  callBack: NewCallBack,
  tell: () => Promise<boolean>,
): Promise<'told' | 'known' | 'not-told'> {
  const keepAndTell = async (tx: Pick<Prisma, 'callBack'>) => {
    // Machine time, as the tolerance of its signature. The same one at the same time waits here for the first.
    const data = { ...callBack, receivedAt: new Date() }
    const { count } = await tx.callBack.createMany({ data, skipDuplicates: true })
    if (count === 0) return 'known'
    if (!(await tell())) throw new NotTold()
    return 'told'
  }
  return await prisma.$transaction(keepAndTell, patience).catch((failure: unknown) => {
    if (failure instanceof NotTold) return 'not-told'
    throw failure
  })
}
