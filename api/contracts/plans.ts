// Plans have operations of their own because a plan is no case: it follows several, and decides none.
import { z } from 'zod'
import { actOnPlanInput } from '../commands/act-on-plan.ts'
import { makePlanInput } from '../commands/make-plan.ts'
import { defineOperation } from './operation.ts'
import { accepted, anything, byId, listOf, pageQuery } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()
const count = z.number().int()

const need = z.strictObject({
  kind: text,
  state: z.enum(['met', 'open', 'not-in-plan']),
  by: maybe,
  legalBasis: text,
})

const matterState = z.enum(['waiting', 'open', 'closed'])

const matter = z.strictObject({
  case: text,
  number: text,
  kind: text,
  track: text,
  state: matterState,
  outcome: maybe,
  needs: z.array(need),
  reason: text,
  expectedOn: maybe,
  provisional: z.boolean(),
})

const visitStep = z.strictObject({
  visit: count,
  case: text,
  kind: text,
  step: text,
  why: text,
  on: maybe,
  slot: maybe,
  purpose: maybe,
  done: z.boolean(),
  after: maybe,
})

const stretch = z.strictObject({
  case: text,
  kind: text,
  step: text,
  from: text,
  until: text,
  provisional: z.boolean(),
})

const change = z.strictObject({
  at: text,
  what: text,
  case: maybe,
  kind: maybe,
  from: maybe,
  to: maybe,
  why: text,
})

const plan = z
  .strictObject({
    id: text,
    number: text,
    status: z.enum(['open', 'done']),
    madeAt: text,
    closedAt: maybe,
    withdrawn: z.boolean(),
    visits: count,
    whyVisits: z.array(visitStep),
    matters: z.array(matter),
    papers: z.array(
      z.strictObject({ type: text, state: z.enum(['seen', 'given', 'missing']), matters: z.array(text) }),
    ),
    registered: z.boolean().nullable(),
    registeredSince: maybe,
    expectedOn: maybe,
    provisional: z.boolean(),
    criticalPath: z.array(stretch),
    pace: count,
    changes: z.array(change),
    documents: z.array(z.strictObject({ number: text, verificationCode: text, issuedAt: text, state: text })),
    actions: z.array(actOnPlanInput.shape.action),
  })
  .meta({ id: 'Plan' })

const planSummary = z
  .strictObject({
    id: text,
    number: text,
    madeAt: text,
    status: z.enum(['open', 'done']),
    visits: count,
    expectedOn: maybe,
    provisional: z.boolean(),
    matters: z.array(z.strictObject({ kind: text, track: text, state: matterState })),
  })
  .meta({ id: 'PlanSummary' })

const proposals = z
  .strictObject({ proposals: z.array(z.strictObject({ kind: text, track: text, reason: text })) })
  .meta({ id: 'PlanProposals' })

const ofPlans = { tag: 'Plans', who: 'plan-visit' } as const
const beingDone = { description: 'Taken in and kept, still being done', schema: accepted }

export const listPlansOperation = defineOperation({
  ...ofPlans,
  id: 'listPlans',
  method: 'get',
  path: '/api/v1/plans',
  summary: 'Plans that the caller may know of, the newest first',
  query: pageQuery,
  answers: { 200: { description: 'A page', schema: listOf(planSummary) } },
})

export const makePlanOperation = defineOperation({
  ...ofPlans,
  id: 'makePlan',
  method: 'post',
  path: '/api/v1/plans',
  summary: 'Make one plan of several matters, named or yet to be opened; `check` only says what the answers speak for',
  body: makePlanInput,
  answers: {
    200: { description: 'What the answers speak for; nothing was made', schema: proposals },
    201: { description: 'The plan', schema: plan, headers: ['Location'] },
    202: beingDone,
  },
  problems: ['field-missing', 'field-invalid', 'not-yours'],
})

export const readPlanOperation = defineOperation({
  ...ofPlans,
  id: 'readPlan',
  method: 'get',
  path: '/api/v1/plans/{id}',
  summary: 'A plan: order with reasons, papers once, visits and why not fewer, one date with its critical path',
  params: byId,
  answers: { 200: { description: 'The plan', schema: plan } },
  problems: ['not-found'],
})

export const actOnPlanOperation = defineOperation({
  ...ofPlans,
  id: 'actOnPlan',
  method: 'post',
  path: '/api/v1/plans/{id}/actions/{action}',
  summary: 'Add or drop matters, book a visit, withdraw the plan and the matters named with it',
  params: z.strictObject({ id: z.string().max(64), action: actOnPlanInput.shape.action }),
  body: z.strictObject({ data: anything.optional() }),
  answers: { 200: { description: 'The plan', schema: plan }, 202: beingDone },
  problems: ['not-open', 'not-yours', 'matter-in-plan', 'matter-not-in-plan', 'plan-full', 'visit-scattered'],
})
