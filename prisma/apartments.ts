// Apartments have tables of their own because one is never promised to two cases: only PostgreSQL can hold that.
import { randomUUID } from 'node:crypto'
import type { CaseId } from '../domain/case/codes.ts'
import type { Home } from '../domain/kinds/apartment-allocation/home.ts'
import { holdSeconds } from '../domain/kinds/apartment-allocation/rules.ts'
import { type Instant, instantOf } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'
import { fromColumn, toColumn } from './json-column.ts'
import { asDate } from './slots.ts'

export type Transaction = Omit<Prisma, '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'>

export type Apartment = {
  readonly id: string
  readonly minPersons: number
  readonly maxPersons: number
  readonly rentFen: number
  readonly home?: Home | undefined
}

/** A promise asked for. */
export type Wanted = {
  readonly apartmentId: string
  readonly caseId: CaseId
  readonly now: Instant
}

const inForce = (now: Instant) => ({ endedAt: null, OR: [{ until: null }, { until: { gt: asDate(now) } }] })

/** A lease binds until it is ended, even when nobody has moved out on its last day. */
const taken = (now: Instant) => Sql.sql`EXISTS (SELECT 1 FROM "ApartmentPromise" p WHERE p."apartmentId" = a.id
  AND p."endedAt" IS NULL AND (p."until" IS NULL OR p."until" > ${asDate(now)} OR p.sort = 'lease'))`

/** Apartments free for whoever chooses them first, by id. */
export async function freeApartments(
  prisma: Prisma,
  { now, after, limit }: { readonly now: Instant; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Apartment[]> {
  const rows = await prisma.$queryRaw<(Omit<Apartment, 'home'> & { readonly home: Home | null })[]>`
    SELECT a.id, a."minPersons", a."maxPersons", a."rentFen", a.home FROM "Apartment" a
    WHERE a."roundCode" IS NULL AND a.state = 'in-use' AND a.id > ${after ?? ''} AND NOT ${taken(now)}
    ORDER BY a.id LIMIT ${limit}`
  return rows.map(({ home, ...row }) => (home === null ? row : { ...row, home }))
}

/** An apartment outside any round; undefined for one that is not there to be chosen. */
export async function findApartment(prisma: Transaction, id: string): Promise<Apartment | undefined> {
  const found = await prisma.apartment.findFirst({
    where: { id, roundCode: null, state: 'in-use' },
    omit: { home: true },
  })
  return found ?? undefined
}

/** What an apartment is like, wherever it is; undefined for one that nobody has entered. */
export async function homeOf(prisma: Prisma, id: string): Promise<Apartment | undefined> {
  const found = await prisma.apartment.findUnique({ where: { id } })
  if (found === null) return undefined
  const { home, minPersons, maxPersons, rentFen } = found
  const figures = { id, minPersons, maxPersons, rentFen }
  return home === null ? figures : { ...figures, home: fromColumn(home) }
}

/** Enters apartments as free; those that are known already are given their new figures, unless they are in a round. */
export async function enterApartments(prisma: Prisma, apartments: readonly Apartment[]): Promise<readonly string[]> {
  return await prisma.$transaction(async (tx) => {
    const ids = apartments.map(({ id }) => id)
    const inRounds = await tx.apartment.findMany({ where: { id: { in: ids }, roundCode: { not: null } } })
    if (inRounds.length > 0) return inRounds.map(({ id }) => id)
    for (const { id, home, ...figures } of apartments) {
      const known = home === undefined ? {} : { home: toColumn(home) }
      const row = { ...figures, ...known, lot: null, roundCode: null, state: 'in-use' }
      await tx.apartment.upsert({ where: { id }, create: { id, ...row }, update: row })
    }
    return []
  })
}

type Period = { readonly sort: 'hold' | 'offer'; readonly until: Instant | null }

/** Whoever is first has it: what overlaps another promise of the apartment is not written. */
export async function promise(tx: Transaction, { apartmentId, caseId, now }: Wanted, period: Period): Promise<boolean> {
  const until = period.until === null ? null : asDate(period.until)
  const written = await tx.$executeRaw`
    INSERT INTO "ApartmentPromise" (id, "apartmentId", "caseId", sort, "from", "until")
    SELECT ${randomUUID()}, ${apartmentId}, ${caseId}, ${period.sort}, ${asDate(now)}::timestamptz, ${until}::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM "ApartmentPromise" p
      WHERE p."apartmentId" = ${apartmentId} AND p.sort = 'lease' AND p."endedAt" IS NULL)
    ON CONFLICT DO NOTHING`
  return written === 1
}

const ownPromise = (tx: Transaction, { apartmentId, caseId, now }: Wanted) =>
  tx.apartmentPromise.findFirst({ where: { apartmentId, caseId, ...inForce(now) } })

/** Holds an apartment for a case for a day; when it ends, or undefined when somebody was faster. */
export async function holdApartment(prisma: Prisma, wanted: Wanted): Promise<Instant | undefined> {
  const until = instantOf(wanted.now + holdSeconds)
  return await prisma.$transaction(async (tx) => {
    const own = await ownPromise(tx, wanted)
    if (own !== null) return own.until === null ? until : instantOf(own.until.getTime() / 1000)
    return (await promise(tx, wanted, { sort: 'hold', until })) ? until : undefined
  })
}

/** The hold lasts a day longer, once; its new end, or undefined when it is over or was prolonged before. */
export async function prolongHold(
  prisma: Prisma,
  { caseId, now }: Pick<Wanted, 'caseId' | 'now'>,
): Promise<Instant | undefined> {
  const rows = await prisma.$queryRaw<{ readonly until: Date }[]>`
    UPDATE "ApartmentPromise" SET "until" = "until" + make_interval(secs => ${holdSeconds}), prolonged = TRUE
    WHERE "caseId" = ${caseId} AND sort = 'hold' AND "endedAt" IS NULL AND NOT prolonged AND "until" > ${asDate(now)}
    RETURNING "until"`
  return rows[0] === undefined ? undefined : instantOf(rows[0].until.getTime() / 1000)
}

/** The apartment becomes the case's open offer, if its hold still stands or nobody else has taken it since. */
export async function offerApartment(prisma: Prisma, wanted: Wanted): Promise<boolean> {
  return await prisma.$transaction(async (tx) => {
    const own = await ownPromise(tx, wanted)
    if (own !== null && own.sort !== 'hold') return true
    await endPromises(tx, wanted)
    if ((await findApartment(tx, wanted.apartmentId)) === undefined) return false
    return await promise(tx, wanted, { sort: 'offer', until: null })
  })
}

/** What was offered is let from now on, to the end of the lease. */
export async function letApartment(prisma: Prisma, wanted: Wanted, until: Instant): Promise<void> {
  const { apartmentId, caseId } = wanted
  await prisma.apartmentPromise.updateMany({
    where: { apartmentId, caseId, endedAt: null },
    data: { sort: 'lease', until: asDate(until) },
  })
}

/** Whatever a case has been promised is free again. */
export async function endPromises(
  tx: Pick<Transaction, 'apartmentPromise'>,
  { caseId, now }: Pick<Wanted, 'caseId' | 'now'>,
): Promise<void> {
  await tx.apartmentPromise.updateMany({ where: { caseId, endedAt: null }, data: { endedAt: asDate(now) } })
}

/** The apartment can be used by nobody any more. */
export async function dropOut(tx: Transaction, id: string): Promise<void> {
  await tx.apartment.updateMany({ where: { id }, data: { state: 'out' } })
}
