import { caseId } from '../../domain/case/codes.ts'
import { definitions } from '../../domain/kinds/index.ts'
import { announceSlots } from '../../prisma/announcements.ts'
import { casesWithoutBooking } from '../../prisma/bookings.ts'
import { slotsChanged } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'

type TellParts = Pick<Parts, 'prisma' | 'officeTime' | 'cases' | 'catchUp'>

/** How many cases are told at once. */
const batch = 20

/** Tells the cases that wait for a slot of these purposes that there may be one now. */
export async function tellWaiting(parts: TellParts, purposes: readonly string[]): Promise<void> {
  for (const purpose of new Set(purposes)) {
    await announceSlots(parts.prisma, purpose)
    const kinds = definitions.filter(({ bookings }) => bookings.includes(purpose)).map(({ kind }) => kind)
    const waiting = await casesWithoutBooking(parts.prisma, { kinds, purpose, now: await parts.officeTime.now() })
    for (let start = 0; start < waiting.length; start += batch)
      await Promise.all(waiting.slice(start, start + batch).map((id) => tell(parts, id, purpose)))
  }
}

async function tell({ cases, catchUp }: TellParts, id: string, purpose: string): Promise<void> {
  await catchUp?.(caseId(id))
  await cases.signal(id, slotsChanged, [{ purpose }])
}
