import { z } from 'zod'
import { code } from '../../case/codes.ts'
import {
  at,
  type BesideInput,
  commonDoors,
  type DataDoor,
  type Draft,
  date,
  dateAt,
  type Fault,
  identifier,
  instant,
  instantAt,
  type KindForm,
  nothingBesides,
  person,
  pointer,
  textAt,
  words,
} from '../../case/form.ts'
import { formatInstant, type Instant } from '../../time/local-date.ts'

const hostKinds = ['own', 'rented', 'with-friends', 'employer'] as const

const schema = z.strictObject({
  person,
  stay: z.strictObject({
    arrivedAt: instant(),
    address: words(300),
    hostName: words(100),
    hostPhone: identifier('phone'),
    // A hotel registers its guests itself: it has a refusal of its own, so it is read here and said there.
    hostKind: z.enum([...hostKinds, 'hotel']),
    until: date().optional(),
  }),
  change: z.enum(['first', 'moved', 'permit-renewed', 'new-passport']),
  previousSlip: words(40).optional(),
})

function requiredMaterials(track: string, draft: Draft): readonly string[] {
  const withFriends = at(draft, 'stay.hostKind') === 'with-friends'
  const onBehalf = track === 'on-behalf'
  return [
    'passport',
    ...(withFriends ? [] : ['lease-or-title']),
    ...(withFriends || onBehalf ? ['host-consent'] : []),
    ...(onBehalf ? ['authority'] : []),
  ]
}

function faults(_track: string, draft: Draft, receivedAt: Instant): readonly Fault[] {
  const arrivedAt = instantAt(draft, 'stay.arrivedAt')
  return [
    ...(arrivedAt !== undefined && arrivedAt > receivedAt
      ? [{ pointer: pointer('stay.arrivedAt'), code: 'arrival-in-future' }]
      : []),
    ...(at(draft, 'stay.hostKind') === 'hotel' ? [{ pointer: pointer('stay.hostKind'), code: 'hotel-registers' }] : []),
  ]
}

const slipSchema = z.strictObject({
  slipNumber: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional(),
})

const slipDoor: DataDoor = {
  schema: slipSchema,
  facts: (data) => {
    const { slipNumber } = slipSchema.parse(data)
    return slipNumber === undefined ? {} : { slipNumber: code(slipNumber) }
  },
}

const guest = ({ form }: BesideInput) => ({
  familyName: textAt(form, 'person.familyName'),
  givenNames: textAt(form, 'person.givenNames'),
  nationality: textAt(form, 'person.nationality'),
  birthDate: textAt(form, 'person.birthDate'),
  sex: textAt(form, 'person.sex'),
  passportNumber: textAt(form, 'person.passport.number'),
})

const stay = ({ form }: BesideInput) => {
  const until = textAt(form, 'stay.until')
  return {
    arrivedAt: textAt(form, 'stay.arrivedAt'),
    address: textAt(form, 'stay.address'),
    hostName: textAt(form, 'stay.hostName'),
    hostPhone: textAt(form, 'stay.hostPhone'),
    hostKind: textAt(form, 'stay.hostKind'),
    ...(until === '' ? {} : { until }),
  }
}

/** Form of the accommodation registration. */
export const accommodationRegistrationForm: KindForm = {
  schema: () => schema,
  requiredMaterials,
  faults,
  factsOf: (_track, draft) => {
    const arrivedAt = instantAt(draft, 'stay.arrivedAt')
    const until = dateAt(draft, 'stay.until')
    return {
      ...(arrivedAt === undefined ? {} : { arrivedAt: code(formatInstant(arrivedAt)) }),
      ...(until === undefined ? {} : { stayUntil: until }),
    }
  },
  flagsOf: () => [],
  officialNumber: (_draft, facts) => (typeof facts['slipNumber'] === 'string' ? facts['slipNumber'] : undefined),
  priorNumber: (draft) => {
    const slip = textAt(draft, 'previousSlip')
    return slip === '' ? undefined : slip
  },
  actions: { ...commonDoors.actions, 'hand-over': nothingBesides },
  decisions: { ...commonDoors.decisions, 'registration-missing': slipDoor },
  beside: {},
  payloads: {
    'hand-over': (input) => ({ passportNumber: textAt(input.form, 'person.passport.number'), stay: stay(input) }),
    'look-up': ({ form }) => ({ passportNumber: textAt(form, 'person.passport.number'), purpose: 'own-stay' }),
    post: (input) => ({ guest: guest(input), stay: stay(input) }),
  },
}
