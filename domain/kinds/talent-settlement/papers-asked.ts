import { at, type Draft, dateAt, type Fault, pointer } from '../../case/form.ts'
import { type Instant, localDateOf } from '../../time/local-date.ts'
import { materials, originals } from './materials.ts'

/** Who moves in besides the applicant, as the form names them; none on the other track. */
export const familyOf = (draft: Draft): readonly Draft[] => {
  const family = at(draft, 'family')
  return Array.isArray(family) ? family.filter(isDraft) : []
}

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value)

const has = (draft: Draft, relation: string): boolean =>
  familyOf(draft).some((member) => member['relation'] === relation)

/** Papers that an application of this track needs, by what its form says and who files it. */
export function requiredMaterials(track: string, draft: Draft, channel: string): readonly string[] {
  const unless: Readonly<Record<string, boolean>> = {
    authority: channel !== 'agent',
    'marriage-certificate': !has(draft, 'spouse'),
    'birth-certificate': !has(draft, 'child'),
    'address-consent': at(draft, 'household.ownerKind') === 'own',
  }
  return Object.entries(materials)
    .filter(([type, { tracks }]) => tracks.some((each) => each === track) && unless[type] !== true)
    .map(([type]) => type)
}

/** Of those, the papers whose originals are seen. */
export const originalsAsked = (track: string, draft: Draft): readonly string[] => {
  const required = requiredMaterials(track, draft, 'web')
  return originals.filter((type) => required.includes(type))
}

const orderOf = (draft: Draft, first: string, second: string): Fault | false => {
  const [from, to] = [dateAt(draft, first), dateAt(draft, second)]
  return from !== undefined && to !== undefined && to <= from && { pointer: pointer(second), code: 'period-empty' }
}

/** Hard faults that need more than one field or the day of receipt. */
export function faults(track: string, draft: Draft, receivedAt: Instant): readonly Fault[] {
  const receivedOn = localDateOf(receivedAt)
  const expiresOn = dateAt(draft, 'person.passport.expiresOn')
  const isAhead = (path: string): Fault | false => {
    const day = dateAt(draft, path)
    return day !== undefined && day > receivedOn && { pointer: pointer(path), code: 'date-in-future' }
  }
  const births = familyOf(draft).map((_, index) => `family.${index}.birthDate`)
  const found: readonly (Fault | false)[] = [
    expiresOn !== undefined &&
      expiresOn < receivedOn && { pointer: pointer('person.passport.expiresOn'), code: 'passport-expired' },
    ...['person.birthDate', ...births].map(isAhead),
    orderOf(draft, 'contract.startsOn', 'contract.endsOn'),
    orderOf(draft, 'study.from', 'study.to'),
    track === 'talent-residence' &&
      draft['collection'] === 'post' &&
      draft['postalAddress'] === undefined && { pointer: pointer('postalAddress'), code: 'field-missing' },
  ]
  return found.filter((fault) => fault !== false)
}
