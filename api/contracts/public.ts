import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { anything, listOf } from './shared.ts'

const text = z.string()

export const listKindsOperation = defineOperation({
  id: 'listKinds',
  method: 'get',
  path: '/api/v1/kinds',
  tag: 'Kinds',
  summary: 'The kinds of case and everything that is fixed about them',
  who: 'anyone',
  answers: {
    200: {
      description: 'All kinds',
      schema: listOf(z.looseObject({ kind: text, team: text, tracks: z.array(anything) }).meta({ id: 'Kind' })),
    },
  },
})

const states = ['genuine-in-force', 'genuine-replaced', 'genuine-revoked', 'expired', 'unknown'] as const

const verified = z
  .strictObject({
    state: z.enum(states),
    type: text.nullable(),
    number: text.nullable(),
    issuedOn: text.nullable(),
    since: text.optional(),
    replacedBy: text.optional(),
    holder: text.optional(),
  })
  .meta({ id: 'Verification' })

const byCode = z.strictObject({ code: z.string().max(64) })

export const verifyOperation = defineOperation({
  id: 'verifyDocument',
  method: 'get',
  path: '/verify/{code}',
  tag: 'Verification',
  summary: 'Is this paper genuine and still in force',
  who: 'anyone',
  params: byCode,
  answers: { 200: { description: 'What is known of it', schema: verified } },
})

export const verifyHolderOperation = defineOperation({
  id: 'verifyHolder',
  method: 'post',
  path: '/verify/{code}',
  tag: 'Verification',
  summary: "The same with the holder's name, for who knows their birth date",
  who: 'anyone',
  params: byCode,
  body: z.strictObject({ birthDate: z.iso.date() }),
  answers: { 200: { description: 'What is known of it', schema: verified } },
  problems: ['rate-limited'],
})

export const callBackOperation = defineOperation({
  id: 'callBack',
  method: 'post',
  path: '/api/v1/outside/{system}/call-backs',
  tag: 'Outside systems',
  summary: 'An outside system tells what it decided, signed',
  who: 'anyone',
  params: z.strictObject({ system: z.string().max(64) }),
  answers: { 200: { description: 'Taken, now or before' } },
  problems: ['signature-wrong', 'signature-stale', 'content-invalid', 'unavailable'],
})
