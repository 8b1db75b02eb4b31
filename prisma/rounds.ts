// Rounds have tables of their own because a round never carries its list: twenty thousand applications lie here.
import type { Lot, Superseded } from '../domain/allocation/bundle.ts'
import { type CaseId, caseId, type PersonId, personId } from '../domain/case/codes.ts'
import { type Refusal, refuse } from '../domain/case/refusal.ts'
import type { Home } from '../domain/kinds/apartment-allocation/home.ts'
import type { RoundStanding, RoundState } from '../domain/kinds/apartment-allocation/round.ts'
import type { Instant } from '../domain/time/local-date.ts'
import type { Transaction } from './apartments.ts'
import type { Prisma } from './client.ts'
import { fromColumn, toColumn } from './json-column.ts'
import { asDate } from './slots.ts'

export type RoundRow = NonNullable<Awaited<ReturnType<Prisma['round']['findUnique']>>>

const states: readonly RoundState[] = [
  'planned',
  'open',
  'sealed',
  'drawn',
  'offering',
  'superseded',
  'closed',
  'cancelled',
]

/** Where a round is. @throws for a word that is none: a defect. */
export function stateOf({ state }: Pick<RoundRow, 'state'>): RoundState {
  const found = states.find((known) => known === state)
  if (found === undefined) throw new RangeError('no state of a round')
  return found
}

/** Seed and witnesses, as the first officer gave them in public. */
export type Given = { readonly seed: string; readonly witnesses: readonly string[]; readonly by: PersonId }

/** Read by its contract at the api before it was written. */
export const givenOf = ({ given }: Pick<RoundRow, 'given'>): Given | null => fromColumn(given)

/** What of a round decides who may do what. */
export const standingOf = (row: Pick<RoundRow, 'state' | 'createdBy' | 'openedBy' | 'given'>): RoundStanding => ({
  state: stateOf(row),
  createdBy: personId(row.createdBy),
  openedBy: row.openedBy === null ? null : personId(row.openedBy),
  drawnBy: givenOf(row)?.by ?? null,
})

/** The id of a round's workflow; its sealed data lies under the same. */
export const workflowOf = ({ workflowId }: Pick<RoundRow, 'workflowId'>): CaseId => caseId(workflowId)

/** The lots as they stand. They were checked when the round was made, and are written by nobody else. */
export const lotsOf = ({ lots }: Pick<RoundRow, 'lots'>): readonly Lot[] => fromColumn(lots)

/** Monthly rents by lot, in fen. */
export const rentsOf = ({ rents }: Pick<RoundRow, 'rents'>): Readonly<Record<string, number>> => fromColumn(rents)

/** By lot what its homes are like, where that was entered. */
export const homesOf = ({ homes }: Pick<RoundRow, 'homes'>): Readonly<Record<string, Home>> => fromColumn(homes ?? {})

/** The draw that this one replaces, if it does. */
export const supersededOf = ({ supersedes }: Pick<RoundRow, 'supersedes'>): Superseded | null => fromColumn(supersedes)

/** One at a time writes to a round. @throws when there is none: a defect. */
export async function lockRound(tx: Transaction, code: string): Promise<RoundRow> {
  await tx.$executeRaw`SELECT 1 FROM "Round" WHERE code = ${code} FOR UPDATE`
  return await tx.round.findUniqueOrThrow({ where: { code } })
}

export const findRound = (prisma: Prisma, code: string) => prisma.round.findUnique({ where: { code } })

/** Rounds, the newest first. */
export const listRounds = (prisma: Prisma, limit: number, offset: number) =>
  prisma.round.findMany({
    orderBy: [{ createdAt: 'desc' }, { code: 'asc' }],
    take: limit,
    skip: offset,
    omit: { bundle: true },
  })

export type NewRound = {
  readonly workflowId: string
  readonly code: string
  readonly opensAt: Date
  readonly closesAt: Date
  readonly revealAt: Date
  readonly rules: string | null
  readonly commitment: string
  readonly lots: readonly Lot[]
  readonly rents: Readonly<Record<string, number>>
  readonly homes?: Readonly<Record<string, Home>>
  readonly createdBy: string
  readonly now: Instant
  readonly offsetSeconds: number
  readonly supersedes?: Superseded
}

/** Writes a planned round with its apartments, or says why not; again: nothing. */
export async function createRound(prisma: Prisma, round: NewRound): Promise<Refusal | undefined> {
  return await prisma.$transaction(async (tx) => {
    if ((await tx.round.findUnique({ where: { code: round.code } })) !== null) return undefined
    const ids = round.lots.flatMap(({ apartments }) => apartments)
    const known = await tx.apartment.findMany({ where: { id: { in: ids } } })
    const promised = await tx.apartmentPromise.count({ where: { apartmentId: { in: ids }, endedAt: null } })
    if (promised > 0 || known.some(({ roundCode }) => roundCode !== null)) return refuse('apartment-taken')
    await writeRound(tx, round, 'planned')
    return undefined
  })
}

/** Writes a round and puts its apartments into it. */
export async function writeRound(tx: Transaction, round: NewRound, state: RoundState): Promise<void> {
  const { now, lots, rents, homes = {}, supersedes, ...rest } = round
  await tx.round.create({
    data: {
      ...rest,
      state,
      lots: toColumn(lots),
      rents: toColumn(rents),
      homes: toColumn(homes),
      createdAt: asDate(now),
      ...(supersedes === undefined ? {} : { supersedes: toColumn(supersedes) }),
    },
  })
  for (const lot of lots)
    await placeLot(tx, { lot, rentFen: rents[lot.id] ?? 0, home: homes[lot.id], roundCode: round.code })
}

type Placed = {
  readonly lot: Lot
  readonly rentFen: number
  readonly home: Home | undefined
  readonly roundCode: string
}

async function placeLot(tx: Transaction, { lot, rentFen, home, roundCode }: Placed): Promise<void> {
  const { id, minPersons, maxPersons } = lot
  const figures = { lot: id, minPersons, maxPersons, rentFen, roundCode, state: 'in-use' }
  const row = home === undefined ? figures : { ...figures, home: toColumn(home) }
  await tx.apartment.createMany({
    data: lot.apartments.map((apartment) => ({ id: apartment, ...row })),
    skipDuplicates: true,
  })
  await tx.apartment.updateMany({ where: { id: { in: [...lot.apartments] } }, data: row })
}

/** Apartments of a round that nobody holds: from now on free for whoever chooses them first. */
export async function freeRest(tx: Transaction, code: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Apartment" a SET "roundCode" = NULL, lot = NULL WHERE a."roundCode" = ${code}
    AND NOT EXISTS (SELECT 1 FROM "ApartmentPromise" p WHERE p."apartmentId" = a.id AND p."endedAt" IS NULL)`
}

/** An apartment is taken out of a planned or open round. False when it is in none of its lots. */
export async function takeOut(tx: Transaction, round: RoundRow, apartment: string): Promise<boolean> {
  const lots = lotsOf(round)
  if (!lots.some(({ apartments }) => apartments.includes(apartment))) return false
  const left = lots.map((lot) => ({ ...lot, apartments: lot.apartments.filter((id) => id !== apartment) }))
  await tx.round.update({ where: { code: round.code }, data: { lots: toColumn(left) } })
  await tx.apartment.updateMany({ where: { id: apartment }, data: { roundCode: null, lot: null, state: 'out' } })
  return true
}
