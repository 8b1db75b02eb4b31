import { ApplicationFailure } from '@temporalio/common'
import type { CaseId } from '../domain/case/codes.ts'
import { type Draft, textAt } from '../domain/case/form.ts'
import { isLanguage, type Language } from '../domain/case/language.ts'
import { shownName } from '../domain/identity/shown-name.ts'
import { forms } from '../domain/kinds/form.ts'
import { findCaseFile } from '../prisma/case-files.ts'
import { Forgotten } from '../prisma/vault.ts'
import type { ActivityParts } from './parts.ts'

/** A case with its person, as an activity needs it; never returned to a workflow. */
export type CaseAtHand = {
  readonly caseId: CaseId
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly agentPersonId: string | null
  readonly form: Draft
  readonly language: Language
  readonly name: string
}

/**
 * Looks the case and its person up.
 * @throws ApplicationFailure `Forgotten` for good, when its key was dropped.
 */
export async function caseAtHand(
  { prisma, vault }: Pick<ActivityParts, 'prisma' | 'vault'>,
  caseId: CaseId,
): Promise<CaseAtHand> {
  const file = await findCaseFile(prisma, caseId)
  if (file === undefined) throw new Error('there is no such case')
  const saved = await vault.form(caseId).catch((failure: unknown) => {
    throw failure instanceof Forgotten ? ApplicationFailure.nonRetryable('forgotten', 'Forgotten') : failure
  })
  const form = withPerson(file, saved?.form ?? {})
  const wanted = textAt(form, 'person.language')
  const { number, kind, track, agentPersonId } = file
  return {
    caseId,
    number,
    kind,
    track,
    agentPersonId,
    form,
    language: isLanguage(wanted) ? wanted : 'zh',
    name: shownName(form),
  }
}

/** Where several file together, the one who is written to stands for them. */
function withPerson({ kind, track }: { readonly kind: string; readonly track: string }, form: Draft): Draft {
  const person = forms[kind]?.person?.(track, form)
  const own: unknown = form['person']
  return person === undefined ? form : { ...form, person: { ...person, ...(typeof own === 'object' ? own : {}) } }
}
