import { z } from 'zod'
import { type Recording, recordingAfter, recordingWishes } from '../../domain/booking/video-call.ts'
import { personId } from '../../domain/case/codes.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { changeCall, findCall } from '../../prisma/calls.ts'
import { nameCase } from '../../prisma/commands.ts'
import { recording as recordingUpdate } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { admitTo, callTask, type Room, seeRoom, taskOfCall } from './call-room.ts'
import { callView } from './call-view.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { faultsOf } from './form-faults.ts'
import { decisionDoor } from './schemas.ts'
import { deliver } from './send.ts'

export const steering = z.strictObject({
  /** The officer opens the door. */
  letIn: z.literal(true).optional(),
  recording: z.enum(recordingWishes).optional(),
  /** What is filled in of the decision so far: kept if the browser dies. */
  checklist: z.record(z.string(), z.json()).optional(),
})

const steerCallInput = steering.extend({ booking: z.string().max(64) })
type SteerCallInput = z.infer<typeof steerCallInput>

type Steering = { readonly parts: Parts; readonly room: Room; readonly command: Command<SteerCallInput> }

const placeOf = ({ booking, seen }: Room) => ({ bookingId: booking.id, caseId: seen.id })

async function letIn({ parts, room }: Steering): Promise<Problem | undefined> {
  if (room.side !== 'officer') return { refused: 'not-yours' }
  await changeCall(parts.prisma, placeOf(room), { letInAt: new Date() })
  return undefined
}

async function keepChecklist({ parts, room, command }: Steering): Promise<Problem | undefined> {
  if (room.side !== 'officer') return { refused: 'not-yours' }
  const { checklist } = command.input
  const read = decisionDoor(room.seen.row.kind, callTask).schema.safeParse(checklist, { reportInput: true })
  if (!read.success) return problemOf(faultsOf(read.error, '/checklist'))
  const sealed = await parts.vault.sealBytes(room.seen.id, Buffer.from(JSON.stringify(read.data)))
  await changeCall(parts.prisma, placeOf(room), { checklist: Uint8Array.from(sealed) })
  return undefined
}

/** What the applicant agreed to, or took back, stands in the record before anything is recorded. */
async function tellRecord(
  { parts, room, command }: Steering,
  change: 'agreed' | 'withdrawn',
): Promise<Problem | undefined> {
  const { seen, booking } = room
  await nameCase(parts.prisma, command.id, seen.id)
  const officer = personId(taskOfCall(seen, booking)?.assignee ?? booking.officer)
  const argument = {
    by: command.caller.personId,
    at: formatInstant(command.at),
    change,
    id: booking.id,
    officer,
  }
  const sent = await deliver(parts, recordingUpdate, { caseId: seen.id, updateId: command.id, argument })
  if ('refused' in sent) return sent
  return 'pending' in sent ? { refused: 'unavailable' } : undefined
}

const isRecorded = (state: Recording): state is 'agreed' | 'withdrawn' => state === 'agreed' || state === 'withdrawn'

async function speakOfRecording(steering: Steering): Promise<Problem | undefined> {
  const { parts, room, command } = steering
  const { recording: wish } = command.input
  const call = await findCall(parts.prisma, room.booking.id)
  if (wish === undefined) return undefined
  if (call.letInAt === null) return { refused: 'not-open' }
  const after = recordingAfter(call.recording, room.side, wish)
  if (typeof after !== 'string') return after
  const refused = isRecorded(after) ? await tellRecord(steering, after) : undefined
  if (refused === undefined) await changeCall(parts.prisma, placeOf(room), { recording: after })
  return refused
}

/** What is asked, in the order in which it is done; the first that is refused ends it. */
async function steer(steering: Steering): Promise<Problem | undefined> {
  const { letIn: door, recording, checklist } = steering.command.input
  const asked = [
    ...(checklist === undefined ? [] : [keepChecklist]),
    ...(door === undefined ? [] : [letIn]),
    ...(recording === undefined ? [] : [speakOfRecording]),
  ]
  for (const act of asked) {
    const refused = await act(steering)
    if (refused !== undefined) return refused
  }
  return undefined
}

/** What its two people do in a call besides talking: the door, the checklist, whether it is recorded. */
export const steerCall = defineCommand<SteerCallInput>({
  operation: 'steer-call',
  input: steerCallInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const room = await seeRoom(parts, command.caller, command.input.booking)
    if (isProblem(room)) return room
    const refused = admitTo(room) ?? (await steer({ parts, room, command }))
    return refused ?? { done: { ...(await callView(parts, room)), seat: null } }
  },
})
