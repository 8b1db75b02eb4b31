import { createHash } from 'node:crypto'
import { mayReadPerson } from '../../domain/identity/roles.ts'
import { findEvidence } from '../../prisma/call-evidence.ts'
import type { ApiParts } from '../api-parts.ts'
import { seeBooking } from '../commands/booking-view.ts'
import { admitLook, seeRoom } from '../commands/call-room.ts'
import { callView } from '../commands/call-view.ts'
import { enterCall } from '../commands/enter-call.ts'
import { admitEvidence, evidenceKeyOf, type KeepEvidenceInput, keepEvidence } from '../commands/keep-evidence.ts'
import { steerCall } from '../commands/steer-call.ts'
import {
  enterCallOperation,
  keepEvidenceOperation,
  readCallOperation,
  readEvidenceOperation,
} from '../contracts/calls.ts'
import { isProblem, type Problem } from '../problems.ts'
import { answerWith } from './answer.ts'
import type { Asked, Reply, Serve } from './serve.ts'
import { readUpload } from './uploads.ts'

/** Reads what was taken in a call, and seals its bytes into their place once it is clear that they may be kept. */
async function evidenceIn(
  parts: ApiParts,
  { caller, params, request }: Asked<typeof keepEvidenceOperation>,
): Promise<Problem | KeepEvidenceInput> {
  const room = await seeRoom(parts, caller, params.id)
  if (isProblem(room)) return room
  const upload = await readUpload(request, { recording: true })
  if (isProblem(upload)) return upload
  const { type, mime, bytes } = upload
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const input = { booking: room.booking.id, type, mime, bytes: bytes.length, sha256 }
  const refused = await admitEvidence(parts, room, input)
  if (refused !== undefined) return refused
  await parts.files.put(evidenceKeyOf(input), await parts.vault.sealBytes(room.seen.id, bytes))
  return input
}

/** What was taken in a call, for the people and the staff of its case. */
async function evidenceFile(
  parts: ApiParts,
  { caller, params }: Pick<Asked<typeof readEvidenceOperation>, 'caller' | 'params'>,
): Promise<Reply> {
  const found = await seeBooking(parts, caller, params.id)
  const row =
    found !== undefined && mayReadPerson(found.seen.standing)
      ? await findEvidence(parts.prisma, found.booking.id, params.evidence)
      : null
  if (found === undefined || row === null) return { refused: 'not-found' }
  const bytes = await parts.vault.openBytes(found.seen.id, await parts.files.get(row.fileKey))
  return { status: 200, bytes, headers: { 'Content-Type': row.mime, 'Content-Disposition': 'attachment' } }
}

/** The video room of an appointment: looked at, entered, steered; and what is kept of it. */
export function callRoutes(serve: Serve, parts: ApiParts): void {
  serve(readCallOperation, async ({ caller, params }) => {
    const room = await seeRoom(parts, caller, params.id)
    if (isProblem(room)) return room
    return admitLook(room) ?? { status: 200, body: await callView(parts, room) }
  })
  serve(enterCallOperation, async (asked) => {
    const input = { booking: asked.params.id }
    return Object.keys(asked.body).length === 0
      ? await answerWith(parts, enterCall, { asked, input })
      : await answerWith(parts, steerCall, { asked, input: { ...asked.body, ...input } })
  })
  serve(keepEvidenceOperation, async (asked) => {
    const input = await evidenceIn(parts, asked)
    if (isProblem(input)) return input
    const under = `/api/v1/bookings/${input.booking}/call/evidence`
    return await answerWith(parts, keepEvidence, { asked, input, under })
  })
  serve(readEvidenceOperation, (asked) => evidenceFile(parts, asked))
}
