import { ApplicationFailure } from '@temporalio/common'
import { changeForm } from '../domain/case/change-form.ts'
import type { Facts } from '../domain/case/facts.ts'
import { forms } from '../domain/kinds/form.ts'
import { parseInstant } from '../domain/time/local-date.ts'
import { findCaseFile, saveForm } from '../prisma/case-files.ts'
import type { Adopt } from './contract.ts'
import type { ActivityParts } from './parts.ts'

/**
 * Writes into the form what was proposed with an act and decided so; returns the facts of the form as it then stands.
 * The kind's door says which fields, by the facts before the decision, so that a repeat writes the same again.
 */
export async function adopt(
  parts: ActivityParts,
  { caseId, kind, action, note, facts, receivedAt }: Adopt,
): Promise<Facts> {
  const [file, saved, data] = await Promise.all([
    findCaseFile(parts.prisma, caseId),
    parts.vault.form(caseId),
    parts.vault.open(caseId, note),
  ])
  const form = forms[kind]
  const proposed = form?.actions[action]?.proposes?.(data, facts)
  const received = parseInstant(receivedAt)
  if (
    form === undefined ||
    file === undefined ||
    saved === undefined ||
    proposed === undefined ||
    received === undefined
  )
    throw ApplicationFailure.nonRetryable('nothing-proposed', 'Defect')
  const after = changeForm(saved.form, { set: proposed })
  await saveForm(parts, caseId, { form: after, changedAt: new Date((await parts.officeTime.now()) * 1000) })
  return form.factsOf(file.track, after, received)
}
