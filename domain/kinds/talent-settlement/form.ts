import { z } from 'zod'
import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import {
  commonDoors,
  type DataDoor,
  type Draft,
  date,
  employer,
  identifier,
  type KindForm,
  nothingBesides,
  person,
  schemaByTrack,
  textAt,
  words,
} from '../../case/form.ts'
import { refuse } from '../../case/refusal.ts'
import { shownName } from '../../identity/shown-name.ts'
import { besideRules } from './beside.ts'
import { originals } from './materials.ts'
import { familyOf, faults, originalsAsked, requiredMaterials } from './papers-asked.ts'
import { payloads } from './payloads.ts'
import { findings } from './rules.ts'

const whole = (min: number, max: number) => z.number().int().min(min).max(max)
const ownerKind = z.enum(['own', 'relative', 'employer-collective', 'talent-centre-collective'])
const address = words(300)

const study = z.strictObject({
  country: z.string().regex(/^[A-Z]{3}$/),
  university: words(),
  degree: z.enum(['bachelor', 'master', 'doctor']),
  from: date(),
  to: date(),
  daysAbroad: whole(0, 10_000),
  rank: whole(1, 100_000).optional(),
  domesticDegree: z.enum(['none', 'bachelor', 'double-first-class-bachelor']).optional(),
})

const member = z.strictObject({
  relation: z.enum(['spouse', 'child']),
  familyName: identifier('name'),
  givenNames: identifier('name'),
  birthDate: date(),
  residentId: identifier('resident-id').optional(),
  atSchool: z.boolean().optional(),
})

const shared = {
  person,
  residentId: identifier('resident-id').optional(),
  employer,
  contract: z.strictObject({ startsOn: date(), endsOn: date() }),
  study,
  returnedOn: date(),
  firstJobOn: date(),
  family: z.array(member).max(12),
}

const schemas: Readonly<Record<string, z.ZodType>> = {
  'returnee-household': z.strictObject({ ...shared, household: z.strictObject({ address, ownerKind }) }),
  'talent-residence': z.strictObject({
    ...shared,
    family: shared.family.default([]),
    requestedYears: whole(1, 10),
    collection: z.enum(['counter', 'kiosk', 'post']),
    postalAddress: words(300).optional(),
  }),
}

function factsOf(track: string, draft: Draft): Facts {
  const language = textAt(draft, 'person.language')
  const collection = textAt(draft, 'collection')
  return {
    language: code(language === '' ? 'zh' : language),
    originals: originalsAsked(track, draft).map(code),
    members: track === 'returnee-household' ? familyOf(draft).length : 0,
    ...(collection === '' ? {} : { collection: code(collection) }),
  }
}

const seenSchema = z.strictObject({
  documents: z.partialRecord(z.enum(originals), z.enum(findings)).optional(),
  note: z.string().max(2000).optional(),
})

const factsSeen = (data: unknown): Facts => {
  const { documents = {} } = seenSchema.loose().parse(data)
  const seen = Object.entries(documents).map(([type, finding]) => [type, code(finding ?? 'not-shown')])
  return seen.length === 0 ? {} : { documents: Object.fromEntries(seen) }
}

/** As seen at the counter. */
const seenDoor: DataDoor = { schema: seenSchema, facts: factsSeen }

/** A still image of a call, by its id. */
const still = z.string().regex(/^[A-Za-z0-9]{1,64}$/)

const callSchema = seenSchema.extend({ stills: z.partialRecord(z.enum(originals), z.array(still).max(20)).optional() })

const stillsIn = (data: unknown): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(callSchema.parse(data).stills ?? {}).map(([type, stills]) => [type, stills ?? []])

/** As seen by video: with the still images that were taken of each original, which must be of this case's calls. */
const callDoor: DataDoor = {
  schema: callSchema,
  facts: (data) => {
    const stills = stillsIn(data).filter(([, ids]) => ids.length > 0)
    const kept = Object.fromEntries(stills.map(([type, ids]) => [type, ids.map(code)]))
    return { ...factsSeen(data), ...(stills.length === 0 ? {} : { stills: kept }) }
  },
  admit: (data, known) =>
    stillsIn(data).every(([, ids]) => ids.every((id) => known.stills.includes(id)))
      ? undefined
      : refuse('still-unknown'),
}

const sealed = (schema: z.ZodType): DataDoor => ({ schema, facts: () => ({}) })

const addressSchema = z.strictObject({ address, ownerKind })

const addressDoor: DataDoor = {
  schema: addressSchema,
  facts: () => ({}),
  sets: (data) => {
    const other = addressSchema.parse(data)
    return { 'household.address': other.address, 'household.ownerKind': other.ownerKind }
  },
}

/** Form of the talent settlement (`domain/talent-settlement.md`, Form). */
export const talentSettlementForm: KindForm = {
  schema: schemaByTrack(schemas),
  requiredMaterials,
  faults,
  factsOf,
  flagsOf: () => [],
  // Who is registered is named, each as they write themselves.
  paperValues: ({ form }) => ({
    persons: [shownName(form), ...familyOf(form).map((person) => shownName({ person }))].join('；'),
  }),
  officialNumber: (_draft, facts) => (typeof facts['officeNumber'] === 'string' ? facts['officeNumber'] : undefined),
  actions: {
    ...commonDoors.actions,
    'choose-counter': nothingBesides,
    'answer-question': sealed(z.strictObject({ answer: z.string().trim().min(1).max(4000) })),
    'record-objection': sealed(z.strictObject({ from: words(), text: z.string().trim().min(1).max(4000) })),
    'other-address': addressDoor,
  },
  decisions: {
    ...commonDoors.decisions,
    'check-materials': nothingBesides,
    'verify-originals': callDoor,
    'verify-at-counter': seenDoor,
    examine: sealed(
      z.strictObject({
        question: z.string().trim().min(1).max(2000).optional(),
        note: z.string().max(2000).optional(),
      }),
    ),
    approve: nothingBesides,
    'examine-objection': nothingBesides,
    'hand-over': nothingBesides,
  },
  beside: besideRules,
  payloads,
}
