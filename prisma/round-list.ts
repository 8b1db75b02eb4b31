// The list of a round has a table of its own: a round never carries it, its workflow least of all.
import type { Application } from '../domain/allocation/bundle.ts'
import type { CaseId } from '../domain/case/codes.ts'
import type { Instant } from '../domain/time/local-date.ts'
import { endPromises, type Transaction } from './apartments.ts'
import { noteEvent } from './cascade.ts'
import type { Prisma } from './client.ts'
import { lockRound } from './rounds.ts'
import { asDate } from './slots.ts'

export const findApplication = (prisma: Prisma, caseId: string) =>
  prisma.roundApplication.findUnique({ where: { caseId } })

/** The entry of a pseudonym. */
export const findApplicationByCode = (prisma: Prisma, round: string, code: string) =>
  prisma.roundApplication.findUnique({ where: { round_code: { round, code } } })

/** Enters a case in the list under its pseudonym; false when another has that pseudonym. Again: nothing. */
export async function enterApplication(
  prisma: Prisma,
  entry: Application & { readonly caseId: CaseId; readonly round: string },
): Promise<boolean> {
  const { groups, preferences, ...rest } = entry
  await prisma.roundApplication.createMany({
    data: { ...rest, groups: [...groups], preferences: [...preferences], state: 'entered' },
    skipDuplicates: true,
  })
  const own = await prisma.roundApplication.findUnique({ where: { caseId: entry.caseId } })
  return own?.round === entry.round
}

/** An entry that came to nothing: the case was not submitted. */
export async function strikeEntry(prisma: Prisma, caseId: CaseId): Promise<void> {
  await prisma.roundApplication.deleteMany({ where: { caseId, state: 'entered' } })
}

/** Found eligible: what is in the list from now on. False when the round is no longer open to it. */
export async function listApplication(
  prisma: Prisma,
  caseId: CaseId,
  { persons, groups, preferences }: Omit<Application, 'code'>,
): Promise<boolean> {
  return await prisma.$transaction(async (tx) => {
    const own = await tx.roundApplication.findUniqueOrThrow({ where: { caseId } })
    const { state } = await lockRound(tx, own.round)
    if (state !== 'open' && own.state === 'entered') return false
    const listed = { persons, groups: [...groups], preferences: [...preferences], state: 'eligible' }
    await tx.roundApplication.updateMany({ where: { caseId, state: 'entered' }, data: listed })
    return true
  })
}

type Leaving = { readonly caseId: CaseId; readonly type: 'decline' | 'lapse' | 'withdraw'; readonly now: Instant }

const undrawn: ReadonlySet<string> = new Set(['entered', 'eligible'])
const over: ReadonlySet<string> = new Set(['gone', 'withdrawn'])
const settling: ReadonlySet<string> = new Set(['drawn', 'offering'])

/**
 * Leaves the round: off the list before it is sealed; after that it stays in it, marked; after the draw what was held
 * becomes free and the round settles. True when the round has something to settle. Again: nothing.
 */
export async function leaveRound(prisma: Prisma, { caseId, type, now }: Leaving): Promise<boolean> {
  const own = await findApplication(prisma, caseId)
  if (own === null) return false
  return await prisma.$transaction(async (tx) => {
    const round = await lockRound(tx, own.round)
    const entry = await tx.roundApplication.findUniqueOrThrow({ where: { caseId } })
    if (over.has(entry.state)) return false
    await endPromises(tx, { caseId, now })
    const staysListed = round.state === 'sealed' && entry.state === 'eligible'
    const gone = { state: staysListed ? 'withdrawn' : 'gone', lot: null, apartment: null, untoldAt: null }
    await tx.roundApplication.update({ where: { caseId }, data: gone })
    if (undrawn.has(entry.state) || !settling.has(round.state)) return false
    await noteEvent(tx, round.code, { key: `${caseId}/left`, type, code: entry.code, now })
    return true
  })
}

export type Accepting = { readonly caseId: CaseId; readonly apartment: string; readonly now: Instant }

/** What became of an acceptance: it stands; the offer is another one by now; or something has to be settled before. */
export type Accepted = 'accepted' | 'changed' | 'unsettled'

/** Accepts the offer that stands. What was declined before and is not settled yet may better it: then it is asked again. */
export async function acceptOffer(prisma: Prisma, { caseId, apartment, now }: Accepting): Promise<Accepted> {
  return await prisma.$transaction(async (tx) => {
    const own = await tx.roundApplication.findUniqueOrThrow({ where: { caseId } })
    await lockRound(tx, own.round)
    const entry = await tx.roundApplication.findUniqueOrThrow({ where: { caseId } })
    if (entry.apartment !== apartment) return 'changed'
    if (entry.state === 'accepted') return 'accepted'
    if (entry.state !== 'offered') return 'changed'
    const waiting = await tx.cascadeEvent.count({
      where: { round: entry.round, settledAt: null, type: { not: 'accept' } },
    })
    if (waiting > 0) {
      await tx.roundApplication.update({ where: { caseId }, data: { untoldAt: asDate(now) } })
      return 'unsettled'
    }
    await tx.roundApplication.update({ where: { caseId }, data: { state: 'accepted', ...toldNow } })
    await noteEvent(tx, entry.round, { key: `${caseId}/${apartment}/accept`, type: 'accept', code: entry.code, now })
    return 'accepted'
  })
}

/** What the case does with it is waited for where time is moved: so this counts as a change, too. */
const toldNow = { untoldAt: null, version: { increment: 1 } }

/** Reads where an application stands; from then on it has been told. */
export async function lookAtApplication(prisma: Prisma, caseId: CaseId) {
  return await prisma.$transaction(async (tx: Transaction) => {
    const own = await tx.roundApplication.findUniqueOrThrow({ where: { caseId } })
    await tx.roundApplication.updateMany({
      where: { caseId, version: own.version, untoldAt: { not: null } },
      data: toldNow,
    })
    const round = await tx.round.findUniqueOrThrow({ where: { code: own.round }, omit: { bundle: true } })
    return { own, round }
  })
}

/** Cases that have something to be told, in the order of their ids. */
export const untold = (prisma: Prisma, round: string, page: { readonly after: string; readonly limit: number }) =>
  prisma.roundApplication.findMany({
    where: { round, untoldAt: { not: null }, caseId: { gt: page.after } },
    orderBy: { caseId: 'asc' },
    take: page.limit,
    select: { caseId: true },
  })

/** Everybody still in the round has something to be told. */
export async function tellAll(tx: Pick<Transaction, 'roundApplication'>, round: string, now: Instant): Promise<void> {
  await tx.roundApplication.updateMany({
    where: { round, state: { in: ['entered', 'eligible', 'waiting', 'offered', 'accepted'] } },
    data: { untoldAt: asDate(now), version: { increment: 1 } },
  })
}
