import { z } from 'zod'
import { statuses } from '../../domain/case/definition.ts'
import { openCaseInput } from '../commands/open-case.ts'
import { reachCaseInput } from '../commands/reach-case.ts'
import { saveDraftInput } from '../commands/save-draft.ts'
import { caseSummarySchema, caseViewSchema } from './case-schemas.ts'
import { defineOperation } from './operation.ts'
import { accepted, anything, byId, id, instant, listOf, paging } from './shared.ts'

const text = z.string()

const beingDone = { description: 'Taken in and kept, still being done', schema: accepted, headers: ['Location'] }
const ofCases = { tag: 'Cases' } as const

export const openCaseOperation = defineOperation({
  ...ofCases,
  id: 'openCase',
  method: 'post',
  path: '/api/v1/cases',
  summary: 'Open a case as a draft, submit it at once, or only check it',
  who: 'open-case',
  body: openCaseInput,
  answers: {
    200: {
      description: 'Checked, nothing kept: all faults',
      schema: z.strictObject({ errors: z.array(z.strictObject({ pointer: text, code: text, message: text })) }),
    },
    201: { description: 'Opened', schema: caseViewSchema, headers: ['Location', 'ETag'] },
    202: beingDone,
  },
  problems: ['kind-unknown', 'field-missing', 'material-missing', 'outside-centre-hours', 'receipt-out-of-range'],
})

export const reachCaseOperation = defineOperation({
  ...ofCases,
  id: 'reachCase',
  method: 'post',
  path: '/api/v1/cases/reached',
  summary: "A case that somebody filed for the caller: by their proved address and the filing receipt's number",
  who: 'reach-case',
  body: reachCaseInput,
  answers: { 200: { description: 'It is theirs now', schema: caseViewSchema, headers: ['ETag'] } },
  problems: ['not-found', 'rate-limited'],
})

export const listCasesOperation = defineOperation({
  ...ofCases,
  id: 'listCases',
  method: 'get',
  path: '/api/v1/cases',
  summary: 'Cases the caller may know of, newest first',
  who: 'read-cases',
  query: z.strictObject({
    ...paging,
    kind: z.string().max(64).optional(),
    status: z.enum(statuses).optional(),
    assignee: z.string().max(64).optional(),
    due: instant.optional(),
    q: z.string().max(64).optional(),
  }),
  answers: { 200: { description: 'A page', schema: listOf(caseSummarySchema) } },
})

export const readCaseOperation = defineOperation({
  ...ofCases,
  id: 'readCase',
  method: 'get',
  path: '/api/v1/cases/{id}',
  summary: 'The case view',
  who: 'read-cases',
  params: byId,
  answers: { 200: { description: 'The case', schema: caseViewSchema, headers: ['ETag'] } },
})

export const saveDraftOperation = defineOperation({
  ...ofCases,
  id: 'saveDraft',
  method: 'patch',
  path: '/api/v1/cases/{id}',
  summary: 'Save a draft as it is; If-Match with its ETag',
  who: 'change-draft',
  params: byId,
  body: saveDraftInput.pick({ set: true, unset: true }),
  answers: { 200: { description: 'Saved', schema: caseViewSchema, headers: ['ETag'] } },
  problems: ['not-open', 'not-yours', 'changed-meanwhile'],
})

export const actOperation = defineOperation({
  ...ofCases,
  id: 'act',
  method: 'post',
  path: '/api/v1/cases/{id}/actions/{action}',
  summary: 'Do what the case has open for the caller',
  who: 'act',
  params: z.strictObject({ id, action: z.string().max(64) }),
  body: z.strictObject({ data: anything.optional() }),
  answers: { 200: { description: 'Done', schema: caseViewSchema, headers: ['ETag'] }, 202: beingDone },
  problems: ['not-open', 'not-yours', 'field-missing', 'material-missing', 'corrections-incomplete'],
})

export const extendOperation = defineOperation({
  ...ofCases,
  id: 'extendClock',
  method: 'post',
  path: '/api/v1/cases/{id}/clocks/{code}/extend',
  summary: 'Extend a clock once, before it is due',
  who: 'extend-clock',
  params: z.strictObject({ id, code: z.string().max(64) }),
  body: z.strictObject({ days: z.number().int().min(1).max(3650), reason: z.string().trim().min(1).max(2000) }),
  answers: { 200: { description: 'Extended', schema: caseViewSchema }, 202: beingDone },
  problems: ['not-open', 'not-extendable', 'already-extended', 'extension-too-long', 'clock-over'],
})
