import { definitions } from '../../domain/kinds/index.ts'
import {
  addDays,
  addMonths,
  daysBetween,
  endOfDay,
  type LocalDate,
  localDateOf,
  parseInstant,
  parseLocalDate,
} from '../../domain/time/local-date.ts'
import type { AuditQuestion, TrendStep } from '../../prisma/audit.ts'
import type { Parts } from '../parts.ts'

export type SlaQuestion = {
  /** Days on which the clocks began, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly kind?: string | undefined
  readonly team?: string | undefined
  readonly asOf?: string | undefined
}

export type AuditParts = Pick<Parts, 'prisma' | 'officeTime'>

/** Calendar days, today included, within which a clock that falls due is about to break. */
const soonDays = 3

/** A question as the store is asked. */
export async function questionOf({ officeTime }: AuditParts, asked: SlaQuestion): Promise<AuditQuestion> {
  const { from, to, kind, team } = asked
  const asOf = asked.asOf === undefined ? undefined : parseInstant(asked.asOf)
  const at = asOf ?? (await officeTime.now())
  const kinds = definitions.filter((each) => (kind ?? each.kind) === each.kind && (team ?? each.team) === each.team)
  return {
    from,
    to,
    kinds: kinds.map((each) => each.kind),
    asOf: asOf === undefined ? undefined : new Date(asOf * 1000),
    at: new Date(at * 1000),
    soonUntil: new Date(endOfDay(addDays(localDateOf(at), soonDays - 1)) * 1000),
  }
}

/** Bars that are neither too many to read nor too few to see a trend. */
export function trendStepOf({ from, to }: Pick<SlaQuestion, 'from' | 'to'>): TrendStep {
  const days = daysBetween(from, to)
  if (days <= 31) return 'day'
  return days <= 190 ? 'week' : 'month'
}

/** Months back when nobody says from when. */
const usualMonths = 3

type Asked = Partial<Record<'from' | 'to' | 'kind' | 'team' | 'asOf', string | undefined>>

/** What was asked in words; without a span, the last three months until what was known. */
export async function readQuestion({ officeTime }: AuditParts, asked: Asked): Promise<SlaQuestion> {
  const { kind, team, asOf } = asked
  const known = asOf === undefined ? undefined : parseInstant(asOf)
  const today = localDateOf(known ?? (await officeTime.now()))
  const dayOf = (text: string | undefined, otherwise: LocalDate) =>
    (text === undefined ? undefined : parseLocalDate(text)) ?? otherwise
  const to = dayOf(asked.to, today)
  return { from: dayOf(asked.from, addMonths(to, -usualMonths)), to, kind, team, asOf }
}
