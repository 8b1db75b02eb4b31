import { z } from 'zod'
import { reachCase as reach } from '../../prisma/case-files.ts'
import { findDocument } from '../../prisma/documents.ts'
import { caseView, seeCase } from './case-view.ts'
import { defineCommand, type Outcome } from './command.ts'

export const reachCaseInput = z.strictObject({
  /** Number of the filing receipt. */
  receipt: z.string().max(40),
})
export type ReachCaseInput = z.infer<typeof reachCaseInput>

/**
 * A case that an agent, the counter or the kiosk filed is the applicant's too: they reach it by an account with the form's
 * mail address, proved by a code, and the number on the filing receipt. What does not fit is answered as if it were not there.
 */
export const reachCase = defineCommand<ReachCaseInput>({
  operation: 'reach-case',
  input: reachCaseInput,
  caseOf: () => null,
  run: async (parts, { caller, input }): Promise<Outcome> => {
    const paper = await findDocument(parts.prisma, input.receipt.trim().toUpperCase())
    if (paper === null || paper.code !== 'filing-receipt' || paper.caseId === null) return { refused: 'not-found' }
    const mailIndex = await parts.vault.digest('mail', caller.email.toLowerCase())
    const { accountId, personId } = caller
    if (!(await reach(parts.prisma, paper.caseId, { accountId, personId, mailIndex }))) return { refused: 'not-found' }
    const seen = await seeCase(parts, caller, paper.caseId)
    return seen === undefined ? { refused: 'not-found' } : { done: await caseView(parts, caller, seen) }
  },
})
