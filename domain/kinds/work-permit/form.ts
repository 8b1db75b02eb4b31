import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import {
  at,
  commonDoors,
  type DataDoor,
  type Draft,
  dateAt,
  type Fault,
  type KindForm,
  nothingBesides,
  pointer,
  schemaByTrack,
  textAt,
} from '../../case/form.ts'
import { completedYears } from '../../points/age.ts'
import { type Instant, localDateOf } from '../../time/local-date.ts'
import { assess, grant, proposals, term } from './beside.ts'
import { workPermit } from './definition.ts'
import { findingsSchema, schemas } from './fields-form.ts'
import { payloads } from './payloads.ts'
import { areBiometricsFresh, isEntryLate, isRenewalLate } from './rules.ts'

const youngestAge = 18
/** A case may be filed by someone else only with the paper that says so. */
function requiredMaterials(track: string, draft: Draft, channel: string): readonly string[] {
  const asked = Object.entries(workPermit.materials).filter(([, { tracks }]) => tracks.some((each) => each === track))
  const unless: Readonly<Record<string, boolean>> = {
    authority: channel !== 'agent',
    'police-report': at(draft, 'loss.kind') !== 'lost',
    // Asked of the register first; of the applicant only by a correction, when the register says no.
    'accommodation-slip': true,
  }
  return asked.map(([type]) => type).filter((type) => unless[type] !== true)
}

function faults(_track: string, draft: Draft, receivedAt: Instant): readonly Fault[] {
  const receivedOn = localDateOf(receivedAt)
  const expiresOn = dateAt(draft, 'person.passport.expiresOn')
  const birthDate = dateAt(draft, 'person.birthDate')
  const [startsOn, endsOn] = [dateAt(draft, 'position.startsOn'), dateAt(draft, 'position.endsOn')]
  const found: (Fault | false)[] = [
    expiresOn !== undefined &&
      expiresOn < receivedOn && { pointer: pointer('person.passport.expiresOn'), code: 'passport-expired' },
    birthDate !== undefined &&
      birthDate > receivedOn && { pointer: pointer('person.birthDate'), code: 'date-in-future' },
    birthDate !== undefined &&
      birthDate <= receivedOn &&
      completedYears(birthDate, receivedOn) < youngestAge && {
        pointer: pointer('person.birthDate'),
        code: 'under-age',
      },
    startsOn !== undefined &&
      endsOn !== undefined &&
      endsOn <= startsOn && { pointer: pointer('position.endsOn'), code: 'period-empty' },
    draft['collection'] === 'post' &&
      draft['postalAddress'] === undefined && { pointer: pointer('postalAddress'), code: 'field-missing' },
  ]
  return found.filter((fault) => fault !== false)
}

function factsOf(track: string, draft: Draft, receivedAt: Instant): Facts {
  const loss = textAt(draft, 'loss.kind')
  const enteredOn = dateAt(draft, 'entry.enteredOn')
  return {
    ...(enteredOn === undefined ? {} : { enteredOn }),
    collection: code(textAt(draft, 'collection')),
    biometricsOnFile:
      track !== 'new' && areBiometricsFresh(dateAt(draft, 'prior.biometricsOn'), localDateOf(receivedAt)),
    ...(loss === '' ? {} : { lossKind: code(loss) }),
  }
}

function flagsOf(track: string, draft: Draft, receivedAt: Instant): readonly string[] {
  const receivedOn = localDateOf(receivedAt)
  const enteredOn = dateAt(draft, 'entry.enteredOn')
  const expiresOn = dateAt(draft, 'prior.expiresOn')
  return [
    ...(enteredOn !== undefined && isEntryLate(enteredOn, receivedOn) ? ['entry-late'] : []),
    ...(track === 'renewal' && expiresOn !== undefined && isRenewalLate(expiresOn, receivedOn) ? ['late-renewal'] : []),
  ]
}

const examineDoor: DataDoor = {
  schema: findingsSchema,
  facts: (data) => {
    const { findings } = findingsSchema.parse(data)
    if (findings === undefined) return {}
    const { directCriteria, education, region, ...rest } = findings
    return {
      findings: {
        ...rest,
        ...(education === undefined ? {} : { education: code(education) }),
        ...(region === undefined ? {} : { region: code(region) }),
        ...(directCriteria === undefined ? {} : { directCriteria: directCriteria.map(code) }),
      },
    }
  },
}

const priorNumber = (draft: Draft): string | undefined => {
  const number = textAt(draft, 'prior.permitNumber')
  return number === '' ? undefined : number
}

/** Form of the work residence permit (`domain/work-permit.md`, Form). */
export const workPermitForm: KindForm = {
  schema: schemaByTrack(schemas),
  requiredMaterials,
  faults,
  factsOf,
  flagsOf,
  officialNumber: (draft, facts) => {
    const number = facts['workPermitNumber']
    return typeof number === 'string' ? number : priorNumber(draft)
  },
  priorNumber,
  actions: commonDoors.actions,
  decisions: {
    ...commonDoors.decisions,
    'check-materials': nothingBesides,
    examine: examineDoor,
    'expert-opinion': nothingBesides,
    approve: nothingBesides,
    'resolve-conflict': nothingBesides,
    'record-biometrics': nothingBesides,
    'hand-over': nothingBesides,
  },
  beside: { proposals, assess, term, grant },
  payloads,
}
