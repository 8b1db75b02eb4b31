import type { CaseId } from '../../domain/case/codes.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { addWorkingDays, calendarOf } from '../../domain/time/calendar.ts'
import { isCentreOpen } from '../../domain/time/centre-hours.ts'
import { type Instant, localDateOf, parseInstant, startOfDay } from '../../domain/time/local-date.ts'
import { tablesInForce } from '../../prisma/calendar-tables.ts'
import { keptAside } from '../../prisma/case-files.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'

/** A counter filing can be entered up to this many working days later (A). */
const workingDaysBack = 5

/** How a case can come in, by who brings it. */
const channels = {
  applicant: 'web',
  agent: 'agent',
  officer: 'counter',
  supervisor: 'counter',
  kiosk: 'kiosk',
  auditor: undefined,
  administrator: undefined,
} as const satisfies Record<Caller['role'], string | undefined>

export const channelOf = ({ role }: Caller): string | undefined => channels[role]

/** The hour of receipt that an officer enters: within the centre's hours, not ahead, not too far back. */
export async function admitReceipt(
  { prisma }: Pick<Parts, 'prisma'>,
  receivedAt: string | undefined,
  now: Instant,
): Promise<Problem | undefined> {
  if (receivedAt === undefined) return undefined
  const pointer = '/receivedAt'
  const instant = parseInstant(receivedAt)
  if (instant === undefined) return { refused: 'field-invalid', errors: [{ pointer, code: 'field-invalid' }] }
  const calendar = calendarOf(await tablesInForce(prisma))
  const earliest = startOfDay(addWorkingDays(calendar, localDateOf(now), -workingDaysBack))
  if (instant > now || instant < earliest)
    return { refused: 'receipt-out-of-range', errors: [{ pointer, code: 'receipt-out-of-range' }] }
  if (!isCentreOpen(calendar, instant))
    return { refused: 'outside-centre-hours', errors: [{ pointer, code: 'outside-centre-hours' }] }
  return undefined
}

/** Name under which the hour of receipt is kept beside the form until the case is submitted. */
export const receiptName = 'receipt'

/** The hour of receipt entered when a case was opened at the counter; undefined where none was. */
export async function enteredReceipt(parts: Pick<Parts, 'prisma' | 'vault'>, id: CaseId) {
  const kept = await keptAside(parts, id, receiptName)
  return typeof kept === 'string' ? parseInstant(kept) : undefined
}
