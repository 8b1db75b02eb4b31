import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import { isLanguage } from '../../domain/case/language.ts'
import { caseNumber } from '../../domain/identity/identifiers/case-number.ts'
import type { Chosen } from '../../domain/plan/plan-events.ts'
import { propose } from '../../domain/plan/propose.ts'
import { formatInstant, instantFromMillis, localDateOf, yearOf } from '../../domain/time/local-date.ts'
import { findCaseFile } from '../../prisma/case-files.ts'
import { createPlan, planById } from '../../prisma/plans.ts'
import type { Parts } from '../parts.ts'
import { isProblem, problemOf } from '../problems.ts'
import { whenPlanned } from './await-record.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { mattersInput, takeMatters } from './plan-matters.ts'
import { planView, seePlan } from './plan-view.ts'

export const planAnswersInput = z.strictObject({
  nationality: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  arrivedOn: z.iso.date().optional(),
  job: z.enum(['none', 'offer', 'working', 'new-employer']).optional(),
  permit: z.enum(['none', 'valid', 'expiring', 'lost']).optional(),
  home: z.enum(['hotel', 'own', 'rented', 'with-friends', 'employer', 'looking']).optional(),
  family: z.enum(['none', 'with-me']).optional(),
  study: z.enum(['none', 'abroad']).optional(),
  dispute: z.boolean().optional(),
})

export const makePlanInput = z.strictObject({
  answers: planAnswersInput.default({}),
  matters: mattersInput.default([]),
  /** Makes nothing and answers with the matters that the answers speak for. */
  check: z.boolean().optional(),
})
export type MakePlanInput = z.infer<typeof makePlanInput>

/** One id for one command: made again it is the same plan. */
function planIdOf(commandId: string): CaseId {
  const hex = createHash('sha256').update(`plan\n${commandId}`).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `b${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return caseId(parts.join('-'))
}

/** Several matters as one plan: those named, and drafts opened for the rest. */
export const makePlan = defineCommand<MakePlanInput>({
  operation: 'make-plan',
  input: makePlanInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const { caller, input } = command
    if (input.check === true) return { done: { proposals: propose(input.answers) } }
    if (input.matters.length === 0) return problemOf([{ pointer: '/matters', code: 'field-missing' }])
    const asking = { ...command, answers: input.answers, pointer: '/matters' }
    const chosen = await takeMatters(parts, asking, input.matters)
    if (isProblem(chosen)) return chosen
    const id = planIdOf(command.id)
    if ((await planById(parts.prisma, id)) === null) await writePlan(parts, command, { id, chosen })
    if (!(await started(parts, command, { id, chosen }))) return { pending: null }
    const seen = await seePlan(parts, caller, id)
    return seen === undefined ? { pending: null } : { done: await planView(parts, seen), created: id }
  },
})

type Making = { readonly id: CaseId; readonly chosen: readonly Chosen[] }

async function writePlan(parts: Parts, { caller, input, at }: Command<MakePlanInput>, { id, chosen }: Making) {
  const year = yearOf(localDateOf(at))
  await createPlan(parts, {
    id,
    openedById: caller.personId,
    ...(await ownersOf(parts, caller, chosen)),
    language: await languageOf(parts, caller.language, chosen),
    offsetSeconds: at - instantFromMillis(Date.now()),
    madeAt: new Date(at * 1000),
    year,
    numberOf: (sequence) => caseNumber({ letter: 'P', year, sequence }),
    answers: input.answers,
  })
}

type Caller = Command<MakePlanInput>['caller']

/** The applicant themselves; else whose matters they are, if all are one person's. */
async function ownersOf({ prisma }: Parts, { role, personId }: Caller, chosen: readonly Chosen[]) {
  if (role === 'applicant') return { applicantPersonId: personId, agentPersonId: null }
  const files = await Promise.all(chosen.map(({ case: id }) => findCaseFile(prisma, id)))
  const owners = new Set(files.map((file) => file?.applicantPersonId ?? null))
  const [owner = null] = owners
  return { applicantPersonId: owners.size === 1 ? owner : null, agentPersonId: role === 'agent' ? personId : null }
}

/** As the person's own forms say, where they do. */
async function languageOf({ vault }: Parts, own: string, chosen: readonly Chosen[]): Promise<string> {
  for (const { case: id } of chosen) {
    const read = withLanguage.safeParse((await vault.form(id))?.form)
    if (read.success && isLanguage(read.data.person.language)) return read.data.person.language
  }
  return own
}

const withLanguage = z.looseObject({ person: z.looseObject({ language: z.string() }) })

/** Starts the plan's own workflow, once; true when the plan can be read. */
async function started(parts: Parts, { caller, at }: Command<MakePlanInput>, { id, chosen }: Making): Promise<boolean> {
  const file = await planById(parts.prisma, id)
  if (file === null) throw new Error('a plan without its file')
  const argument = {
    planId: id,
    number: file.number,
    madeBy: caller.personId,
    madeAt: formatInstant(at),
    matters: chosen,
    offsetSeconds: file.offsetSeconds,
  }
  const how = await parts.cases.start({ workflowId: id, type: 'plan', argument, kind: 'plan' })
  return how === 'started' && (await whenPlanned(parts, id))
}
