import type { CaseId } from '../../domain/case/codes.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'
import { findCaseFile } from '../../prisma/case-files.ts'
import { countMaterials, offeredTypes } from '../../prisma/materials.ts'
import { type Answer, act } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { type Problem, problemOf } from '../problems.ts'
import { formFaults, materialFaults } from './check-form.ts'
import { needsOpen } from './needs-open.ts'
import { enteredReceipt } from './receipt.ts'
import { formOf } from './schemas.ts'
import { type Delivered, deliver } from './send.ts'
import { takeGoods } from './shared-goods.ts'

type Submitting = { readonly id: string; readonly caller: Caller; readonly at: Instant }

/** Submits a draft: all faults at once, or received. The day of `submit` is the day of receipt, at any hour. */
export async function submitDraft(
  parts: Parts,
  { id: updateId, caller, at }: Submitting,
  id: CaseId,
): Promise<Delivered<Answer>> {
  const [file, saved] = await Promise.all([findCaseFile(parts.prisma, id), parts.vault.form(id)])
  if (file === undefined || saved === undefined) return { refused: 'not-found' }
  const { kind, track, channel, roundCode } = file
  const receivedAt = (await enteredReceipt(parts, id)) ?? at
  const brought = await offeredTypes(parts.prisma, id)
  const filing = { kind, track, channel, form: saved.form, receivedAt }
  const refused = (await needsOpen(parts, id, at)) ?? faultsOf(filing, brought)
  if (refused !== undefined) return refused
  const goods = await takeGoods(parts, { kind, track, form: saved.form, id, at, pseudonym: roundCode })
  if ('refused' in goods) return goods
  const form = formOf(kind)
  const sent = await deliver(parts, act, {
    caseId: id,
    updateId,
    argument: {
      by: caller.personId,
      at: formatInstant(at),
      action: 'submit',
      data: {},
      note: null,
      touched: [],
      facts: { ...form.factsOf(track, saved.form, receivedAt), ...goods.facts },
      flags: form.flagsOf(track, saved.form, receivedAt),
      receivedAt: formatInstant(receivedAt),
    },
  })
  if ('answer' in sent) await countMaterials(parts.prisma, id, brought)
  return await settled(goods, sent)
}

/** Of a case that was submitted before, what it has stays its own. */
async function settled(goods: { readonly giveBack: () => Promise<void> }, sent: Delivered<Answer>) {
  if ('refused' in sent && sent.refused !== 'not-open') await goods.giveBack()
  return sent
}

function faultsOf(filing: Parameters<typeof formFaults>[0], brought: readonly string[]): Problem | undefined {
  const faults = [...formFaults(filing), ...materialFaults(filing, brought)]
  return faults.length === 0 ? undefined : problemOf(faults)
}
