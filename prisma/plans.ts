import { type CaseId, caseId } from '../domain/case/codes.ts'
import type { Caller } from '../domain/identity/roles.ts'
import type { PlanState } from '../domain/plan/plan-events.ts'
import type { Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'
import { fromColumn } from './json-column.ts'
import { nextNumber } from './numbers.ts'
import type { Vault } from './vault.ts'

const nothing = Sql.sql`FALSE`

const own = ({ personId }: Caller) => Sql.sql`(p."applicantPersonId" = ${personId} OR p."agentPersonId" = ${personId})`

/** The front desk helps whoever stands there; others see what they made themselves. */
const ofDesk = ({ teams, personId }: Caller) =>
  teams.includes('front-desk') ? Sql.sql`TRUE` : Sql.sql`p."openedById" = ${personId}`

const visible = {
  applicant: own,
  agent: own,
  officer: ofDesk,
  supervisor: ofDesk,
  auditor: () => nothing,
  administrator: () => nothing,
  kiosk: () => nothing,
} as const satisfies Record<Caller['role'], (caller: Caller) => Sql.Sql>

export type PlanRow = {
  readonly id: string
  readonly number: string
  readonly openedById: string
  readonly applicantPersonId: string | null
  readonly agentPersonId: string | null
  readonly language: string
  readonly madeAt: Date
  readonly offsetSeconds: number
  /** Null until its first event is carried. */
  readonly view: PlanState | null
}

const columns = Sql.sql`p.id, p.number, p."openedById", p."applicantPersonId", p."agentPersonId", p.language, p."madeAt",
  p."offsetSeconds", v.view`

/** A plan the caller may know of, by id or number; undefined for any other. */
export async function findPlan(prisma: Prisma, caller: Caller, idOrNumber: string): Promise<PlanRow | undefined> {
  const rows = await prisma.$queryRaw<PlanRow[]>`
    SELECT ${columns} FROM "Plan" p LEFT JOIN "PlanView" v ON v."planId" = p.id
    WHERE (p.id = ${idOrNumber} OR p.number = ${idOrNumber}) AND ${visible[caller.role](caller)}`
  return rows[0]
}

export type PlanFilter = { readonly limit: number; readonly offset: number }

/** Plans the caller may know of, the newest first. */
export const listPlans = (prisma: Prisma, caller: Caller, { limit, offset }: PlanFilter): Promise<readonly PlanRow[]> =>
  prisma.$queryRaw<PlanRow[]>`
    SELECT ${columns} FROM "Plan" p JOIN "PlanView" v ON v."planId" = p.id
    WHERE ${visible[caller.role](caller)} ORDER BY p."madeAt" DESC, p.id DESC LIMIT ${limit} OFFSET ${offset}`

/** Open plans that hold a case, whoever looks: for what the case itself has to know. */
export const openPlansWith = (prisma: Prisma, ofCase: string): Promise<readonly PlanRow[]> =>
  prisma.$queryRaw<PlanRow[]>`
    SELECT ${columns} FROM "PlanMatter" m JOIN "Plan" p ON p.id = m."planId" JOIN "PlanView" v ON v."planId" = p.id
    WHERE m."caseId" = ${ofCase} AND v.status = 'open' ORDER BY p."madeAt", p.id`

/** The cases that a plan is worked out from. */
export async function casesOfPlan(prisma: Prisma, planId: string): Promise<readonly CaseId[]> {
  const row = await prisma.planView.findUnique({ where: { planId } })
  return row === null ? [] : fromColumn<PlanState>(row.view).plan.matters.map((matter) => matter.case)
}

/** A plan by its id, for whoever does its work. */
export const planById = (prisma: Prisma, id: string) => prisma.plan.findUnique({ where: { id } })

export type NewPlan = {
  readonly id: CaseId
  readonly openedById: string
  readonly applicantPersonId: string | null
  readonly agentPersonId: string | null
  readonly language: string
  readonly offsetSeconds: number
  readonly madeAt: Date
  readonly year: number
  readonly numberOf: (sequence: number) => string
  /** What was answered, kept sealed under the plan's own key. */
  readonly answers: object
}

/** Number and key of a new plan, and its answers, all or none. */
export async function createPlan(
  { prisma, vault }: { readonly prisma: Prisma; readonly vault: Vault },
  plan: NewPlan,
): Promise<void> {
  const { year, numberOf, answers, ...rest } = plan
  await prisma.$transaction(async (tx) => {
    const sequence = await nextNumber(tx, 'case-P', year)
    await tx.plan.create({ data: { ...rest, number: numberOf(sequence) } })
    await vault.openCase(tx, plan.id)
    await vault.saveForm(tx, plan.id, { form: { answers }, changedAt: plan.madeAt })
  })
}

/** Plans whose matters are all forgotten by now: nothing is left that they could be about. */
export async function forgettablePlans(prisma: Prisma): Promise<readonly CaseId[]> {
  const rows = await prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT p.id FROM "Plan" p JOIN "PlanView" v ON v."planId" = p.id JOIN "CaseKey" k ON k."caseId" = p.id
    WHERE v.status = 'done' AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(v.view->'matters') m JOIN "CaseKey" c ON c."caseId" = m->>'case')
    LIMIT 100`
  return rows.map(({ id }) => caseId(id))
}
