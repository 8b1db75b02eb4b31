import { createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { comesBack } from '../../domain/booking/video-call.ts'
import { clearSeats, lastThere, lastUsedSeat, takeSeat } from '../../prisma/call-seats.ts'
import { changeCall, findCall } from '../../prisma/calls.ts'
import type { Parts } from '../parts.ts'
import { isProblem } from '../problems.ts'
import { admitTo, type Room, seeRoom } from './call-room.ts'
import { callView } from './call-view.ts'
import { defineCommand, type Outcome } from './command.ts'

/** Letters of a peer's name and of a ticket: more than can be guessed. */
const secretBytes = 24
/** Machine time within which a ticket opens its connection; a broken one is opened again with another. */
export const ticketMillis = 60_000
/** Seconds of machine time for which the relay knows somebody: longer than a room is open. */
const relaySeconds = 2 * 3600

/** What is kept of a ticket. */
export const ticketHash = (ticket: string): string => createHash('sha256').update(ticket).digest('hex')

/**
 * Where the browsers find each other: by nobody else's server. Where a relay is set, with a name and a password of its
 * own that end by themselves (coturn, `use-auth-secret`).
 */
export function iceServers({ config: { turn } }: Pick<Parts, 'config'>) {
  if (turn === undefined) return []
  const username = `${Math.floor(Date.now() / 1000) + relaySeconds}:${randomBytes(6).toString('hex')}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return [{ urls: turn.url, username, credential }]
}

/** Whoever stayed away longer than a call is kept for is let in anew. */
async function forgetDoor({ prisma }: Pick<Parts, 'prisma'>, { booking, seen, side }: Room): Promise<void> {
  if (side !== 'applicant') return
  const [call, last] = [await findCall(prisma, booking.id), await lastUsedSeat(prisma, booking.id, side)]
  if (call.letInAt === null || last === undefined || comesBack(Date.now() - lastThere(last))) return
  await changeCall(prisma, { bookingId: booking.id, caseId: seen.id }, { letInAt: null })
}

export const enterCallInput = z.strictObject({ booking: z.string().max(64) })

/** Takes a place in the video room of an appointment, in its time; an earlier place of the same person is given up. */
export const enterCall = defineCommand<z.infer<typeof enterCallInput>>({
  operation: 'enter-call',
  input: enterCallInput,
  caseOf: () => null,
  run: async (parts, { caller, input }): Promise<Outcome> => {
    const room = await seeRoom(parts, caller, input.booking)
    if (isProblem(room)) return room
    const refused = admitTo(room)
    if (refused !== undefined) return refused
    await forgetDoor(parts, room)
    await clearSeats(parts.prisma, Date.now())
    const [peer, ticket] = [randomBytes(secretBytes).toString('hex'), randomBytes(secretBytes).toString('hex')]
    await takeSeat(parts.prisma, {
      peer,
      ticketHash: ticketHash(ticket),
      bookingId: room.booking.id,
      side: room.side,
      personId: caller.personId,
      takenAt: new Date(),
    })
    return { done: { ...(await callView(parts, room)), seat: { peer, ticket, iceServers: iceServers(parts) } } }
  },
})
