import { caseId } from '../../domain/case/codes.ts'
import { unindexedForms } from '../../prisma/case-files.ts'
import { Forgotten } from '../../prisma/vault.ts'
import type { Parts } from '../parts.ts'

/** Forms that were saved before their words were indexed are looked through once, when a process of the api starts. */
export async function indexForms({ prisma, vault }: Pick<Parts, 'prisma' | 'vault'>): Promise<void> {
  for (let left = await unindexedForms(prisma); left.length > 0; left = await unindexedForms(prisma))
    for (const id of left) {
      const saved = await vault.form(caseId(id)).catch((failure: unknown) => {
        if (failure instanceof Forgotten) return undefined
        throw failure
      })
      await vault.indexForm(prisma, caseId(id), saved?.form ?? {})
    }
}
