import type { Draft, Fault } from '../../domain/case/form.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import { faultsOf } from './form-faults.ts'
import { formOf } from './schemas.ts'

export type Filing = {
  readonly kind: string
  readonly track: string
  readonly channel: string
  readonly form: Draft
  readonly receivedAt: Instant
}

/** One fault for a place and code, however many rules found it. */
function once(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Map(faults.map((fault) => [`${fault.pointer} ${fault.code}`, fault]))
  return [...seen.values()]
}

/** Every fault of a form as it would be received: its fields, and what needs more than one of them. */
export function formFaults({ kind, track, form, receivedAt }: Filing): readonly Fault[] {
  const kindForm = formOf(kind)
  const read = kindForm.schema(track).safeParse(form, { reportInput: true })
  const own = read.success ? [] : faultsOf(read.error, '/form')
  return once([...own, ...kindForm.faults(track, form, receivedAt)])
}

/** Materials that the form asks for and nobody has brought. */
export function materialFaults({ kind, track, channel, form }: Filing, brought: readonly string[]): readonly Fault[] {
  return formOf(kind)
    .requiredMaterials(track, form, channel)
    .filter((type) => !brought.includes(type))
    .map((type) => ({ pointer: `/materials/${type}`, code: 'material-missing' }))
}
