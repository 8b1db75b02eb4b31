import { z } from 'zod'
import { caseId } from '../../../domain/case/codes.ts'
import { mayReadPerson } from '../../../domain/identity/roles.ts'
import { Forgotten } from '../../../prisma/vault.ts'
import type { CaseReading } from '../case-reading.ts'
import type { Kit } from '../kit.ts'

/** How an officer's decision lies in the vault: its data, or the words beside it. */
const asked = z.object({
  text: z.string().catch(''),
  inLetter: z.boolean().catch(false),
  data: z.object({ question: z.string().catch('') }).catch({ question: '' }),
})

/** What the examining officer wants to know, in their words; empty where nothing is asked, or the reader may not know. */
export async function questionOf({ parts }: Pick<Kit, 'parts'>, { view, seen, events }: CaseReading): Promise<string> {
  if (!view.actions.some(({ action }) => action === 'answer-question') || !mayReadPerson(seen.standing)) return ''
  const last = events.findLast((event) => event.type === 'decided' && event.data.outcome === 'clarify')
  if (last?.type !== 'decided' || last.data.note === null) return ''
  const sealed: unknown = await parts.vault.open(caseId(view.id), last.data.note).catch((failure: unknown) => {
    if (failure instanceof Forgotten) return {}
    throw failure
  })
  const read = asked.safeParse(sealed)
  if (!read.success) return ''
  // A note that was not marked for the applicant is for colleagues.
  const { text, inLetter, data } = read.data
  return data.question === '' && inLetter ? text : data.question
}
