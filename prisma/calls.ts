import type { Recording } from '../domain/booking/video-call.ts'
import type { Prisma } from './client.ts'

/** A video room as it stands; nobody need have entered it. */
export type Call = {
  readonly letInAt: Date | null
  readonly recording: Recording
  readonly checklist: Uint8Array | null
}

const recordings: readonly Recording[] = ['none', 'asked', 'agreed', 'declined', 'withdrawn']

/** The room of an appointment. */
export async function findCall(prisma: Prisma, bookingId: string): Promise<Call> {
  const row = await prisma.call.findUnique({ where: { bookingId } })
  const recording = recordings.find((known) => known === row?.recording) ?? 'none'
  return { letInAt: row?.letInAt ?? null, recording, checklist: row?.checklist ?? null }
}

type CallChange = {
  readonly letInAt?: Date | null
  readonly recording?: Recording
  readonly checklist?: Uint8Array<ArrayBuffer>
}

/** Changes the room; the first change makes it. */
export async function changeCall(
  prisma: Prisma,
  { bookingId, caseId }: { readonly bookingId: string; readonly caseId: string },
  change: CallChange,
): Promise<void> {
  await prisma.call.upsert({ where: { bookingId }, create: { bookingId, caseId, ...change }, update: change })
}
