import { z } from 'zod'
import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import {
  at,
  type BesideInput,
  commonDoors,
  correctionsDoor,
  type DataDoor,
  type Draft,
  date,
  dateAt,
  employer,
  type Fault,
  type KindForm,
  nothingBesides,
  person,
  pointer,
  schemaByTrack,
  textAt,
  words,
} from '../../case/form.ts'
import { type Instant, localDateOf } from '../../time/local-date.ts'
import { apartmentAllocation } from './definition.ts'
import { type ApartmentFacts, allHold, conditionsOf, reasonsBy } from './rules.ts'

/** An id of a round, lot or apartment as `allocation.md` has it. */
export const allocationId = () => z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/)

const mostPreferences = 10
const mostMembers = 20

const shared = {
  person,
  employer,
  contract: z.strictObject({ startsOn: date(), endsOn: date() }),
  study: z.strictObject({
    country: z.string().regex(/^[A-Z]{3}$/),
    degree: z.enum(['bachelor', 'master', 'doctor', 'other']),
    graduatedOn: date(),
  }),
  household: z
    .array(z.strictObject({ relation: z.enum(['spouse', 'child', 'parent', 'other']), birthDate: date() }))
    .max(mostMembers),
  ownsHomeInShanghai: z.boolean(),
  otherPublicHousing: z.boolean(),
  needs: z.strictObject({ accessible: z.boolean() }),
  wantsSubsidy: z.boolean(),
  bankAccount: words(64).optional(),
}

const preferences = z
  .array(allocationId())
  .min(1)
  .max(mostPreferences)
  .refine((lots) => new Set(lots).size === lots.length)

const schemas: Readonly<Record<string, z.ZodType>> = {
  round: z.strictObject({ ...shared, roundCode: allocationId(), preferences }),
  immediate: z.strictObject({ ...shared, apartmentId: allocationId() }),
}

const membersOf = (draft: Draft): readonly unknown[] => {
  const household = at(draft, 'household')
  return Array.isArray(household) ? household : []
}

function requiredMaterials(track: string, draft: Draft, channel: string): readonly string[] {
  const unless: Readonly<Record<string, boolean>> = {
    'household-proof': membersOf(draft).length === 0,
    'accessibility-proof': at(draft, 'needs.accessible') !== true,
    authority: channel !== 'agent',
  }
  return Object.entries(apartmentAllocation.materials)
    .filter(([type, { tracks }]) => tracks.includes(track) && unless[type] !== true)
    .map(([type]) => type)
}

function faults(_track: string, draft: Draft, receivedAt: Instant): readonly Fault[] {
  const receivedOn = localDateOf(receivedAt)
  const expiresOn = dateAt(draft, 'person.passport.expiresOn')
  const [startsOn, endsOn] = [dateAt(draft, 'contract.startsOn'), dateAt(draft, 'contract.endsOn')]
  const born = [
    'person.birthDate',
    ...membersOf(draft).map((_, index) => `household.${index}.birthDate`),
    'study.graduatedOn',
  ]
  const found: (Fault | false)[] = [
    expiresOn !== undefined &&
      expiresOn < receivedOn && { pointer: pointer('person.passport.expiresOn'), code: 'passport-expired' },
    startsOn !== undefined &&
      endsOn !== undefined &&
      endsOn <= startsOn && { pointer: pointer('contract.endsOn'), code: 'period-empty' },
    ...born.map((path) => isAfter(draft, path, receivedOn) && { pointer: pointer(path), code: 'date-in-future' }),
  ]
  return found.filter((fault) => fault !== false)
}

const isAfter = (draft: Draft, path: string, day: ReturnType<typeof localDateOf>): boolean => {
  const found = dateAt(draft, path)
  return found !== undefined && found > day
}

const codesAt = (draft: Draft, path: string) => {
  const list = at(draft, path)
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string').map(code) : []
}

const codeAt = (draft: Draft, path: string) => {
  const text = textAt(draft, path)
  return text === '' ? undefined : code(text)
}

function factsOf(track: string, draft: Draft): Facts {
  const contractEndsOn = dateAt(draft, 'contract.endsOn')
  const [roundCode, apartment] = [codeAt(draft, 'roundCode'), codeAt(draft, 'apartmentId')]
  return {
    persons: membersOf(draft).length + 1,
    degree: codeAt(draft, 'study.degree') ?? code('other'),
    ...(contractEndsOn === undefined ? {} : { contractEndsOn }),
    ownsHome: at(draft, 'ownsHomeInShanghai') === true,
    otherPublicHousing: at(draft, 'otherPublicHousing') === true,
    accessible: at(draft, 'needs.accessible') === true,
    wantsSubsidy: at(draft, 'wantsSubsidy') === true,
    ...(track === 'round' ? { preferences: codesAt(draft, 'preferences') } : {}),
    ...(track === 'round' && roundCode !== undefined ? { roundCode } : {}),
    ...(track === 'immediate' && apartment !== undefined ? { apartment } : {}),
  }
}

/** Each condition with its value on the day it is judged, and the reasons that would follow. */
function eligibility({ facts, data, at: now }: BesideInput): Facts {
  const { on } = data
  const day = (typeof on === 'string' ? dateAt({ on }, 'on') : undefined) ?? localDateOf(now)
  // oxlint-disable-next-line typescript/consistent-type-assertions -- what `factsOf` made and the process learnt
  const conditions = conditionsOf(facts as ApartmentFacts, day)
  return { conditions, isEligible: allHold(conditions), proposed: reasonsBy(conditions).map(code) }
}

const reasonInWords: DataDoor = {
  schema: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
  facts: () => ({}),
}

const damageSchema = z.strictObject({
  damageFen: z.number().int().min(0).optional(),
  damage: z.string().max(2000).optional(),
})

const inspectDoor: DataDoor = {
  schema: damageSchema,
  facts: (data) => ({ damageFen: damageSchema.parse(data).damageFen ?? 0 }),
}

/** Form of the apartment allocation (`domain/apartment-allocation.md`, Application). */
export const apartmentAllocationForm: KindForm = {
  schema: schemaByTrack(schemas),
  requiredMaterials,
  faults,
  factsOf,
  flagsOf: () => [],
  actions: {
    ...commonDoors.actions,
    change: correctionsDoor,
    doubt: reasonInWords,
    'prolong-hold': nothingBesides,
    object: reasonInWords,
    'accept-offer': nothingBesides,
    'decline-offer': nothingBesides,
    'sign-lease': nothingBesides,
    renew: nothingBesides,
    'move-out': nothingBesides,
  },
  decisions: {
    ...commonDoors.decisions,
    'check-eligibility': nothingBesides,
    'decide-objection': nothingBesides,
    'sign-lease': nothingBesides,
    'resolve-move-in': nothingBesides,
    'hand-over-keys': nothingBesides,
    'decide-subsidy': nothingBesides,
    inspect: inspectDoor,
  },
  beside: { eligibility },
  payloads: {
    'ask-registry': ({ form }) => ({ uscc: textAt(form, 'employer.uscc') }),
    'order-deposit': ({ data }) => ({ amountFen: data['amountFen'], purpose: 'deposit', dueOn: data['dueOn'] }),
    'refund-deposit': ({ data }) => ({ amountFen: data['amountFen'] }),
    'order-keys': ({ data }) => ({ apartment: data['apartment'], from: data['from'] }),
    'take-back-keys': () => ({}),
  },
}
