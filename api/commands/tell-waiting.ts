import { tellWaiting as tellThem } from '../../prisma/office-work.ts'
import { type AbsenceParts, tellOf } from './begin-absences.ts'

/** Tells the cases that wait for a slot of these purposes that there may be one now. */
export const tellWaiting = async (parts: AbsenceParts, purposes: readonly string[]): Promise<void> =>
  await tellThem({ prisma: parts.prisma, tell: tellOf(parts) }, purposes, await parts.officeTime.now())
