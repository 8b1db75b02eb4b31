import type { Prisma } from './client.ts'

export type NewCallBack = { readonly id: string; readonly system: string; readonly caseId: string | null }

/** Keeps a call-back's id; false when it was kept before: each counts once. */
export async function keepCallBack(prisma: Prisma, callBack: NewCallBack): Promise<boolean> {
  // Machine time, as the tolerance of its signature.
  const { count } = await prisma.callBack.createMany({
    data: { ...callBack, receivedAt: new Date() },
    skipDuplicates: true,
  })
  return count === 1
}

/** It could not be told to its case: when it comes again it is new. */
export async function dropCallBack(prisma: Prisma, id: string): Promise<void> {
  await prisma.callBack.deleteMany({ where: { id } })
}
