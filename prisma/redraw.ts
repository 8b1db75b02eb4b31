import type { Lot } from '../domain/allocation/bundle.ts'
import { listHashOf } from '../domain/allocation/draw-numbers.ts'
import type { Hash } from '../domain/allocation/hash.ts'
import { caseId } from '../domain/case/codes.ts'
import { type Refusal, refuse } from '../domain/case/refusal.ts'
import type { Instant } from '../domain/time/local-date.ts'
import { endPromises, type Transaction } from './apartments.ts'
import { sealedList } from './draws.ts'
import { homesOf, lockRound, lotsOf, type RoundRow, rentsOf, writeRound } from './rounds.ts'
import { asDate } from './slots.ts'

export type Redrawing = {
  /** Code of the new round. */
  readonly successor: string
  /** Of its workflow. */
  readonly workflowId: string
  readonly commitment: string
  readonly reason: string
  readonly now: Instant
  readonly hash: Hash
}

/**
 * For a founded objection: a new round with a new commitment and the list less what was accepted; the earlier draw stays
 * published, marked superseded. Open offers end; everybody concerned is told.
 */
export async function redrawRound(tx: Transaction, round: RoundRow, again: Redrawing): Promise<Refusal | undefined> {
  const unsettled = await tx.cascadeEvent.count({ where: { round: round.code, settledAt: null } })
  if (unsettled > 0) return refuse('not-ready')
  if ((await tx.round.findUnique({ where: { code: again.successor } })) !== null) return refuse('not-open')
  await writeSuccessor(tx, round, again)
  await moveApplications(tx, round, again)
  const successor = await lockRound(tx, again.successor)
  const listHash = listHashOf(await sealedList(tx, successor), again.hash)
  await tx.round.update({ where: { code: again.successor }, data: { listHash } })
  await tx.round.update({ where: { code: round.code }, data: { supersededBy: again.successor } })
  return undefined
}

async function writeSuccessor(
  tx: Transaction,
  round: RoundRow,
  { successor, workflowId, commitment, reason, now }: Redrawing,
): Promise<void> {
  const { opensAt, closesAt, revealAt, rules, createdBy, offsetSeconds, code, bundleHash } = round
  const same = { opensAt, closesAt, revealAt, rules, createdBy, offsetSeconds }
  const lots = await lotsLeft(tx, round)
  const supersedes = { round: code, bundleHash: bundleHash ?? '', reason }
  const entered = { lots, rents: rentsOf(round), homes: homesOf(round) }
  const made = { ...same, ...entered, code: successor, workflowId, commitment, now, supersedes }
  await writeRound(tx, made, 'sealed')
}

/** Without what was accepted, and without what has dropped out since. */
async function lotsLeft(tx: Transaction, round: RoundRow): Promise<readonly Lot[]> {
  const kept = await tx.roundApplication.findMany({ where: { round: round.code, state: 'accepted' } })
  const out = await tx.apartment.findMany({ where: { roundCode: round.code, state: 'out' } })
  const gone = new Set([...kept.map(({ apartment }) => apartment), ...out.map(({ id }) => id)])
  return lotsOf(round).map((lot) => ({ ...lot, apartments: lot.apartments.filter((id) => !gone.has(id)) }))
}

async function moveApplications(tx: Transaction, round: RoundRow, { successor, now }: Redrawing): Promise<void> {
  const open = await tx.roundApplication.findMany({ where: { round: round.code, state: 'offered' } })
  for (const row of open) await endPromises(tx, { caseId: caseId(row.caseId), now })
  await tx.roundApplication.updateMany({
    where: { round: round.code, state: { in: ['offered', 'waiting'] } },
    data: {
      round: successor,
      state: 'eligible',
      lot: null,
      apartment: null,
      offeredAt: null,
      version: { increment: 1 },
      untoldAt: asDate(now),
    },
  })
}
