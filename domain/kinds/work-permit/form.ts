import { z } from 'zod'
import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import {
  at,
  type BesideInput,
  commonDoors,
  type DataDoor,
  type Draft,
  date,
  dateAt,
  employer,
  type Fault,
  identifier,
  type KindForm,
  nothingBesides,
  person,
  pointer,
  textAt,
  words,
} from '../../case/form.ts'
import { agreesWithMrz } from '../../case/passport-zone.ts'
import { completedYears } from '../../points/age.ts'
import { assessPoints } from '../../points/assess-points.ts'
import { CLAIMED_CRITERIA } from '../../points/criterion-codes.ts'
import { type Instant, localDateOf } from '../../time/local-date.ts'
import { workPermit } from './definition.ts'
import { approvableUntil, areBiometricsFresh, expiresSoon, isEntryLate, isRenewalLate, isTooOld } from './rules.ts'

const youngestAge = 18
const whole = (max: number) => z.number().int().min(0).max(max)

const points = z.strictObject({
  annualPayCny: whole(1_000_000_000),
  education: z.enum(['doctor', 'master', 'bachelor', 'other']),
  workYears: whole(80),
  monthsPerYear: whole(12),
  formerChineseNational: z.boolean(),
  degreeTaughtInChinese: z.boolean(),
  hskLevel: whole(6),
  region: z.enum(['shanghai', 'encouraged']),
  famousUniversityOrTop500: z.boolean(),
  localBonus: whole(10),
  directCriteria: z.array(z.enum(CLAIMED_CRITERIA)).max(CLAIMED_CRITERIA.length),
})

const position = z.strictObject({ titleZh: words(100), title: words(100), startsOn: date(), endsOn: date() })
const prior = z.strictObject({
  permitNumber: identifier('work-permit-number'),
  expiresOn: date(),
  biometricsOn: date().optional(),
})

const shared = {
  person,
  employer,
  position,
  collection: z.enum(['counter', 'kiosk', 'post']),
  postalAddress: words(300).optional(),
}

const schemas: Readonly<Record<string, z.ZodType>> = {
  new: z.strictObject({
    ...shared,
    points,
    entry: z.strictObject({ enteredOn: date(), visaNumber: words(30) }),
    documents: z.strictObject({ noCriminalRecordOn: date(), medicalOn: date() }),
  }),
  renewal: z.strictObject({ ...shared, points, prior }),
  'change-of-employer': z.strictObject({ ...shared, points, prior }),
  replacement: z.strictObject({
    ...shared,
    prior,
    loss: z.strictObject({ kind: z.enum(['lost', 'damaged', 'new-passport']) }),
  }),
  cancellation: z.strictObject({
    ...shared,
    prior,
    cancellation: z.strictObject({ endedOn: date(), reason: words(500) }),
  }),
}

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

/** Soft faults: shown to the officer as proposed reasons of a correction, never decided by the system. */
function proposals({ form, track, facts, at: now }: BesideInput): Facts {
  const today = localDateOf(now)
  const on = (path: string) => dateAt(form, path)
  const old = (path: string) => {
    const day = on(path)
    return day !== undefined && isTooOld(day, today)
  }
  const expiresOn = on('person.passport.expiresOn')
  const proposed: readonly (readonly [string, boolean])[] = [
    ['passport-expires-soon', track !== 'cancellation' && expiresOn !== undefined && expiresSoon(expiresOn, today)],
    ['criminal-record-too-old', old('documents.noCriminalRecordOn')],
    ['medical-too-old', old('documents.medicalOn')],
    ['name-mismatch', !agreesWithMrz(form, today)],
    ['employer-not-active', facts['employerState'] !== undefined && facts['employerState'] !== 'active'],
    ['not-registered-at-address', facts['registeredAtAddress'] === false],
  ]
  return { proposed: proposed.filter(([, holds]) => holds).map(([reason]) => code(reason)) }
}

/** What points are worked out from: the form, with an officer's findings over it. */
const pointsInput = ({ form, facts, data }: BesideInput): Readonly<Record<string, unknown>> => ({
  ...asRecord(form['points']),
  birthDate: textAt(form, 'person.birthDate'),
  ...asRecord(facts['findings']),
  ...asRecord(data['findings']),
})

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}

/** Points and category on the day of acceptance, by findings over form. */
function assess(input: BesideInput): Facts {
  const acceptedOn = input.data['acceptedOn']
  const onDate = typeof acceptedOn === 'string' ? dateAt({ acceptedOn }, 'acceptedOn') : undefined
  const assessed = assessPoints(pointsInput(input), onDate ?? localDateOf(input.at))
  if (assessed.category === null) return { category: null, pointsFault: code(assessed.code) }
  const { category, points, basis, breakdown } = assessed
  return { category: code(category), points, basis: basis.map(code), breakdown }
}

/** Until when an approval leaves a permit of ninety days; null when none can. */
function term({ form }: BesideInput): Facts {
  const [startsOn, endsOn] = [dateAt(form, 'position.startsOn'), dateAt(form, 'position.endsOn')]
  const expiresOn = dateAt(form, 'person.passport.expiresOn')
  if (startsOn === undefined || endsOn === undefined || expiresOn === undefined) return { approvableUntil: null }
  return { approvableUntil: approvableUntil(startsOn, endsOn, expiresOn) ?? null }
}

/** Months and last day of the permit as approved on the day of `at`; a replacement keeps the end of the one replaced. */
function grant(input: BesideInput): Facts {
  const { form, track } = input
  if (track === 'replacement') return { validUntil: dateAt(form, 'prior.expiresOn') ?? null }
  const today = localDateOf(input.at)
  const startsOn = dateAt(form, 'position.startsOn') ?? today
  const assessed = assessPoints(
    {
      ...pointsInput(input),
      termFrom: startsOn > today ? startsOn : today,
      contractEndsOn: textAt(form, 'position.endsOn'),
      passportExpiresOn: textAt(form, 'person.passport.expiresOn'),
    },
    today,
  )
  return {
    months: 'months' in assessed ? (assessed.months ?? null) : null,
    validUntil: 'validUntil' in assessed ? (assessed.validUntil ?? null) : null,
  }
}

const findingsSchema = z.strictObject({ findings: points.partial().optional(), note: z.string().max(2000).optional() })

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

const holder = (input: BesideInput) => ({
  passportNumber: textAt(input.form, 'person.passport.number'),
  nationality: textAt(input.form, 'person.nationality'),
  familyName: textAt(input.form, 'person.familyName'),
  givenNames: textAt(input.form, 'person.givenNames'),
  birthDate: textAt(input.form, 'person.birthDate'),
  sex: textAt(input.form, 'person.sex'),
})

const priorNumber = (draft: Draft): string | undefined => {
  const number = textAt(draft, 'prior.permitNumber')
  return number === '' ? undefined : number
}

/** Form of the work residence permit (`domain/work-permit.md`, Form). */
export const workPermitForm: KindForm = {
  schema: (track) => {
    const schema = schemas[track]
    if (schema === undefined) throw new RangeError(`no track ${track}`)
    return schema
  },
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
  payloads: {
    'ask-registry': ({ form }) => ({ uscc: textAt(form, 'employer.uscc') }),
    'ask-accommodation': ({ form }) => ({ passportNumber: textAt(form, 'person.passport.number'), purpose: 'permit' }),
    register: (input) => ({
      holder: holder(input),
      employer: { name: textAt(input.form, 'employer.name'), uscc: textAt(input.form, 'employer.uscc') },
      position: {
        title: textAt(input.form, 'position.titleZh'),
        startsOn: textAt(input.form, 'position.startsOn'),
        endsOn: textAt(input.form, 'position.endsOn'),
      },
      ...(input.facts['category'] === undefined ? {} : { category: input.facts['category'] }),
      ...(input.facts['validUntil'] == null ? {} : { validUntil: input.facts['validUntil'] }),
    }),
    'cancel-registration': ({ form, facts, data, track }) => ({
      permitNumber: track === 'cancellation' ? textAt(form, 'prior.permitNumber') : facts['workPermitNumber'],
      reason: data['reason'],
    }),
    'cancel-old-registration': ({ form, data }) => ({
      permitNumber: textAt(form, 'prior.permitNumber'),
      reason: data['reason'],
    }),
    apply: (input) => ({
      applicant: { ...holder(input), passportExpiresOn: textAt(input.form, 'person.passport.expiresOn') },
      ...(input.facts['workPermitNumber'] === undefined ? {} : { workPermitNumber: input.facts['workPermitNumber'] }),
      ...(input.facts['validUntil'] == null ? {} : { requestedUntil: input.facts['validUntil'] }),
      reason: input.track,
    }),
    'application-state': () => ({}),
    'cancel-application': () => ({}),
    'print-card': (input) => ({
      documentNumber: input.data['document'],
      holder: {
        familyName: textAt(input.form, 'person.familyName'),
        givenNames: textAt(input.form, 'person.givenNames'),
      },
      ...(input.facts['permitUntil'] === undefined ? {} : { validUntil: input.facts['permitUntil'] }),
    }),
    ship: ({ form }) => ({
      recipient: {
        name: `${textAt(form, 'person.familyName')} ${textAt(form, 'person.givenNames')}`,
        address: textAt(form, 'postalAddress'),
        phone: textAt(form, 'person.phone'),
      },
      contents: 'residence-permit',
      about: { party: 'applicant' },
    }),
  },
}
