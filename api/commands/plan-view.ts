import type { Caller } from '../../domain/identity/roles.ts'
import { planActionsOf } from '../../domain/plan/admit-plan-act.ts'
import type { PlanState } from '../../domain/plan/plan-events.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { findPlan, type PlanRow } from '../../prisma/plans.ts'
import { asInstant } from '../../prisma/slots.ts'
import type { Parts } from '../parts.ts'

/** A plan that the caller may see, with its record folded. */
export type SeenPlan = { readonly row: PlanRow; readonly state: PlanState; readonly isTheirs: boolean }

/** The plan as the caller may see it; undefined when it is not for them to know, or not recorded yet. */
export async function seePlan(
  { prisma }: Pick<Parts, 'prisma'>,
  caller: Caller,
  idOrNumber: string,
): Promise<SeenPlan | undefined> {
  const row = await findPlan(prisma, caller, idOrNumber)
  if (row === undefined || row.view === null) return undefined
  return { row, state: row.view, isTheirs: isTheirs(caller, row) }
}

/** Who may change a plan: its owner, whoever acts for them, and who made it for them at the counter. */
const isTheirs = ({ personId }: Caller, row: PlanRow): boolean =>
  [row.applicantPersonId, row.agentPersonId, row.openedById].includes(personId)

const text = (date: Date): string => formatInstant(asInstant(date))

/** The plan view (`domain/plan.md`). */
export async function planView({ prisma }: Pick<Parts, 'prisma'>, { row, state, isTheirs: mine }: SeenPlan) {
  const { plan, matters } = state
  const documents = await prisma.document.findMany({
    where: { planId: row.id, fileKey: { not: null } },
    orderBy: [{ issuedAt: 'asc' }, { number: 'asc' }],
  })
  return {
    id: row.id,
    number: row.number,
    status: state.status,
    madeAt: text(row.madeAt),
    closedAt: state.closedAt,
    withdrawn: state.isWithdrawn,
    visits: plan.visits,
    whyVisits: plan.whyVisits,
    matters: matters.flatMap((chosen) => {
      const planned = plan.matters.find((each) => each.case === chosen.case)
      return planned === undefined ? [] : [{ ...planned, reason: chosen.reason }]
    }),
    papers: plan.papers,
    registered: state.registered.answer,
    registeredSince: state.registered.since,
    expectedOn: plan.expectedOn,
    provisional: plan.provisional,
    criticalPath: plan.criticalPath,
    pace: plan.pace,
    changes: state.changes.toReversed(),
    documents: documents.map(({ number, verificationCode, issuedAt, replacedByNumber }) => ({
      ...{ number, verificationCode },
      issuedAt: text(issuedAt),
      state: replacedByNumber === null ? 'in-force' : 'replaced',
    })),
    actions: mine ? planActionsOf(state) : [],
  }
}

export type PlanView = Awaited<ReturnType<typeof planView>>

/** A plan in a list. */
export const planSummary = ({ id, number, madeAt, view }: PlanRow) => ({
  ...{ id, number },
  madeAt: text(madeAt),
  status: view?.status ?? 'open',
  visits: view?.plan.visits ?? 0,
  expectedOn: view?.plan.expectedOn ?? null,
  provisional: view?.plan.provisional ?? false,
  matters: (view?.plan.matters ?? []).map(({ kind, track, state }) => ({ kind, track, state })),
})
