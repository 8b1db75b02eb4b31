import { type Code, code } from '../../case/codes.ts'
import type { Facts } from '../../case/facts.ts'
import type { CalendarTable } from '../../time/calendar.ts'
import type { LocalDate } from '../../time/local-date.ts'
import { arbitratorsFor, finalityOf, isFinal } from './finality.ts'
import { competentDistrict } from './jurisdiction.ts'
import { isWithin, limitationOn } from './limitation.ts'

/** One claim without a word of what it says. */
export type ClaimFacts = Facts & {
  readonly kind: Code
  readonly claimant?: number
  readonly amountFen?: number
  readonly knewOn: LocalDate
  readonly interruptedOn?: LocalDate
}

/** One respondent without a name. */
export type RespondentFacts = Facts & {
  /** It has a code in the enterprise registry. */
  readonly isCompany: boolean
  readonly hasAddress: boolean
}

/** What the process knows of a dispute. */
export type DisputeFacts = Facts & {
  readonly claims: readonly ClaimFacts[]
  readonly respondents: readonly RespondentFacts[]
  readonly workplace: Code
  /** Null while employed. */
  readonly endedOn: LocalDate | null
  /** The claimant agrees to be served electronically. */
  readonly electronic: boolean
  /** Districts of the employers' seats, by the registry. */
  readonly seats?: readonly Code[]
  readonly acceptedOn?: LocalDate
}

/** By what a dispute is judged besides its own facts. */
export type JudgedBy = {
  readonly track: string
  readonly receivedOn: LocalDate
  readonly tables: readonly CalendarTable[]
}

/** What the rules say of a dispute on its day of receipt: jurisdiction, finality and limitation per claim, arbitrators. */
export function judgeDispute(facts: DisputeFacts, { track, receivedOn, tables }: JudgedBy) {
  const { claims, endedOn, workplace, seats = [] } = facts
  const why = claims.map((claim) => finalityOf(claim, track === 'employer', receivedOn))
  const lastDays = claims.map((claim) => limitationOn(claim, endedOn ?? undefined, tables))
  return {
    jurisdiction: code(competentDistrict({ workplace, seats }, receivedOn)),
    finality: why.map((reason) => code(isFinal(reason) ? 'yes' : 'no')),
    finalityWhy: why.map(code),
    limitation: lastDays.map((day) => code(isWithin(day, receivedOn) ? 'within' : 'over')),
    limitationOn: lastDays.map((day) => day ?? null),
    arbitrators: arbitratorsFor({ track, claims }, receivedOn),
  } satisfies Facts
}

/** A claim over its limitation is flagged, never refused: the other side must raise it (LMA 27). */
export const isAnyOver = ({ limitation }: Pick<ReturnType<typeof judgeDispute>, 'limitation'>): boolean =>
  limitation.some((word) => word === 'over')
