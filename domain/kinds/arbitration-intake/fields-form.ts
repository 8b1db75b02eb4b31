import { z } from 'zod'
import { date, employer, identifier, person, words } from '../../case/form.ts'

/** What can be claimed. */
const claimKinds = [
  'wages',
  'overtime-pay',
  'severance',
  'double-pay-no-contract',
  'damages',
  'work-injury-medical',
  'social-insurance',
  'working-time-rest',
  'reinstatement',
  'labour-relation-confirmed',
  'annual-leave-pay',
  'other',
] as const

const longText = (max: number) => z.string().trim().min(1).max(max)
const district = () => z.string().regex(/^\d{6}$/)

const evidence = z.strictObject({
  name: words(),
  source: words(),
  shows: words(500),
  pages: z.number().int().min(1).max(10_000),
})

const claim = z.strictObject({
  kind: z.enum(claimKinds),
  claimant: z.number().int().min(0).max(999).optional(),
  amountFen: z.number().int().min(1).max(100_000_000_000).optional(),
  from: date().optional(),
  to: date().optional(),
  knewOn: date(),
  interruptedOn: date().optional(),
  facts: longText(4000),
  evidence: z.array(evidence).max(200),
})

/** What is claimed; also of a change of claims. */
export const claims = z.array(claim).min(1).max(500)

const reached = { name: words(), address: words(300).optional(), contactPhone: identifier('phone').optional() }
const company = z.strictObject({ ...reached, uscc: identifier('uscc') })
const natural = z.strictObject({ ...reached, passportNumber: identifier('passport-number') })

/** A respondent who joins later: the employer's side, or in an employer's case another employee. */
export const joiningRespondent = z.union([company, natural])

const shared = {
  employment: z.strictObject({
    startedOn: date(),
    endedOn: date().optional(),
    workplace: district(),
    contractPlace: district(),
    hasWorkPermit: z.boolean(),
    monthlyPayCny: z.number().int().min(0).max(1_000_000_000),
  }),
  claims,
  statement: longText(10_000),
  address: z.strictObject({ service: words(300), electronic: z.boolean() }),
  interpreterLanguage: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional(),
  agentAuthority: z.enum(['general', 'special']).optional(),
}

const claimants = z.array(person.extend({ representative: z.boolean() })).max(1000)

/** The whole form of each track. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  individual: z.strictObject({ person, respondents: z.array(company).min(1).max(50), ...shared }),
  collective: z.strictObject({ claimants, respondents: z.array(company).min(1).max(50), ...shared }),
  employer: z.strictObject({ person, employer, respondents: z.array(natural).min(1).max(50), ...shared }),
}
