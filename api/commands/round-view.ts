import type { Lot } from '../../domain/allocation/bundle.ts'
import type { CascadeState } from '../../domain/allocation/cascade-state.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { bundleOfRow } from '../../prisma/cascade.ts'
import { cascadeState } from '../../prisma/draws.ts'
import { homesOf, lotsOf, type RoundRow, rentsOf } from '../../prisma/rounds.ts'
import { asInstant } from '../../prisma/slots.ts'
import type { Parts } from '../parts.ts'

const text = (date: Date): string => formatInstant(asInstant(date))

type Entered = {
  readonly rents: ReturnType<typeof rentsOf>
  readonly homes: ReturnType<typeof homesOf>
}

function lotView(lot: Lot, { rents, homes }: Entered) {
  const home = homes[lot.id]
  return { ...lot, rentFen: rents[lot.id] ?? 0, ...(home === undefined ? {} : { home }) }
}

/** A round in a list: what it offers and how far it is. */
export function roundSummary(row: Omit<RoundRow, 'bundle'>) {
  const entered = { rents: rentsOf(row), homes: homesOf(row) }
  return {
    code: row.code,
    state: row.state,
    opensAt: text(row.opensAt),
    closesAt: text(row.closesAt),
    revealAt: text(row.revealAt),
    rules: row.rules,
    commitment: row.commitment,
    lots: lotsOf(row).map((lot) => lotView(lot, entered)),
    listHash: row.listHash,
    bundleHash: row.bundleHash,
    resultHash: row.resultHash,
    supersedes: row.supersedes,
    supersededBy: row.supersededBy,
  }
}

/** The offers as everybody may see them: by pseudonym; of a superseded draw only what was accepted stays. */
function offersOf(state: CascadeState | undefined, isSuperseded: boolean) {
  const offers = Object.entries(state?.offers ?? {})
    .filter(([, offer]) => !isSuperseded || offer.state === 'accepted')
    .map(([code, offer]) => [code, { apartment: offer.apartment, state: offer.state }] as const)
  return Object.fromEntries(offers)
}

/** A round as anyone may see it: how it stands now, as `allocation.md` says it. */
export async function roundView({ prisma }: Pick<Parts, 'prisma'>, row: RoundRow) {
  const [state, applications, record] = await Promise.all([
    cascadeState(prisma, row),
    prisma.roundApplication.count({ where: { round: row.code, state: { not: 'gone' } } }),
    prisma.document.findFirst({ where: { roundCode: row.code, code: 'draw-record' } }),
  ])
  const assignments = row.bundle === null ? {} : bundleOfRow(row.bundle).assignments
  const isSuperseded = row.supersededBy !== null
  return {
    ...roundSummary(row),
    applications,
    assigned: Object.fromEntries(Object.entries(assignments).map(([code, { lot }]) => [code, lot])),
    offers: offersOf(state, isSuperseded),
    waiting: isSuperseded ? {} : (state?.waiting ?? {}),
    free: isSuperseded ? [] : (state?.free ?? []),
    drawRecord: record === null ? null : { number: record.number, verificationCode: record.verificationCode },
  }
}
