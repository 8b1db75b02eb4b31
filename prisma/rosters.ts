import type { Roster } from '../domain/booking/roster.ts'
import type { Instant } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { asDate } from './slots.ts'

/** Enters a roster; again under the same id: nothing. */
export async function enterRoster(
  prisma: Prisma,
  roster: Roster & { readonly id: string },
  at: Instant,
): Promise<void> {
  const { officer, days, languages, ...rest } = roster
  const row = { ...rest, officerId: officer, days: [...days], languages: [...languages], createdAt: asDate(at) }
  await prisma.roster.createMany({ data: row, skipDuplicates: true })
}

/** Rosters that give slots now. */
export async function listRosters(prisma: Prisma) {
  const rows = await prisma.roster.findMany({ where: { endedAt: null }, orderBy: [{ purpose: 'asc' }, { id: 'asc' }] })
  return rows.map(({ id, officerId, purpose, days, from, to, languages, makeUpAs, slotMinutes }) => ({
    id,
    officer: officerId,
    purpose,
    days,
    from,
    to,
    languages,
    makeUpAs,
    slotMinutes,
  }))
}

/** Ends a roster; false when there is none of this id. */
export async function endRoster(prisma: Prisma, id: string, at: Instant): Promise<boolean> {
  const { count } = await prisma.roster.updateMany({ where: { id, endedAt: null }, data: { endedAt: asDate(at) } })
  return count === 1
}
