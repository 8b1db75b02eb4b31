import { idOf } from '../fields.ts'
import type { SignedVisit } from '../kit.ts'
import { officerOptions } from './officers.ts'

/** What the list offers for several tasks at once, as far as the caller may do it. */
export async function bulkOffered({ kit, caller, speech }: SignedVisit) {
  if (caller.role !== 'officer' && caller.role !== 'supervisor') return undefined
  const options = caller.role === 'supervisor' ? await officerOptions(kit) : []
  const to = { name: 'to', id: idOf('bulk-to'), label: speech.p('task.assign-to'), input: 'select', optional: true }
  return {
    acts: ['claim', 'release', 'noted'].map((act) => ({ value: act, text: speech.t(`desk:bulk.acts.${act}`) })),
    assign: options.length === 0 ? undefined : { ...to, value: '', options },
  }
}
