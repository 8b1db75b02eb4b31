import { z } from 'zod'
import { date, employer, identifier, person, words } from '../../case/form.ts'
import { CLAIMED_CRITERIA } from '../../points/criterion-codes.ts'

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

/** The whole form of each track (`domain/work-permit.md`, Form). */
export const schemas: Readonly<Record<string, z.ZodType>> = {
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

/** What an examining officer may find: any of the points' fields, verified. */
export const findingsSchema = z.strictObject({
  findings: points.partial().optional(),
  note: z.string().max(2000).optional(),
})
