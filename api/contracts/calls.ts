import { z } from 'zod'
import { recordingType } from '../../prisma/call-evidence.ts'
import { steering } from '../commands/steer-call.ts'
import { defineOperation } from './operation.ts'
import { byId, id } from './shared.ts'

const text = z.string()
const ofCalls = { tag: 'Video calls', who: 'hold-call' } as const

const signed = z.strictObject({ outcome: text, documents: z.record(text, z.unknown()), at: text })

const evidence = z.strictObject({ id: text, type: text, sha256: text, at: text })

const callFields = {
  booking: text,
  case: text,
  side: z.enum(['applicant', 'officer']),
  startsAt: text,
  opensAt: text,
  closesAt: text,
  /** Whether it can be entered: the appointment stands and nothing is signed yet. */
  open: z.boolean(),
  here: z.strictObject({ applicant: z.boolean(), officer: z.boolean() }),
  letIn: z.boolean(),
  /** People who wait for the same officer and whose turn is before this one's. */
  ahead: z.number().int(),
  recording: z.enum(['none', 'asked', 'agreed', 'declined', 'withdrawn']),
  /** The caller's place in the room by its name in the signalling, and the other's, once both are in the call. */
  own: text.nullable(),
  other: text.nullable(),
  originals: z.array(text),
  signed: signed.nullable(),
  checklist: z.looseObject({}).nullable(),
  evidence: z.array(evidence),
}

const call = z.strictObject(callFields).meta({ id: 'Call' })

const seat = z.strictObject({
  peer: text,
  ticket: text,
  iceServers: z.array(z.strictObject({ urls: text, username: text, credential: text })),
})

const entered = z.strictObject({ ...callFields, seat: seat.nullable() }).meta({ id: 'CallEntered' })

const kept = z
  .strictObject({ id: text, type: text, mime: text, bytes: z.number(), sha256: text, at: text })
  .meta({ id: 'CallEvidence' })

const path = '/api/v1/bookings/{id}/call'
const refusals = ['not-found', 'not-yours', 'call-not-open']

export const readCallOperation = defineOperation({
  ...ofCalls,
  id: 'readCall',
  method: 'get',
  path,
  summary: 'The video room of an appointment as it is now, from 15 minutes before it begins until 60 after',
  params: byId,
  answers: { 200: { description: 'The room', schema: call } },
  problems: refusals,
})

export const enterCallOperation = defineOperation({
  ...ofCalls,
  id: 'enterCall',
  method: 'post',
  path,
  summary: 'Enter the video room (an empty body), or steer the call that is held in it',
  params: byId,
  body: steering,
  answers: { 200: { description: 'The room; `seat` opens the signalling within a minute', schema: entered } },
  problems: [...refusals, 'not-open', 'field-unknown', 'field-invalid'],
})

export const keepEvidenceOperation = defineOperation({
  ...ofCalls,
  id: 'keepCallEvidence',
  method: 'post',
  path: `${path}/evidence`,
  summary: `Keep a still image (\`type\`: the original) or a piece of an agreed recording (\`type\`: ${recordingType}) as evidence`,
  params: byId,
  bodyMedia: 'multipart/form-data',
  answers: { 201: { description: 'Kept, sealed', schema: kept, headers: ['Location'] } },
  problems: [
    ...refusals,
    ...['not-open', 'material-unknown', 'file-not-what-it-says', 'file-empty', 'too-large', 'unsupported-media-type'],
  ],
})

export const readEvidenceOperation = defineOperation({
  tag: 'Video calls',
  who: 'read-cases',
  id: 'readCallEvidence',
  method: 'get',
  path: `${path}/evidence/{evidence}`,
  summary: 'A still image, or a piece of a recording, as it was taken',
  params: z.strictObject({ id, evidence: id }),
  answers: { 200: { description: 'The file', media: 'application/octet-stream' } },
  problems: ['not-found'],
})
