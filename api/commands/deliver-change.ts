import type { CaseId } from '../../domain/case/codes.ts'
import type { Draft } from '../../domain/case/form.ts'
import { dropAside, keepAside, keptAside, saveFormIf } from '../../prisma/case-files.ts'
import type { CaseUpdate } from '../../temporal/cases.ts'
import type { Parts } from '../parts.ts'
import { type Delivered, deliver } from './send.ts'

export type FormChanged = {
  readonly before: Draft
  readonly after: Draft
  readonly changedAt: Date
  /** Of the form as it was read: another since means that another act was faster. */
  readonly version: number
}

export type ChangeToDeliver<Argument> = {
  readonly caseId: CaseId
  readonly argument: Argument
  readonly updateId: string
  /** Undefined where the act leaves the form as it is. */
  readonly change: FormChanged | undefined
}

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value)

type Delivering = Pick<Parts, 'prisma' | 'vault' | 'cases' | 'catchUp'>

/** Another act has changed the form since it was read: the command is worked out anew, by the form as it now is. */
export type Stale = { readonly stale: true }

/** Works a command out and sends it, anew as often as another one was faster. */
export async function untilFresh<Done extends object>(work: () => Promise<Done | Stale>): Promise<Done> {
  for (;;) {
    const done = await work()
    if (!isStale(done)) return done
  }
}

const isStale = (done: object): done is Stale => 'stale' in done

/**
 * Sends an act that changes the form: the process reads the form in the same breath, so it is changed before, and put
 * back when the act is refused. What it was before is kept aside until then, for a process that dies in between.
 */
export async function deliverChange<Answer, Argument>(
  parts: Delivering,
  update: CaseUpdate<Answer, Argument>,
  { change, ...toDeliver }: ChangeToDeliver<Argument>,
): Promise<Delivered<Answer> | Stale> {
  if (change === undefined) return await deliver(parts, update, toDeliver)
  const { caseId, updateId } = toDeliver
  const name = `before/${updateId}`
  const aside = await keptAside(parts, caseId, name)
  const before = isDraft(aside) ? aside : change.before
  if (!isDraft(aside)) await keepAside(parts, caseId, { name, value: before })
  const { after: form, changedAt, version } = change
  if ((await saveFormIf(parts, caseId, { form, changedAt, version })) === undefined) {
    if (!isDraft(aside)) await dropAside(parts, caseId, name)
    return { stale: true }
  }
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

async function putBack(parts: Delivering, caseId: CaseId, change: FormChanged): Promise<void> {
  for (;;) {
    const now = await parts.vault.form(caseId)
    if (now === undefined) return
    const { changedAt } = change
    const form = withoutChange(now.form, change)
    if ((await saveFormIf(parts, caseId, { form, changedAt, version: now.version })) !== undefined) return
  }
}
