import { randomUUID } from 'node:crypto'
import { ApplicationFailure } from '@temporalio/common'
import { bundleHashOf, bundleOf, draw } from '../../domain/allocation/draw.ts'
import { commitmentOf, listHashOf } from '../../domain/allocation/draw-numbers.ts'
import { type Refusal, refuse } from '../../domain/case/refusal.ts'
import { admitRoundAct, type RoundState, stateAfter } from '../../domain/kinds/apartment-allocation/round.ts'
import { type Instant, instantFromMillis } from '../../domain/time/local-date.ts'
import type { Transaction } from '../../prisma/apartments.ts'
import { noteEvent } from '../../prisma/cascade.ts'
import { drawInput, publishDraw, refusesSealing, sealedList } from '../../prisma/draws.ts'
import { toColumn } from '../../prisma/json-column.ts'
import { redrawRound } from '../../prisma/redraw.ts'
import { tellAll } from '../../prisma/round-list.ts'
import { freeRest, lockRound, type RoundRow, standingOf, takeOut, workflowOf } from '../../prisma/rounds.ts'
import { asDate } from '../../prisma/slots.ts'
import type { ActivityParts } from '../parts.ts'
import type { RoundOutcome, RoundRequest } from './contract.ts'
import { nodeHash } from './node-hash.ts'
import { instantOfText } from './of-case.ts'

type Stores = Pick<ActivityParts, 'prisma' | 'vault'>

/** What was said with an act, as its contract at the api read it. */
type Said = {
  readonly apartment?: string
  readonly reason?: string
  readonly seed?: string
  readonly witnesses?: readonly string[]
  readonly commitment?: string
  readonly round?: string
}

type Doing = {
  readonly tx: Transaction
  readonly round: RoundRow
  readonly request: RoundRequest
  readonly said: Said
  readonly now: Instant
}

/** What is written into the record with the act; codes, hashes, counts and the officers' public reasons. */
type Done = Readonly<Record<string, unknown>>

const longMillis = 300_000

/** Does an act with its round, once: checked again where it is written, under the lock of the round. */
export async function carryOut(parts: Stores, request: RoundRequest): Promise<RoundOutcome> {
  const said = await saidWith(parts, request)
  const now = instantOfText(request.at)
  return await parts.prisma.$transaction(
    async (tx) => {
      const round = await lockRound(tx, request.round)
      // Sent again after a lost answer: it is done.
      if (round.lastSeq >= request.turn) return { standing: standingOf(round) }
      const doing = { tx, round, request, said, now }
      const refused = admit(doing)
      const done = refused ?? (await acts[request.act](doing))
      if ('refused' in done) return { refused: String(done['refused']) }
      return { standing: standingOf(await record(doing, done)) }
    },
    { maxWait: longMillis, timeout: longMillis },
  )
}

async function saidWith({ prisma, vault }: Stores, { round, data }: RoundRequest): Promise<Said> {
  if (data === null) return {}
  const row = await prisma.round.findUniqueOrThrow({ where: { code: round }, select: { workflowId: true } })
  const said = await vault.open(workflowOf(row), data)
  if (typeof said !== 'object' || said === null) throw ApplicationFailure.nonRetryable('nothing-said', 'Defect')
  return said
}

function admit({ round, request: { act, by } }: Doing): Refusal | undefined {
  if (act === 'opened' || act === 'told' || by === null) return undefined
  return admitRoundAct(standingOf(round), { act, by })
}

const opensAtOf = ({ opensAt }: RoundRow): Instant => instantFromMillis(opensAt.getTime())

async function record({ tx, round, request, now }: Doing, data: Done): Promise<RoundRow> {
  const { act, by, turn } = request
  await tx.roundEvent.create({
    data: { round: round.code, seq: turn, at: asDate(now), type: act, actor: by, data: toColumn(data) },
  })
  const state: RoundState | undefined =
    act === 'opened' ? 'open' : act === 'told' ? 'offering' : stateAfter(act, { now, opensAt: opensAtOf(round) })
  const openedBy = act === 'open' ? by : round.openedBy
  const isWaiting = openedBy !== null && (state ?? round.state) === 'planned'
  return await tx.round.update({
    where: { code: round.code },
    data: { lastSeq: turn, openedBy, nextDueAt: isWaiting ? round.opensAt : null, ...(state && { state }) },
  })
}

const acts: Readonly<Record<RoundRequest['act'], (doing: Doing) => Promise<Done | Refusal>>> = {
  open: async () => ({}),
  // Cancelled before its time came, it does not open.
  opened: async ({ round }) => (round.state === 'planned' ? {} : refuse('not-open')),
  told: async () => ({}),
  'take-out': async ({ tx, round, said: { apartment = '', reason = '' } }) =>
    (await takeOut(tx, round, apartment)) ? { apartment, reason } : refuse('not-open'),
  seal: sealed,
  draw: given,
  'confirm-draw': drawn,
  redraw: async ({ tx, round, now, said }) => {
    const { reason = '', commitment = '', round: successor = '' } = said
    const again = { successor, workflowId: `round-${randomUUID()}`, commitment, reason, now, hash: nodeHash }
    return (await redrawRound(tx, round, again)) ?? { successor, reason }
  },
  close: async ({ tx, round, now }) => {
    const open = await tx.roundApplication.count({ where: { round: round.code, state: 'offered' } })
    const unsettled = await tx.cascadeEvent.count({ where: { round: round.code, settledAt: null } })
    if (open + unsettled > 0) return refuse('not-ready')
    await freeRest(tx, round.code)
    await tellAll(tx, round.code, now)
    return {}
  },
  cancel: async ({ tx, round, now, said: { reason = '' } }) => {
    await freeRest(tx, round.code)
    await tellAll(tx, round.code, now)
    return { reason }
  },
  drop: async ({ tx, round, request, now, said: { apartment = '', reason = '' } }) => {
    const found = await tx.apartment.findFirst({ where: { id: apartment, roundCode: round.code, state: 'in-use' } })
    if (found === null) return refuse('not-open')
    await noteEvent(tx, round.code, { key: `${round.code}/${request.turn}`, type: 'drop', apartment, now })
    return { apartment, reason }
  },
}

/** Seal: nobody is undecided any more; from now on the list has a hash that everybody knows. */
async function sealed({ tx, round, now }: Doing): Promise<Done | Refusal> {
  const refused = await refusesSealing(tx, round, now)
  if (refused !== undefined) return refused
  const list = await sealedList(tx, round)
  const listHash = listHashOf(list, nodeHash)
  await tx.round.update({ where: { code: round.code }, data: { listHash } })
  return { listHash, applications: list.applications.length }
}

/** Seed and witnesses, given in public by the first of two officers; a seed that was not committed to changes nothing. */
async function given({ tx, round, request, said: { seed = '', witnesses = [] } }: Doing): Promise<Done | Refusal> {
  if (commitmentOf(seed, nodeHash) !== round.commitment) return refuse('commitment-mismatch')
  const kept = { seed, witnesses, by: request.by }
  await tx.round.update({ where: { code: round.code }, data: { given: toColumn(kept) } })
  return { witnesses: witnesses.length }
}

/** Confirmed by the second: drawn and published at once. */
async function drawn({ tx, round, now }: Doing): Promise<Done> {
  const input = await drawInput(tx, round)
  const result = draw(input, nodeHash)
  const bundle = bundleOf(input, result)
  const hashes = { bundleHash: bundleHashOf(bundle, nodeHash), resultHash: result.resultHash }
  await publishDraw(tx, round.code, { bundle, ...hashes, result, now })
  return { ...hashes, assigned: Object.keys(result.assignments).length }
}
