import type { Definition } from '../../domain/case/definition.ts'
import type { CaseView } from '../commands/case-view.ts'
import { type Field, idOf } from './fields.ts'
import type { Speech } from './speech.ts'

type Uploaded = NonNullable<CaseView['materials']>[number]

const megabyte = 1024 * 1024

const sizeText = (speech: Speech, bytes: number): string =>
  bytes >= megabyte
    ? `${speech.number(Math.round((bytes / megabyte) * 10) / 10)} MB`
    : `${speech.number(Math.max(1, Math.round(bytes / 1024)))} kB`

/** A file that was uploaded, as a line of a list. */
export const fileLine = (speech: Speech, caseId: string, file: Uploaded) => ({
  href: `/cases/${caseId}/materials/${file.id}`,
  name: file.name,
  size: sizeText(speech, file.bytes),
  when: speech.shortDateTime(file.at),
})

const fileField = (speech: Speech, type: string): Field => ({
  name: 'file',
  id: idOf(`file.${type}`),
  label: speech.p('materials.file'),
  input: 'file',
  optional: false,
  value: '',
  options: [],
})

type Wanted = { readonly speech: Speech; readonly view: CaseView; readonly required: readonly string[] }

/** A material with its files, whether it is needed, and the way to upload it. */
export function materialCard({ speech, view, required }: Wanted, type: string) {
  const files = (view.materials ?? []).filter((file) => file.type === type && file.state !== 'superseded')
  const isNeeded = required.includes(type)
  const state = files.length > 0 ? 'there' : isNeeded ? 'missing' : 'optional'
  const tones = { there: 'good', missing: 'warn', optional: '' } as const
  return {
    type,
    name: speech.word(view.kind, `materials.${type}.name`),
    hint: speech.ofKind(view.kind, `materials.${type}.hint`),
    isMissing: state === 'missing',
    stateText: speech.p(`materials.state.${state}`),
    tone: tones[state],
    files: files.map((file) => fileLine(speech, view.id, file)),
    field: { ...fileField(speech, type), accept: 'image/*,application/pdf' },
  }
}

/** Every material that the track knows, the needed ones first. */
export function materialCards(wanted: Wanted, definition: Definition) {
  const { view, required } = wanted
  const known = Object.entries(definition.materials).filter(([, { tracks }]) => tracks.includes(view.track))
  return known
    .map(([type]) => type)
    .toSorted((one, other) => Number(required.includes(other)) - Number(required.includes(one)))
    .map((type) => materialCard(wanted, type))
}
