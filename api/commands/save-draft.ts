import { z } from 'zod'
import { changeForm } from '../../domain/case/change-form.ts'
import { saveFormIf } from '../../prisma/case-files.ts'
import { caseView, mayAct, seeCase } from './case-view.ts'
import { defineCommand, type Outcome } from './command.ts'
import { tellPlansOf } from './tell-plans.ts'

const path = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+){0,9}$/)

export const saveDraftInput = z.strictObject({
  case: z.string().max(64),
  /** The ETag that was read; without it the newest version is changed. */
  version: z.number().int().optional(),
  set: z.record(path, z.json()).optional(),
  unset: z.array(path).max(200).optional(),
})
export type SaveDraftInput = z.infer<typeof saveDraftInput>

/** Saves a draft as it is: incomplete, wrong, as the person left it. */
export const saveDraft = defineCommand<SaveDraftInput>({
  operation: 'save-draft',
  input: saveDraftInput,
  caseOf: (input) => input.case,
  run: async (parts, { caller, input, at }): Promise<Outcome> => {
    const seen = await seeCase(parts, caller, input.case)
    if (seen === undefined) return { refused: 'not-found' }
    if (seen.state.status !== 'draft') return { refused: 'not-open' }
    if (!mayAct(caller, seen, 'applicant')) return { refused: 'not-yours' }
    const saved = await parts.vault.form(seen.id)
    if (saved === undefined) return { refused: 'not-open' }
    const form = changeForm(saved.form, input)
    const version = input.version ?? saved.version
    const done = await saveFormIf(parts, seen.id, { form, changedAt: new Date(at * 1000), version })
    if (done === undefined) return { refused: 'changed-meanwhile' }
    await tellPlansOf(parts, seen.id, at)
    return { done: await caseView(parts, caller, seen) }
  },
})
