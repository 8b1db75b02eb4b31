import { evidenceOf, recordingType } from '../../../prisma/call-evidence.ts'
import { callTask } from '../../commands/call-room.ts'
import type { SignedVisit } from '../kit.ts'
import { evidenceHref } from '../video/room-model.ts'
import type { TaskReading } from './task-reading.ts'

/** Where the call of this task is held, and what was kept of the case's calls: for whoever judges after them. */
export async function fromCalls({ kit, speech }: SignedVisit, { task, reading }: TaskReading) {
  const { view, seen } = reading
  const evidence = await evidenceOf(kit.parts.prisma, { caseId: seen.id })
  const recordings = evidence.filter(({ type }) => type === recordingType)
  const stills = evidence.filter(({ type }) => type !== recordingType)
  const booking = view.bookings.find(({ purpose }) => purpose === 'video')
  const isCall = task.task === callTask && task.state === 'open' && booking !== undefined
  return {
    room: isCall ? `/calls/${booking.id}` : undefined,
    stills: stills.map(({ id, bookingId, type, at, sha256 }) => ({
      href: evidenceHref(bookingId, id),
      name: speech.word(view.kind, `materials.${type}.name`),
      when: speech.shortDateTime(at),
      fingerprint: speech.t('video:evidence.fingerprint', { hash: sha256 }),
    })),
    recordings: recordings.map(({ id, bookingId, at }, index) => ({
      href: evidenceHref(bookingId, id),
      name: speech.t('video:evidence.recording', { number: index + 1 }),
      when: speech.shortDateTime(at),
    })),
  }
}
