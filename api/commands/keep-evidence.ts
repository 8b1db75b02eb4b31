import { z } from 'zod'
import { formatInstant } from '../../domain/time/local-date.ts'
import { addEvidence, recordingType } from '../../prisma/call-evidence.ts'
import { findCall } from '../../prisma/calls.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { admitLook, type Room, seeRoom } from './call-room.ts'
import { originalsOf } from './call-view.ts'
import { defineCommand, type Outcome } from './command.ts'

export const keepEvidenceInput = z.strictObject({
  booking: z.string().max(64),
  type: z.string().max(64),
  mime: z.string().max(100),
  bytes: z.number().int(),
  sha256: z.string().length(64),
})
export type KeepEvidenceInput = z.infer<typeof keepEvidenceInput>

/** Where the sealed bytes lie: the same bytes of the same call are the same file. */
export const evidenceKeyOf = ({ booking, sha256 }: Pick<KeepEvidenceInput, 'booking' | 'sha256'>): string =>
  `calls/${booking}/${sha256}`

const isPicture = (mime: string): boolean => mime === 'image/jpeg' || mime === 'image/png'

/** A still image of an original, by the officer; a piece of a recording only once the applicant has agreed to it. */
export async function admitEvidence(
  { prisma }: Pick<Parts, 'prisma'>,
  room: Room,
  { type, mime }: Pick<KeepEvidenceInput, 'type' | 'mime'>,
): Promise<Problem | undefined> {
  if (room.side !== 'officer') return { refused: 'not-yours' }
  const refused = admitLook(room)
  if (refused !== undefined) return refused
  if (type === recordingType) {
    const { recording } = await findCall(prisma, room.booking.id)
    return recording === 'agreed' && mime === 'video/webm' ? undefined : { refused: 'not-open' }
  }
  if (!originalsOf(room).includes(type)) return problemOf([{ pointer: '/type', code: 'material-unknown' }])
  return isPicture(mime) ? undefined : problemOf([{ pointer: '/file', code: 'file-not-what-it-says' }])
}

/** Keeps what the officer took in the call, with the fingerprint of its bytes. */
export const keepEvidence = defineCommand<KeepEvidenceInput>({
  operation: 'keep-evidence',
  input: keepEvidenceInput,
  caseOf: () => null,
  run: async (parts, { id: command, caller, input, at }): Promise<Outcome> => {
    const room = await seeRoom(parts, caller, input.booking)
    if (isProblem(room)) return room
    const refused = await admitEvidence(parts, room, input)
    if (refused !== undefined) return refused
    const { booking: bookingId, type, mime, bytes, sha256 } = input
    const id = command.slice(0, 32).replaceAll(/[^A-Za-z0-9]/g, '0')
    const kept = { id, bookingId, type, mime, bytes, sha256 }
    await addEvidence(parts.prisma, {
      ...kept,
      caseId: room.seen.id,
      fileKey: evidenceKeyOf(input),
      at: new Date(at * 1000),
    })
    return { done: { id, type, mime, bytes, sha256, at: formatInstant(at) }, created: id }
  },
})
