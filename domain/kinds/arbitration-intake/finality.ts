import type { LocalDate } from '../../time/local-date.ts'
import { finalMonths, inForce, minimumWages } from './parameters.ts'

/** One item of a dispute, as far as its finality goes. Amount in fen. */
export type WeighedClaim = { readonly kind: string; readonly amountFen?: number }

/** Why an award on a claim is final for the employer or not (LMA 47; which items: R). */
export type FinalityReason =
  | 'employer-claims'
  | 'always-final'
  | 'never-final'
  | 'amount-missing'
  | 'amount-within'
  | 'amount-over'

const always: ReadonlySet<string> = new Set(['working-time-rest', 'social-insurance'])
const byAmount: ReadonlySet<string> = new Set(['wages', 'work-injury-medical', 'severance', 'damages'])
const final: ReadonlySet<FinalityReason> = new Set(['always-final', 'amount-within'])

/** The amount up to which an item is final, in fen, by the minimum wage in force on the day of receipt. */
const finalUpToFen = (receivedOn: LocalDate): number => finalMonths * inForce(minimumWages, receivedOn)

/** Each claim is weighed by itself, per claimant. */
export function finalityOf(
  { kind, amountFen }: WeighedClaim,
  isEmployerClaiming: boolean,
  receivedOn: LocalDate,
): FinalityReason {
  if (isEmployerClaiming) return 'employer-claims'
  if (always.has(kind)) return 'always-final'
  if (!byAmount.has(kind)) return 'never-final'
  if (amountFen === undefined) return 'amount-missing'
  return amountFen <= finalUpToFen(receivedOn) ? 'amount-within' : 'amount-over'
}

export const isFinal = (reason: FinalityReason): boolean => final.has(reason)

/** A dispute, as far as the number of its arbitrators goes. */
export type WeighedDispute = { readonly track: string; readonly claims: readonly WeighedClaim[] }

/**
 * How many arbitrators are proposed (RH: R): one where every claim is final, or where the sum is known and small; three
 * otherwise, and for a collective dispute. Whether the facts are plain is said by whoever forms the tribunal.
 */
export function arbitratorsFor({ track, claims }: WeighedDispute, receivedOn: LocalDate): 1 | 3 {
  if (track === 'collective') return 3
  const open = claims.filter((claim) => !isFinal(finalityOf(claim, track === 'employer', receivedOn)))
  if (open.length === 0) return 1
  const isKnown = open.every(({ amountFen }) => amountFen !== undefined)
  const sum = claims.reduce((total, { amountFen = 0 }) => total + amountFen, 0)
  return isKnown && sum <= finalUpToFen(receivedOn) ? 1 : 3
}

const withAmount: ReadonlySet<string> = new Set([
  'wages',
  'overtime-pay',
  'severance',
  'double-pay-no-contract',
  'damages',
  'work-injury-medical',
  'annual-leave-pay',
])

/** A claim of this kind is for money and must say how much. */
export const needsAmount = (kind: string): boolean => withAmount.has(kind)
