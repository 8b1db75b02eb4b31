import { z } from 'zod'
import { checkIdentifier, type IdentifierType } from '../identity/identifiers/check-identifier.ts'
import type { CalendarTable } from '../time/calendar.ts'
import { type Instant, type LocalDate, parseInstant, parseLocalDate } from '../time/local-date.ts'
import type { Facts } from './facts.ts'
import { languages } from './language.ts'
import type { Refusal } from './refusal.ts'

/** A fault of a form, by the JSON pointer of its field (or `/materials/<type>`) and its code. */
export type Fault = { readonly pointer: string; readonly code: string }

/** A form as it lies in the vault: perhaps incomplete, perhaps wrong. */
export type Draft = { readonly [field: string]: unknown }

/** The one door from what a person sends with an act or a decision: its schema, and which of it are facts. */
export type DataDoor = {
  readonly schema: z.ZodType
  /** What goes on as facts; everything else is sealed. */
  readonly facts: (data: unknown) => Facts
  /** What of it changes the form: dotted path → value. */
  readonly sets?: (data: unknown) => Readonly<Record<string, unknown>>
  /** What of it changes the form once an officer decides so, by the facts as they stand then; until then it is only sealed. */
  readonly proposes?: (data: unknown, facts: Facts) => Readonly<Record<string, unknown>>
  /** Refuses by what only the vault and the staff list can tell, before anything reaches the process. */
  readonly admit?: (data: unknown, known: KnownBeside) => Refusal | undefined
  /** Material types that come with it, uploaded beforehand. */
  readonly materials?: (data: unknown) => readonly string[]
}

/**
 * What the process does not know of the people in a case: its form, its agent's name, who signed what in it, and which
 * still images were taken in its calls.
 */
export type KnownBeside = {
  readonly form: Draft
  readonly agent: string | undefined
  readonly signers: readonly { readonly task: string; readonly name: string }[]
  readonly stills: readonly string[]
}

/** What a paper says besides the form, the facts and its own data: lists, names put together, amounts in their unit. */
export type PaperInput = {
  readonly form: Draft
  readonly track: string
  readonly facts: Facts
  readonly data: Readonly<Record<string, unknown>>
}

/** What a rule beside the vault is given; what it answers goes into the history. */
export type BesideInput = {
  readonly form: Draft
  /** A paper that `data.document` names, with the fingerprint of its bytes: for steps that hand it over. */
  readonly document?: { readonly number: string; readonly sha256: string }
  /** What `data.sealed` keeps: words that came with an answer or a decision. */
  readonly words?: Readonly<Record<string, unknown>>
  readonly track: string
  readonly facts: Facts
  readonly data: Facts
  readonly at: Instant
}

/** What the enterprise registry says of a code: the district of the seat, null for one it does not know. */
export type RegisteredSeats = ReadonlyMap<string, string | null>

/** The instant of filing, the holiday tables in force, and the seats of the companies that the form names. */
export type FilingDay = {
  readonly receivedAt: Instant
  readonly tables: readonly CalendarTable[]
  readonly seats: RegisteredSeats
}

/** What a kind knows of its form: the only place where personal data meets its rules. */
export type KindForm = {
  /** Whole form of a track, strict; leaf faults carry their own codes in `params.code`. */
  readonly schema: (track: string) => z.ZodType
  readonly requiredMaterials: (track: string, draft: Draft, channel: string) => readonly string[]
  /** Hard faults that need more than one field or the day of receipt; tolerant of what is missing. */
  readonly faults: (track: string, draft: Draft, receivedAt: Instant) => readonly Fault[]
  readonly factsOf: (track: string, draft: Draft, receivedAt: Instant) => Facts
  readonly flagsOf: (track: string, draft: Draft, receivedAt: Instant) => readonly string[]
  /** Who is written to and searched for where the form has no single `person`. */
  readonly person?: (track: string, draft: Draft) => Draft | undefined
  /** Codes of the companies whose seats the check before filing asks for. */
  readonly companies?: (track: string, draft: Draft) => readonly string[]
  /** What the check before filing finds besides: never a reason to turn a submission away. */
  readonly checks?: (track: string, draft: Draft, on: FilingDay) => readonly Fault[]
  readonly paperValues?: (input: PaperInput) => Readonly<Record<string, unknown>>
  /** The official number under which the case's papers are found later, and the one of the earlier case that its form names. */
  readonly officialNumber?: (draft: Draft, facts: Facts) => string | undefined
  readonly priorNumber?: (draft: Draft) => string | undefined
  readonly actions: Readonly<Record<string, DataDoor>>
  readonly decisions: Readonly<Record<string, DataDoor>>
  /** Rules that need the person: run in a local activity, answer codes, numbers and dates. */
  readonly beside: Readonly<Record<string, (input: BesideInput) => Facts>>
  /** What each outside step is told; personal data goes out here and nowhere else. */
  readonly payloads: Readonly<Record<string, (input: BesideInput) => Readonly<Record<string, unknown>>>>
}

const withCode = (code: string) => ({ params: { code } })

/** Text that is an identifier of this type, tidied as `identifiers.md` says; its fault is the identifier's own code. */
export const identifier = (type: Exclude<IdentifierType, 'mrz-td3' | 'name-match'>) =>
  z
    .string()
    .max(200)
    .superRefine((text, context) => {
      const check = checkIdentifier(type, text)
      if (!check.valid) context.addIssue({ code: 'custom', ...withCode(check.code) })
    })
    .meta({ identifier: type })

/** Control characters, and marks that turn the direction of reading. */
const unfit = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** A line of words without control characters or marks that turn the direction of reading. */
export const words = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !unfit.test(text), withCode('wrong-characters'))

/** A local date that exists. */
export const date = () =>
  z
    .string()
    .refine((text) => parseLocalDate(text) !== undefined, withCode('no-such-date'))
    .meta({ format: 'date' })

/** An instant with its offset. */
export const instant = () =>
  z
    .string()
    .refine((text) => parseInstant(text) !== undefined, withCode('no-such-instant'))
    .meta({ format: 'date-time' })

const mrz = () =>
  z
    .array(z.string().max(60))
    .max(4)
    .superRefine((lines, context) => {
      const check = checkIdentifier('mrz-td3', lines)
      if (!check.valid) context.addIssue({ code: 'custom', ...withCode(check.code) })
    })

/** The person, shared by all kinds. */
export const person = z.strictObject({
  familyName: identifier('name'),
  givenNames: identifier('name'),
  nameOrder: z.enum(['family-first', 'given-first']).optional(),
  chineseName: identifier('name').optional(),
  nationality: z.string().regex(/^[A-Z]{3}$/),
  birthDate: date(),
  sex: z.enum(['F', 'M', 'X']),
  email: z.email().max(254),
  phone: identifier('phone'),
  language: z.enum(languages),
  passport: z.strictObject({
    number: identifier('passport-number'),
    expiresOn: date(),
    mrz: mrz().optional(),
  }),
})

/** The employer, shared by the kinds that have one. */
export const employer = z.strictObject({
  name: words(),
  uscc: identifier('uscc'),
  contactName: words(100),
  contactPhone: identifier('phone'),
})

/** The value at a dotted path of a draft, undefined where anything on the way is missing. */
export function at(draft: unknown, path: string): unknown {
  let found: unknown = draft
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = Object.entries(found).find(([name]) => name === step)?.[1]
  }
  return found
}

/** A date at a path, where there is one that exists. */
export const dateAt = (draft: Draft, path: string): LocalDate | undefined => {
  const text = at(draft, path)
  return typeof text === 'string' ? parseLocalDate(text) : undefined
}

/** An instant at a path, where there is one. */
export const instantAt = (draft: Draft, path: string): Instant | undefined => {
  const text = at(draft, path)
  return typeof text === 'string' ? parseInstant(text) : undefined
}

/** Text at a path, empty where there is none. */
export const textAt = (draft: Draft, path: string): string => {
  const text = at(draft, path)
  return typeof text === 'string' ? text : ''
}

/** JSON pointer of a dotted path. */
export const pointer = (path: string): string => `/form/${path.replaceAll('.', '/')}`

/** Every whole form starts from no data: nothing to say, nothing taken. */
const empty = z.strictObject({})

const paths = z.record(
  z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/),
  z.json(),
)

const correctionsSchema = z.strictObject({
  set: paths.optional(),
  unset: z.array(z.string().max(100)).max(100).optional(),
  materials: z.array(z.string().max(64)).max(40).optional(),
  note: z.string().max(2000).optional(),
})

/** Corrections of any kind: form changes and materials uploaded anew. */
export const correctionsDoor: DataDoor = {
  schema: correctionsSchema,
  facts: () => ({}),
  sets: (data) => correctionsSchema.parse(data).set ?? {},
  materials: (data) => correctionsSchema.parse(data).materials ?? [],
}

/** An act or decision that says nothing besides itself. */
export const nothingBesides: DataDoor = { schema: empty, facts: () => ({}) }

const mailSchema = z.strictObject({
  email: z.email().max(254).optional(),
  how: z.enum(['phone', 'post', 'in-person']).optional(),
})

/** Doors of the tasks and actions that every kind has. */
export const commonDoors: {
  readonly actions: Readonly<Record<string, DataDoor>>
  readonly decisions: Readonly<Record<string, DataDoor>>
} = {
  actions: {
    submit: nothingBesides,
    withdraw: nothingBesides,
    'ask-extension': nothingBesides,
    'supply-corrections': correctionsDoor,
  },
  decisions: {
    'undelivered-message': {
      schema: mailSchema,
      facts: () => ({}),
      sets: (data) => {
        const { email } = mailSchema.parse(data)
        return email === undefined ? {} : { 'person.email': email }
      },
    },
    'suspected-duplicate': nothingBesides,
    'late-answer': nothingBesides,
  },
}

/** The form of each track, from a table of them. Throws RangeError at a track the kind does not have. */
export const schemaByTrack =
  (schemas: Readonly<Record<string, z.ZodType>>) =>
  (track: string): z.ZodType => {
    const schema = schemas[track]
    if (schema === undefined) throw new RangeError(`no track ${track}`)
    return schema
  }
