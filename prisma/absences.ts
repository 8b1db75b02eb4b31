import { type Instant, type LocalDate, localDateOf, parseLocalDate, startOfDay } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { asDate } from './slots.ts'

export type Absence = {
  readonly id: string
  readonly officer: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly substitute: string | null
}

type Row = NonNullable<Awaited<ReturnType<Prisma['absence']['findUnique']>>>

const dayOf = (date: Date): LocalDate => {
  const day = parseLocalDate(date.toISOString().slice(0, 10))
  if (day === undefined) throw new RangeError('a day beyond the years 0000 to 9999')
  return day
}

const asAbsence = ({ id, officerId, from, to, substituteId }: Row): Absence => ({
  id,
  officer: officerId,
  from: dayOf(from),
  to: dayOf(to),
  substitute: substituteId,
})

/** Enters an absence; again under the same id: nothing. */
export async function enterAbsence(prisma: Prisma, absence: Absence, at: Instant): Promise<void> {
  const { id, officer, from, to, substitute } = absence
  const days = { from: new Date(from), to: new Date(to) }
  const row = { id, officerId: officer, ...days, substituteId: substitute, createdAt: asDate(at) }
  await prisma.absence.createMany({ data: row, skipDuplicates: true })
}

/** Absences that are not over, first begun first. */
export async function listAbsences(prisma: Prisma, now: Instant): Promise<readonly Absence[]> {
  const rows = await prisma.absence.findMany({
    where: { endedAt: null, to: { gte: new Date(localDateOf(now)) } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  })
  return rows.map(asAbsence)
}

/** Ends an absence early, or takes it back; false when there is none of this id. */
export async function endAbsence(prisma: Prisma, id: string, at: Instant): Promise<boolean> {
  const { count } = await prisma.absence.updateMany({ where: { id, endedAt: null }, data: { endedAt: asDate(at) } })
  return count === 1
}

const toBegin = { begunAt: null, endedAt: null } as const

/** The instant at which the next absence begins; null when none is to come. */
export async function nextAbsenceAt(prisma: Prisma): Promise<Instant | null> {
  const row = await prisma.absence.findFirst({ where: toBegin, orderBy: { from: 'asc' }, select: { from: true } })
  return row === null ? null : startOfDay(dayOf(row.from))
}

/** Absences whose first day has come and that have not begun. */
export async function absencesToBegin(prisma: Prisma, now: Instant): Promise<readonly Absence[]> {
  const where = { ...toBegin, from: { lte: new Date(localDateOf(now)) } }
  return (await prisma.absence.findMany({ where, orderBy: { id: 'asc' } })).map(asAbsence)
}

/** Remembers that an absence has begun: every case has been told. */
export async function noteBegun(prisma: Prisma, id: string, at: Instant): Promise<void> {
  await prisma.absence.updateMany({ where: { id, begunAt: null }, data: { begunAt: asDate(at) } })
}

/** Cases with an open task that this officer has claimed. */
export async function casesHeldBy(prisma: Prisma, officer: string): Promise<readonly string[]> {
  const rows = await prisma.taskView.findMany({
    where: { assigneeId: officer, state: 'open' },
    select: { caseId: true },
    distinct: ['caseId'],
  })
  return rows.map(({ caseId }) => caseId)
}
