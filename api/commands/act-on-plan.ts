import { z } from 'zod'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import { admitPlanAct, type PlanAction, planActions } from '../../domain/plan/admit-plan-act.ts'
import type { Chosen } from '../../domain/plan/plan-events.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { type PlanActRequest, planAct } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { actOnCase } from './act.ts'
import { bookVisit, slotsInput } from './book-visit.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { faultsOf } from './form-faults.ts'
import { mattersInput, takeMatters } from './plan-matters.ts'
import { planView, type SeenPlan, seePlan } from './plan-view.ts'
import { deliver } from './send.ts'

const named = z.array(z.string().max(64)).max(20)

/** What each action is told. */
const planActionSchemas = {
  'add-matter': z.strictObject({ matters: mattersInput.min(1) }),
  'drop-matter': z.strictObject({ matters: named.min(1) }),
  'book-visit': z.strictObject({ slots: slotsInput }),
  /** The matters that are to be withdrawn with it; none by itself. */
  withdraw: z.strictObject({ matters: named.default([]) }),
} as const satisfies Record<PlanAction, z.ZodType>

export const actOnPlanInput = z.strictObject({
  plan: z.string().max(64),
  action: z.enum(planActions),
  data: z.record(z.string(), z.json()).default({}),
})
export type ActOnPlanInput = z.infer<typeof actOnPlanInput>

type Heard = Pick<PlanActRequest, 'matters' | 'bookings'>
type Acting = { readonly parts: Parts; readonly command: Command<ActOnPlanInput>; readonly seen: SeenPlan }

const asChosen = (cases: readonly CaseId[]): readonly Chosen[] => cases.map((id) => ({ case: id, reason: 'chosen' }))

/** Read by the action's own contract. */
function read<Schema extends z.ZodType>(schema: Schema, data: unknown): Problem | { readonly said: z.infer<Schema> } {
  const found = schema.safeParse(data, { reportInput: true })
  return found.success ? { said: found.data } : problemOf(faultsOf(found.error, '/data'))
}

/** Cases of the plan by their ids or numbers; a name that is none of it stays as it is, for the plan to refuse. */
const casesNamed = ({ state }: SeenPlan, names: readonly string[]): readonly CaseId[] =>
  names.map((name) => caseId(state.plan.matters.find(({ number }) => number === name)?.case ?? name))

const hearing: Readonly<Record<PlanAction, (acting: Acting) => Promise<Problem | Heard>>> = {
  'add-matter': async ({ parts, command }) => {
    const heard = read(planActionSchemas['add-matter'], command.input.data)
    if ('refused' in heard) return heard
    const matters = await takeMatters(parts, { ...command, answers: {}, pointer: '/data/matters' }, heard.said.matters)
    return isProblem(matters) ? matters : { matters, bookings: [] }
  },
  'drop-matter': async ({ command, seen }) => {
    const heard = read(planActionSchemas['drop-matter'], command.input.data)
    return 'refused' in heard ? heard : { matters: asChosen(casesNamed(seen, heard.said.matters)), bookings: [] }
  },
  'book-visit': async ({ parts, command, seen }) => {
    const heard = read(planActionSchemas['book-visit'], command.input.data)
    if ('refused' in heard) return heard
    const bookings = await bookVisit(parts, command, { plan: seen.state.plan, slots: heard.said.slots })
    return isProblem(bookings) ? bookings : { matters: asChosen(bookings.map((each) => each.case)), bookings }
  },
  withdraw: async ({ parts, command, seen }) => {
    const heard = read(planActionSchemas.withdraw, command.input.data)
    if ('refused' in heard) return heard
    const cases = casesNamed(seen, heard.said.matters)
    const refused = await withdrawCases(parts, command, cases)
    return refused ?? { matters: asChosen(cases), bookings: [] }
  },
}

/** A withdrawn plan withdraws nothing by itself: each case that was named is withdrawn by its own action. */
async function withdrawCases(
  parts: Parts,
  { id, caller, at, resent }: Command<ActOnPlanInput>,
  cases: readonly CaseId[],
): Promise<Problem | undefined> {
  for (const [index, name] of cases.entries()) {
    const input = { case: name, action: 'withdraw', data: {} }
    const outcome = await actOnCase.run(parts, { id: `${id}.withdraw.${index}`, caller, at, resent, input })
    if (isProblem(outcome)) return outcome
  }
  return undefined
}

/** Refused before anything is opened, booked or withdrawn for it; the plan itself has the last word. */
function admit({ command: { input, resent }, seen }: Acting): Problem | undefined {
  if (!seen.isTheirs) return { refused: 'not-yours' }
  if (resent) return undefined
  const names = z.looseObject({ matters: named }).safeParse(input.data)
  const cases = names.success ? casesNamed(seen, names.data.matters) : []
  return admitPlanAct(seen.state, input.action, cases)
}

/** What a person does with their plan. */
export const actOnPlan = defineCommand<ActOnPlanInput>({
  operation: 'act-on-plan',
  input: actOnPlanInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const { id: updateId, caller, input, at } = command
    const seen = await seePlan(parts, caller, input.plan)
    if (seen === undefined) return { refused: 'not-found' }
    const refused = admit({ parts, command, seen })
    if (refused !== undefined) return refused
    const heard = await hearing[input.action]({ parts, command, seen })
    if (isProblem(heard)) return heard
    const argument = { by: caller.personId, at: formatInstant(at), act: input.action, ...heard }
    const sent = await deliver(parts, planAct, { caseId: caseId(seen.row.id), updateId, argument })
    if ('refused' in sent) return sent
    const after = await seePlan(parts, caller, input.plan)
    return 'pending' in sent || after === undefined ? { pending: null } : { done: await planView(parts, after) }
  },
})
