import { sortedAscending } from './ascending.ts'
import type { Assignment, Bundle, DrawInput, Lot } from './bundle.ts'
import { commitmentOf, drawKeyOf, listHashOf, numbersOf } from './draw-numbers.ts'
import { type CutOff, type Explanation, explainTo } from './explain-draw.ts'
import { type Hash, hashOfJson, hexOf } from './hash.ts'
import { matchApplicants, type Winner } from './match-applicants.ts'
import { type Numbered, rankApplicants } from './rank-applicants.ts'
import { waitingListsOf } from './waiting-lists.ts'

/** Who gets what, who waits where, and why. */
export type DrawResult = {
  readonly assignments: Readonly<Record<string, Assignment>>
  /** Every lot, with codes in the order at that lot. */
  readonly waiting: Readonly<Record<string, readonly string[]>>
  /** Every lot; null if it is not full or has no apartments. */
  readonly cutOffs: Readonly<Record<string, CutOff | null>>
  /** Every code, with one explanation for each listed lot. */
  readonly explanations: Readonly<Record<string, readonly Explanation[]>>
}

/** A whole draw with everything that is published of it. */
export type Draw = DrawResult & {
  readonly commitment: string
  readonly listHash: string
  /** In hex. */
  readonly drawKey: string
  readonly numbers: Readonly<Record<string, string>>
  readonly resultHash: string
}

/**
 * Draws a round: commitment, list hash, numbers, match, apartments, waiting lists and explanations, the same for the same
 * input on every machine. The input must be whole (`isDrawInput`; codes once, lots known), else a `RangeError` is thrown.
 */
export function draw(input: DrawInput, hash: Hash): Draw {
  const listHash = listHashOf(input, hash)
  const drawKey = drawKeyOf(input, listHash, hash)
  const numbered = numbersOf(input, drawKey, hash)
  const numbers = Object.fromEntries(numbered)
  const result = resultOf({ ...input, numbers: numbered })
  const resultHash = hashOfJson({ numbers, ...result }, hash)
  return {
    commitment: commitmentOf(input.seed, hash),
    listHash,
    drawKey: hexOf(drawKey),
    numbers,
    ...result,
    resultHash,
  }
}

/** The part of a draw that follows from its lists and numbers alone, without any secret. */
export function resultOf(numbered: Numbered): DrawResult {
  const applicants = rankApplicants(numbered)
  const winners = matchApplicants(applicants)
  const assignments = new Map(numbered.lots.flatMap((lot) => assignedIn(lot, winners.get(lot.id) ?? [])))
  const waiting = waitingListsOf(numbered.lots, applicants, assignments)
  const cutOffs = new Map(numbered.lots.map((lot) => [lot.id, cutOffOf(lot, winners.get(lot.id) ?? [])]))
  const outcome = { assignments, waiting, cutOffs }
  return {
    assignments: Object.fromEntries(assignments),
    waiting: Object.fromEntries([...waiting].map(([lot, places]) => [lot, [...places.keys()]])),
    cutOffs: Object.fromEntries(cutOffs),
    explanations: Object.fromEntries(applicants.map((applicant) => [applicant.code, explainTo(applicant, outcome)])),
  }
}

/** The bundle under which a draw is published. */
export function bundleOf(input: DrawInput, drawn: Draw): Bundle {
  const { format, round, seed, lots, applications, withdrawn, witnesses, supersedes } = input
  const { commitment, listHash, numbers, assignments, waiting } = drawn
  const sealed = { format, round, commitment, seed, listHash, lots, applications, withdrawn, witnesses }
  return { ...sealed, numbers, assignments, waiting, supersedes }
}

/** The hash of a published bundle, by which a draw that supersedes it names it. */
export function bundleHashOf(bundle: Bundle, hash: Hash): string {
  return hashOfJson(bundle, hash)
}

// Winners by number and code take the apartments ascending, one each.
function assignedIn(lot: Lot, winners: readonly Winner[]): readonly (readonly [string, Assignment])[] {
  const apartments = sortedAscending(lot.apartments)
  return winners.map(({ applicant }, index) => {
    const apartment = apartments[index]
    if (apartment === undefined) throw new RangeError(`draw: more winners than apartments in ${lot.id}`)
    return [applicant.code, { lot: lot.id, apartment }]
  })
}

function cutOffOf(lot: Lot, winners: readonly Winner[]): CutOff | null {
  if (winners.length < lot.apartments.length) return null
  const [first, ...others] = winners
  if (!first) return null
  const last = others.reduce((worst, one) => (one.choice.order > worst.choice.order ? one : worst), first)
  return { class: last.choice.class, number: last.applicant.number, code: last.applicant.code }
}
