import { z } from 'zod'
import { clock, issued, material } from './case-schemas.ts'
import { defineOperation } from './operation.ts'
import { anything, byId, id, listOf, pageQuery } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()
const ofCases = { tag: 'Cases' } as const

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
