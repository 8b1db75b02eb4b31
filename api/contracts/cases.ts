import { z } from 'zod'
import { parties, statuses } from '../../domain/case/definition.ts'
import { outcomes } from '../../domain/case/outcome.ts'
import { openCaseInput } from '../commands/open-case.ts'
import { saveDraftInput } from '../commands/save-draft.ts'
import { defineOperation } from './operation.ts'
import { accepted, anything, byId, id, instant, listOf, pageQuery, paging } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()

const ledgerEntry = z.looseObject({ date: text, counted: z.boolean(), why: text }).meta({ id: 'LedgerEntry' })

export const clock = z
  .looseObject({
    code: text,
    basis: z.enum(['promise', 'statutory']),
    rule: z.looseObject({ kind: text, n: z.number() }),
    startedAt: text,
    startedOn: text,
    dueOn: maybe,
    dueAt: maybe,
    endedAt: maybe,
    counted: z.number().nullable(),
    remaining: z.number().nullable(),
    state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
    provisional: z.boolean(),
    legalBasis: text,
    ledger: z.array(ledgerEntry),
  })
  .meta({ id: 'Clock' })

const issued = z
  .looseObject({ number: text, code: text, state: text, issuedAt: maybe, verificationCode: text })
  .meta({ id: 'Document' })

export const material = z
  .strictObject({
    id: text,
    type: text,
    state: z.enum(['offered', 'counted', 'superseded']),
    mime: text,
    bytes: z.number(),
    name: text,
    at: text,
  })
  .meta({ id: 'Material' })

const task = z.looseObject({
  id: text,
  task: text,
  team: text,
  assignee: maybe,
  outcomes: z.array(text),
  target: maybe,
})

export const caseViewSchema = z
  .strictObject({
    id: text,
    number: text,
    kind: text,
    track: text,
    channel: text,
    status: z.enum(statuses),
    stage: text,
    waitingFor: z.enum(parties).nullable(),
    outcome: z.enum(outcomes).nullable(),
    reasons: z.array(text),
    openedAt: text,
    receivedAt: maybe,
    closedAt: maybe,
    basedOn: maybe,
    flags: z.array(text),
    facts: anything,
    actions: z.array(z.strictObject({ action: text, until: maybe, schema: anything })),
    clocks: z.array(clock),
    tasks: z.array(task),
    documents: z.array(issued),
    corrections: z.array(z.looseObject({ reasons: z.array(text), askedAt: text, answeredAt: maybe })),
    bookings: z.array(z.looseObject({ id: text, purpose: text, startsAt: text, minutes: z.number(), officer: text })),
    people: z.array(z.looseObject({ role: text, person: text })),
    form: anything.nullable().optional(),
    version: z.number().optional(),
    materials: z.array(material).optional(),
  })
  .meta({ id: 'Case' })

const summary = z
  .strictObject({
    id: text,
    number: text,
    kind: text,
    track: text,
    status: z.enum(statuses),
    stage: text,
    waitingFor: z.enum(parties).nullable(),
    outcome: z.enum(outcomes).nullable(),
    flags: z.array(text),
    openedAt: text,
    closedAt: maybe,
  })
  .meta({ id: 'CaseSummary' })

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
  answers: { 200: { description: 'A page', schema: listOf(summary) } },
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

const record = z
  .strictObject({ seq: z.number(), at: text, type: text, actor: maybe, data: anything, hash: text })
  .meta({ id: 'Event' })

const part = <Item extends z.ZodType>(name: string, summaryText: string, item: Item) =>
  defineOperation({
    ...ofCases,
    id: `list${name[0]?.toUpperCase()}${name.slice(1)}`,
    method: 'get',
    path: `/api/v1/cases/{id}/${name}`,
    summary: summaryText,
    who: 'read-cases',
    params: byId,
    query: pageQuery,
    answers: { 200: { description: 'A page', schema: listOf(item) } },
  })

export const eventsOperation = part(
  'events',
  'The record: append-only, gapless, each with the hash of the one before',
  record,
)
export const clocksOperation = part('clocks', 'The clocks, explained day by day', clock)
export const documentsOperation = part('documents', 'What was issued', issued)
export const messagesOperation = part(
  'messages',
  'What was sent and whether it arrived',
  z
    .strictObject({ id: text, code: text, to: text, state: text, language: text, at: text, changedAt: text })
    .meta({ id: 'Message' }),
)

export const uploadOperation = defineOperation({
  ...ofCases,
  id: 'uploadMaterial',
  method: 'post',
  path: '/api/v1/cases/{id}/materials',
  summary: 'Upload a material: multipart with `type` and `file`',
  who: 'upload-material',
  params: byId,
  bodyMedia: 'multipart/form-data',
  answers: { 201: { description: 'Kept', schema: material, headers: ['Location'] } },
  problems: [
    'not-open',
    'material-unknown',
    'file-not-what-it-says',
    'file-empty',
    'too-large',
    'unsupported-media-type',
  ],
})

export const readMaterialOperation = defineOperation({
  ...ofCases,
  id: 'readMaterial',
  method: 'get',
  path: '/api/v1/cases/{id}/materials/{material}',
  summary: 'A material as it was uploaded',
  who: 'read-cases',
  params: z.strictObject({ id, material: id }),
  answers: { 200: { description: 'The file', media: 'application/octet-stream' } },
})

export const readDocumentOperation = defineOperation({
  ...ofCases,
  id: 'readDocument',
  method: 'get',
  path: '/api/v1/documents/{number}',
  summary: 'The paper as PDF',
  who: 'read-cases',
  params: z.strictObject({ number: z.string().max(40) }),
  answers: { 200: { description: 'The paper', media: 'application/pdf' } },
})
