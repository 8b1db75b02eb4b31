import type { Application, Bundle, DrawInput, SealedList } from '../domain/allocation/bundle.ts'
import { cascadeAfter } from '../domain/allocation/cascade.ts'
import type { CascadeState } from '../domain/allocation/cascade-state.ts'
import type { DrawResult } from '../domain/allocation/draw.ts'
import { type Refusal, refuse } from '../domain/case/refusal.ts'
import type { Instant } from '../domain/time/local-date.ts'
import type { Transaction } from './apartments.ts'
import { asEvent, bundleOfRow } from './cascade.ts'
import type { Prisma } from './client.ts'
import { fromColumn, toColumn } from './json-column.ts'
import { givenOf, lotsOf, type RoundRow } from './rounds.ts'
import { asDate } from './slots.ts'

const asApplication = ({ code, persons, groups, preferences }: Application): Application => ({
  code,
  persons,
  groups,
  preferences,
})

/** What is in the list; after sealing those withdrawn stay in it. */
async function listed(tx: Transaction, round: string) {
  return await tx.roundApplication.findMany({
    where: { round, state: { in: ['eligible', 'withdrawn'] } },
    orderBy: { code: 'asc' },
  })
}

/** Why a round cannot be sealed yet: it is not closed, somebody is undecided, or an application is still on its way. */
export async function refusesSealing(tx: Transaction, round: RoundRow, now: Instant): Promise<Refusal | undefined> {
  if (asDate(now) < round.closesAt) return refuse('not-ready')
  const undecided = await tx.roundApplication.count({ where: { round: round.code, state: 'entered' } })
  const onTheirWay = await tx.command.count({
    where: {
      answeredAt: null,
      takenInAt: { lt: round.closesAt },
      operation: { in: ['open-case', 'act'] },
      OR: [{ caseId: null }, { caseId: { in: await undecidedCases(tx, round.code) } }],
    },
  })
  return undecided + onTheirWay > 0 ? refuse('not-ready') : undefined
}

const undecidedCases = async (tx: Transaction, round: string): Promise<string[]> => {
  const rows = await tx.roundApplication.findMany({ where: { round, state: 'entered' }, select: { caseId: true } })
  return rows.map(({ caseId }) => caseId)
}

/** The list as it is sealed. */
export async function sealedList(tx: Transaction, round: RoundRow): Promise<SealedList> {
  const rows = await listed(tx, round.code)
  return { round: round.code, lots: lotsOf(round), applications: rows.map(asApplication) }
}

/** All that a draw is made from. @throws when nobody has given seed and witnesses: a defect. */
export async function drawInput(tx: Transaction, round: RoundRow): Promise<DrawInput> {
  const given = givenOf(round)
  if (given === null) throw new Error('a draw without seed and witnesses')
  const { seed, witnesses } = given
  const rows = await listed(tx, round.code)
  return {
    format: 'onevisit-draw-1',
    round: round.code,
    seed,
    witnesses,
    lots: lotsOf(round),
    applications: rows.map(asApplication),
    withdrawn: rows.filter(({ state }) => state === 'withdrawn').map(({ code }) => code),
    supersedes: fromColumn(round.supersedes),
  }
}

export type Published = {
  readonly bundle: Bundle
  readonly bundleHash: string
  readonly resultHash: string
  readonly result: Pick<DrawResult, 'assignments' | 'explanations'>
  readonly now: Instant
}

const pageLength = 2000

/** Publishes a draw: its bundle, and to each application where it stands and why; every assignment is an open offer. */
export async function publishDraw(tx: Transaction, code: string, published: Published): Promise<void> {
  const { bundle, bundleHash, resultHash, result, now } = published
  await tx.round.update({ where: { code }, data: { bundle: toColumn(bundle), bundleHash, resultHash } })
  const codes = Object.keys(result.explanations)
  for (let start = 0; start < codes.length; start += pageLength)
    await writePage(tx, { round: code, codes: codes.slice(start, start + pageLength), result, now })
  await tx.roundApplication.updateMany({ where: { round: code, state: 'withdrawn' }, data: { state: 'gone' } })
  await tx.$executeRaw`
    INSERT INTO "ApartmentPromise" (id, "apartmentId", "caseId", sort, "from")
    SELECT gen_random_uuid()::text, apartment, "caseId", 'offer', ${asDate(now)} FROM "RoundApplication"
    WHERE round = ${code} AND state = 'offered'`
}

type Page = Pick<Published, 'result' | 'now'> & { readonly round: string; readonly codes: readonly string[] }

async function writePage(tx: Transaction, { round, codes, result, now }: Page): Promise<void> {
  const { assignments, explanations } = result
  const lots = codes.map((code) => assignments[code]?.lot ?? null)
  const apartments = codes.map((code) => assignments[code]?.apartment ?? null)
  const texts = codes.map((code) => JSON.stringify(explanations[code] ?? []))
  await tx.$executeRaw`
    UPDATE "RoundApplication" a SET lot = d.lot, apartment = d.apartment, explanation = d.explanation::jsonb,
      state = CASE WHEN a.state = 'withdrawn' THEN a.state WHEN d.apartment IS NULL THEN 'waiting' ELSE 'offered' END,
      "offeredAt" = CASE WHEN d.apartment IS NULL THEN NULL ELSE ${asDate(now)}::timestamptz END,
      version = a.version + 1,
      "untoldAt" = CASE WHEN a.state = 'withdrawn' THEN NULL ELSE ${asDate(now)}::timestamptz END
    FROM unnest(${[...codes]}::text[], ${lots}::text[], ${apartments}::text[], ${texts}::text[])
      AS d(code, lot, apartment, explanation)
    WHERE a.round = ${round} AND a.code = d.code`
}

/** How the offers of a drawn round stand; undefined before the draw. */
export async function cascadeState(
  prisma: Prisma,
  round: Pick<RoundRow, 'code' | 'bundle'>,
): Promise<CascadeState | undefined> {
  if (round.bundle === null) return undefined
  const rows = await prisma.cascadeEvent.findMany({
    where: { round: round.code, settledAt: { not: null } },
    orderBy: { seq: 'asc' },
  })
  return cascadeAfter(bundleOfRow(round.bundle), rows.map(asEvent))
}
