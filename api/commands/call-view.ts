import { z } from 'zod'
import type { Side } from '../../domain/booking/video-call.ts'
import type { CaseEvent } from '../../domain/case/event.ts'
import { factsAt } from '../../domain/case/facts.ts'
import { evidenceOf, recordingType } from '../../prisma/call-evidence.ts'
import { isPresent, type Seat, seatsOf } from '../../prisma/call-seats.ts'
import { findCall } from '../../prisma/calls.ts'
import { eventsAfter } from '../../prisma/events.ts'
import { waitingBefore } from '../../prisma/video-desk.ts'
import type { Parts } from '../parts.ts'
import { callTask, hoursOf, type Room, stands, taskOfCall } from './call-room.ts'
import { decisionDoor } from './schemas.ts'

/** More lines than this no record has. */
const mostEvents = 2000

const listed = z.array(z.string()).catch([])

/** The originals that are to be seen. */
export const originalsOf = ({ seen, booking }: Room): readonly string[] =>
  listed.parse(taskOfCall(seen, booking)?.about['originals'] ?? seen.state.facts['originals'])

const isEndOf = (event: CaseEvent, booking: string): boolean => event.type === 'slot-used' && event.data.id === booking

/** What was signed in this call, as the record has it; null until then. */
export async function signedIn({ prisma }: Pick<Parts, 'prisma'>, { seen, booking }: Pick<Room, 'seen' | 'booking'>) {
  if (seen.state.bookings.some(({ id }) => id === booking.id)) return null
  const events = await eventsAfter(prisma, seen.id, { seq: 0, limit: mostEvents })
  const end = events.find((event) => isEndOf(event, booking.id))
  const signed = events.findLast(
    (event) => event.type === 'decided' && event.data.task === callTask && end !== undefined && event.seq < end.seq,
  )
  if (signed?.type !== 'decided') return null
  const { outcome, data } = signed.data
  return { outcome, documents: factsAt(data, 'documents'), at: signed.at }
}

/** The checklist as far as it is filled in, by the schema of the decision it becomes. */
const checklistOf = (kind: string, kept: unknown) => {
  const read = decisionDoor(kind, callTask).schema.safeParse(kept)
  return read.success ? checklist.parse(read.data) : {}
}

const checklist = z.looseObject({ documents: z.record(z.string(), z.string()).optional(), note: z.string().optional() })

const seatAt = (seats: readonly Seat[], side: Side) => seats.find((seat) => seat.side === side)

async function forOfficer(parts: Pick<Parts, 'prisma' | 'vault'>, room: Room) {
  if (room.side !== 'officer') return { checklist: null, evidence: [] }
  const { seen, booking } = room
  const { checklist: sealed } = await findCall(parts.prisma, booking.id)
  const kept: unknown =
    sealed === null ? {} : JSON.parse((await parts.vault.openBytes(seen.id, sealed)).toString('utf8'))
  const evidence = await evidenceOf(parts.prisma, { bookingId: booking.id })
  return {
    checklist: checklistOf(seen.row.kind, kept),
    evidence: evidence
      .filter(({ type }) => type !== recordingType)
      .map(({ id, type, sha256, at }) => ({ id, type, sha256, at })),
  }
}

/** The room as it is now, for one of its two people. Presence is of the signalling: who has a live connection is there. */
export async function callView(parts: Pick<Parts, 'prisma' | 'vault'>, room: Room) {
  const { booking, seen, side } = room
  const [call, seats, signed] = await Promise.all([
    findCall(parts.prisma, booking.id),
    seatsOf(parts.prisma, [booking.id]),
    signedIn(parts, room),
  ])
  const [applicant, officer] = [seatAt(seats, 'applicant'), seatAt(seats, 'officer')]
  const [own, other] = side === 'applicant' ? [applicant, officer] : [officer, applicant]
  const now = Date.now()
  const isLetIn = call.letInAt !== null
  return {
    booking: booking.id,
    case: seen.id,
    side,
    ...hoursOf(booking),
    open: stands(room),
    here: { applicant: isPresent(applicant, now), officer: isPresent(officer, now) },
    letIn: isLetIn,
    ahead: side === 'applicant' && !isLetIn ? await waitingBefore(parts.prisma, booking) : 0,
    recording: call.recording,
    own: own?.peer ?? null,
    // Who has not been let in is not told whom to call.
    other: isLetIn && isPresent(other, now) ? (other?.peer ?? null) : null,
    originals: originalsOf(room),
    signed,
    ...(await forOfficer(parts, room)),
  }
}

export type CallView = Awaited<ReturnType<typeof callView>>
