import { caseId } from '../../domain/case/codes.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import { nextAbsenceAt } from '../../prisma/absences.ts'
import { beginAbsences, type Tell } from '../../prisma/office-work.ts'
import type { Parts } from '../parts.ts'

export type AbsenceParts = Pick<Parts, 'prisma' | 'officeTime' | 'cases' | 'catchUp'>

/** How a command tells a case something; where time is moved, the case is brought to now before. */
export const tellOf =
  ({ cases, catchUp }: Pick<Parts, 'cases' | 'catchUp'>): Tell =>
  async (id, signal, argument) => {
    await catchUp?.(caseId(id))
    await cases.signal(id, signal, [argument])
  }

/** What the office itself has to do at an instant, besides its cases. */
export type Chores = {
  /** When the next of it is due; null when nothing is. */
  next(): Promise<Instant | null>
  run(now: Instant): Promise<void>
}

/** Absences that begin: where time is moved, the mover stops there and begins them; else a schedule does. */
export const absenceChores = (parts: AbsenceParts): Chores => ({
  next: () => nextAbsenceAt(parts.prisma),
  run: async (now) => void (await beginAbsences({ prisma: parts.prisma, tell: tellOf(parts) }, now)),
})
