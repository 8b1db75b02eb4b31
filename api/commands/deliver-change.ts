import type { CaseId } from '../../domain/case/codes.ts'
import type { Draft } from '../../domain/case/form.ts'
import { dropAside, keepAside, keptAside, saveForm, saveFormIf } from '../../prisma/case-files.ts'
import type { CaseUpdate } from '../../temporal/cases.ts'
import type { Parts } from '../parts.ts'
import { type Delivered, deliver } from './send.ts'

export type FormChanged = {
  readonly before: Draft
  readonly after: Draft
  readonly changedAt: Date
}

export type ChangeToDeliver<Argument> = {
  readonly caseId: CaseId
  readonly argument: Argument
  readonly updateId: string
  /** Undefined where the act leaves the form as it is. */
  readonly change: FormChanged | undefined
}

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Sends an act that changes the form: the process reads the form in the same breath, so it is changed before, and put
 * back when the act is refused. What it was before is kept aside until then, for a process that dies in between.
 */
export async function deliverChange<Answer, Argument>(
  parts: Parts,
  update: CaseUpdate<Answer, Argument>,
  { change, ...toDeliver }: ChangeToDeliver<Argument>,
): Promise<Delivered<Answer>> {
  if (change === undefined) return await deliver(parts, update, toDeliver)
  const { caseId, updateId } = toDeliver
  const name = `before/${updateId}`
  const aside = await keptAside(parts, caseId, name)
  const before = isDraft(aside) ? aside : change.before
  if (!isDraft(aside)) await keepAside(parts, caseId, { name, value: before })
  await saveForm(parts, caseId, { form: change.after, changedAt: change.changedAt })
  const sent = await deliver(parts, update, toDeliver)
  if ('refused' in sent) await putBack(parts, caseId, { ...change, before })
  if (!('pending' in sent)) await dropAside(parts, caseId, name)
  return sent
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The form without what a refused act changed; what another act has changed since (it may have been the faster) stays. */
export function withoutChange(now: Draft, { before, after }: Pick<FormChanged, 'before' | 'after'>): Draft {
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])]
  const kept = names.map((name): readonly [string, unknown] => {
    const isOwn = !same(before[name], after[name]) && same(now[name], after[name])
    return [name, isOwn ? before[name] : now[name]]
  })
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined))
}

async function putBack(parts: Parts, caseId: CaseId, change: FormChanged): Promise<void> {
  for (;;) {
    const now = await parts.vault.form(caseId)
    if (now === undefined) return
    const { changedAt } = change
    const form = withoutChange(now.form, change)
    if ((await saveFormIf(parts, caseId, { form, changedAt, version: now.version })) !== undefined) return
  }
}
