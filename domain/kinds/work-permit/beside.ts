import { code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import { type BesideInput, dateAt, textAt } from '../../case/form.ts'
import { agreesWithMrz } from '../../case/passport-zone.ts'
import { assessPoints } from '../../points/assess-points.ts'
import { localDateOf } from '../../time/local-date.ts'
import { approvableUntil, expiresSoon, isTooOld } from './rules.ts'

/** Soft faults: shown to the officer as proposed reasons of a correction, never decided by the system. */
export function proposals({ form, track, facts, at: now }: BesideInput): Facts {
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
export function assess(input: BesideInput): Facts {
  const acceptedOn = input.data['acceptedOn']
  const onDate = typeof acceptedOn === 'string' ? dateAt({ acceptedOn }, 'acceptedOn') : undefined
  const assessed = assessPoints(pointsInput(input), onDate ?? localDateOf(input.at))
  if (assessed.category === null) return { category: null, pointsFault: code(assessed.code) }
  const { category, points, basis, breakdown } = assessed
  return { category: code(category), points, basis: basis.map(code), breakdown }
}

/** Until when an approval leaves a permit of ninety days; null when none can. */
export function term({ form }: BesideInput): Facts {
  const [startsOn, endsOn] = [dateAt(form, 'position.startsOn'), dateAt(form, 'position.endsOn')]
  const expiresOn = dateAt(form, 'person.passport.expiresOn')
  if (startsOn === undefined || endsOn === undefined || expiresOn === undefined) return { approvableUntil: null }
  return { approvableUntil: approvableUntil(startsOn, endsOn, expiresOn) ?? null }
}

/** Months and last day of the permit as approved on the day of `at`; a replacement keeps the end of the one replaced. */
export function grant(input: BesideInput): Facts {
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
