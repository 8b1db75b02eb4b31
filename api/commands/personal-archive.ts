import { type CaseId, caseId } from '../../domain/case/codes.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { evidenceOf } from '../../prisma/call-evidence.ts'
import { documentsOf } from '../../prisma/documents.ts'
import { listCases } from '../../prisma/lists.ts'
import { materialsOf } from '../../prisma/materials.ts'
import { messagesOf } from '../../prisma/messages.ts'
import { Forgotten } from '../../prisma/vault.ts'
import type { Parts } from '../parts.ts'
import { caseSummary } from './case-view.ts'

const most = 1000

/** All that is held on a person: their own cases, with form, materials, papers, messages and what was kept of calls. */
export async function personalArchive(parts: Pick<Parts, 'prisma' | 'vault'>, caller: Caller) {
  const rows = await listCases(parts.prisma, { ...caller, role: 'applicant' }, { limit: most })
  const own = rows.filter(({ applicantPersonId }) => applicantPersonId === caller.personId)
  return await Promise.all(
    own.map(async (row) => ({
      ...caseSummary(row),
      ...(await heldOf(parts, caseId(row.id))),
      documents: await documentsOf(parts.prisma, row.id),
      messages: await messagesOf(parts.prisma, row.id),
      calls: await evidenceOf(parts.prisma, { caseId: row.id }),
    })),
  )
}

async function heldOf(parts: Pick<Parts, 'prisma' | 'vault'>, id: CaseId) {
  try {
    return { form: (await parts.vault.form(id))?.form ?? null, materials: await materialsOf(parts, id) }
  } catch (failure) {
    // The case's key was dropped: nothing of the person is held any more.
    if (failure instanceof Forgotten) return { form: null, materials: [] }
    throw failure
  }
}
