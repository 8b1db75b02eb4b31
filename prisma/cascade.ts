import type { Bundle } from '../domain/allocation/bundle.ts'
import { type Cascade, createCascade } from '../domain/allocation/cascade.ts'
import type { CascadeEvent, Move, Offer } from '../domain/allocation/cascade-state.ts'
import { caseId } from '../domain/case/codes.ts'
import type { Instant } from '../domain/time/local-date.ts'
import { dropOut, endPromises, promise, type Transaction } from './apartments.ts'
import type { Prisma } from './client.ts'
import { fromColumn } from './json-column.ts'
import { lockRound, type RoundRow } from './rounds.ts'
import { asDate } from './slots.ts'

type Noted = {
  readonly key: string
  readonly type: CascadeEvent['type']
  readonly code?: string
  readonly apartment?: string
  readonly now: Instant
}

/** Writes what happened to an offer after the last thing that did; under the lock of the round. Again: nothing. */
export async function noteEvent(tx: Transaction, round: string, { now, ...event }: Noted): Promise<void> {
  const last = await tx.cascadeEvent.aggregate({ where: { round }, _max: { seq: true } })
  await tx.cascadeEvent.createMany({
    data: { ...event, round, seq: (last._max.seq ?? 0) + 1, at: asDate(now) },
    skipDuplicates: true,
  })
}

/** An apartment that somebody was to move into drops out of its round; outside any it is simply out. Again: nothing. */
export async function noteDrop(
  prisma: Prisma,
  { apartment, key, now }: { readonly apartment: string; readonly key: string; readonly now: Instant },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { roundCode } = await tx.apartment.findUniqueOrThrow({ where: { id: apartment } })
    if (roundCode === null) return await dropOut(tx, apartment)
    const round = await lockRound(tx, roundCode)
    await noteEvent(tx, round.code, { key, type: 'drop', apartment, now })
  })
}

type EventRow = NonNullable<Awaited<ReturnType<Prisma['cascadeEvent']['findFirst']>>>

const leavings = ['accept', 'decline', 'lapse', 'withdraw'] as const

/** What happened to an offer, as it was noted. */
export function asEvent({ type, code, apartment }: EventRow): CascadeEvent {
  if (type === 'drop') return { type, apartment: apartment ?? '' }
  return { type: leavings.find((known) => known === type) ?? 'withdraw', code: code ?? '' }
}

/** A draw as it was published. It was made by us, sealed by its hash, and is never changed. */
export const bundleOfRow = (bundle: unknown): Bundle => fromColumn(bundle)

type Kept = { settled: number; cascade: Cascade }

/** A round, by its workflow, as this process settled it last: going on from there costs what happened since, not the whole list. */
const kept = new Map<string, Kept>()

async function cascadeAt(tx: Transaction, { code, workflowId, bundle }: RoundRow): Promise<Kept> {
  const settled = await tx.cascadeEvent.findMany({
    where: { round: code, settledAt: { not: null } },
    orderBy: { seq: 'asc' },
  })
  const known = kept.get(workflowId)
  if (known !== undefined && known.settled === settled.length) return known
  const cascade = createCascade(bundleOfRow(bundle))
  for (const row of settled) cascade.apply(asEvent(row))
  return { settled: settled.length, cascade }
}

/** Whose place an event changed, and whose offer goes on with the clock it had. */
type Changes = { readonly codes: Set<string>; readonly goOn: Set<string> }

/** A move by a drop keeps the state, so its clock runs on; one by settling is a new offer. */
function note({ codes, goOn }: Changes, event: CascadeEvent, moves: readonly Move[]): void {
  for (const [index, { code, from }] of moves.entries()) {
    codes.add(code)
    if (event.type === 'drop' && index === 0 && from === event.apartment) goOn.add(code)
    else goOn.delete(code)
  }
}

const longSeconds = 120

/** Settles what happened since the last time: who moved, as codes. What they are to be told is written with it. */
export async function settle(prisma: Prisma, code: string, now: Instant): Promise<readonly string[]> {
  const unhurried = { maxWait: longSeconds * 1000, timeout: longSeconds * 1000 }
  const round = await prisma.round.findUniqueOrThrow({ where: { code }, select: { workflowId: true } })
  try {
    return await prisma.$transaction((tx) => settleIn(tx, code, now), unhurried)
  } catch (failure) {
    // What was worked out and not written is worked out anew.
    kept.delete(round.workflowId)
    throw failure
  }
}

async function settleIn(tx: Transaction, code: string, now: Instant): Promise<readonly string[]> {
  const round = await lockRound(tx, code)
  const rows = await tx.cascadeEvent.findMany({ where: { round: code, settledAt: null }, orderBy: { seq: 'asc' } })
  if (rows.length === 0 || round.bundle === null) return []
  const { cascade, settled } = await cascadeAt(tx, round)
  const changes: Changes = { codes: new Set(), goOn: new Set() }
  for (const row of rows) {
    const event = asEvent(row)
    if (event.type === 'drop') await loseHolder(tx, changes, { round: code, apartment: event.apartment })
    note(changes, event, cascade.apply(event))
  }
  await write(tx, { round: code, changes, offers: cascade.state().offers, now })
  await tx.cascadeEvent.updateMany({ where: { round: code, settledAt: null }, data: { settledAt: asDate(now) } })
  kept.set(round.workflowId, { settled: settled + rows.length, cascade })
  return [...changes.codes]
}

async function loseHolder(
  tx: Transaction,
  { codes }: Changes,
  { round, apartment }: { readonly round: string; readonly apartment: string },
): Promise<void> {
  await dropOut(tx, apartment)
  const holder = await tx.roundApplication.findFirst({ where: { round, apartment } })
  if (holder !== null) codes.add(holder.code)
}

type Written = {
  readonly round: string
  readonly changes: Changes
  readonly offers: Readonly<Record<string, Offer>>
  readonly now: Instant
}

/** First everything that became free, then who gets it: no apartment is promised twice on the way. */
async function write(tx: Transaction, { round, changes, offers, now }: Written): Promise<void> {
  const rows = await tx.roundApplication.findMany({ where: { round, code: { in: [...changes.codes] } } })
  const moved = rows.filter((row) => row.apartment !== (offers[row.code]?.apartment ?? null))
  for (const row of moved) await endPromises(tx, { caseId: caseId(row.caseId), now })
  for (const row of moved) {
    const from = changes.goOn.has(row.code) ? row.offeredAt : asDate(now)
    await place(tx, row, { offer: offers[row.code], from, now })
  }
}

type Placing = { readonly offer: Offer | undefined; readonly from: Date | null; readonly now: Instant }

async function place(tx: Transaction, row: { readonly caseId: string }, { offer, from, now }: Placing): Promise<void> {
  const told = { version: { increment: 1 }, untoldAt: asDate(now) }
  const held = offer === undefined ? { lot: null, apartment: null, offeredAt: null } : { ...offer, offeredAt: from }
  const data = { ...told, ...held, state: offer?.state ?? 'waiting' }
  await tx.roundApplication.update({ where: { caseId: row.caseId }, data })
  if (offer === undefined) return
  const wanted = { apartmentId: offer.apartment, caseId: caseId(row.caseId), now }
  if (!(await promise(tx, wanted, { sort: 'offer', until: null })))
    throw new Error(`an apartment of the round is promised elsewhere: ${offer.apartment}`)
}
