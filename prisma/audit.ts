import type { Dimension, Standing, Tally } from '../domain/audit/sla.ts'
import type { ClockSnapshot } from '../domain/case/event.ts'
import { addDays, type LocalDate, startOfDay } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'

/** One run of a clock of a case, as it stood at an instant. */
export type AuditedClock = {
  readonly caseId: string
  readonly number: string
  readonly kind: string
  readonly track: string
  readonly clock: ClockSnapshot
}

export type AuditQuestion = {
  /** Days on which the clocks began, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly kinds: readonly string[]
  /** As it was known then, by what had been recorded; without it, as it is known now. */
  readonly asOf: Date | undefined
  /** When we look: `asOf`, or now. */
  readonly at: Date
  /** Clocks due until then are about to break. */
  readonly soonUntil: Date
}

/** A length of time by which a trend is drawn. */
export type TrendStep = 'day' | 'week' | 'month'

const inSpan = ({ from, to, kinds }: AuditQuestion) =>
  Sql.sql`k."startedOn" BETWEEN ${from}::date AND ${to}::date AND k.kind = ANY(${[...kinds]})`

const secondsColumns = Sql.sql`k."centreSeconds", k."applicantSeconds", k."externalSeconds"`
const alikeColumns = Sql.sql`k.kind, k.team, k.code, k.basis, k."legalBasis", k.stage, k."startedOn", k.used`

const localDay = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Whether an instant is the last second of a day in Shanghai: then whole days say what was known. */
const isEndOfDay = (instant: Date): boolean => localDay(new Date(instant.getTime() + 1000)) !== localDay(instant)

/** Clocks as they were counted: from the tallies, or one by one for an instant in the middle of a day. */
function countedAt(question: AuditQuestion): Sql.Sql {
  const { asOf } = question
  const tally = Sql.sql`SELECT ${alikeColumns}, k.standing, k.clocks, ${secondsColumns},`
  if (asOf === undefined)
    return Sql.sql`${tally} k."endedOn" IS NOT NULL AS ended FROM "ClockTally" k WHERE ${inSpan(question)}`
  if (isEndOfDay(asOf)) {
    const day = localDay(asOf)
    return Sql.sql`${tally} COALESCE(k."endedOn" <= ${day}::date, FALSE) AS ended FROM "ClockTally" k
      WHERE ${inSpan(question)} AND k."knownOn" <= ${day}::date`
  }
  return Sql.sql`SELECT ${alikeColumns}, k.state AS standing, 1 AS clocks, ${secondsColumns}, ${hasEnded(question)} AS ended
    FROM "ClockView" k WHERE ${inSpan(question)} AND k."knownAt" <= ${asOf}`
}

const hasEnded = ({ asOf }: AuditQuestion): Sql.Sql =>
  asOf === undefined ? Sql.sql`k."endKnownAt" IS NOT NULL` : Sql.sql`COALESCE(k."endKnownAt" <= ${asOf}, FALSE)`

/** Clocks that began in a span of time, counted by everything they are audited by. */
export async function tallyClocks(prisma: Prisma, question: AuditQuestion, step: TrendStep): Promise<readonly Tally[]> {
  return await prisma.$queryRaw<Tally[]>`
    SELECT t.kind, CASE WHEN t.ended THEN t.stage ELSE '' END AS stage, t.team, t.code AS clock, t.basis,
      t."legalBasis" AS law, to_char(date_trunc(${step}, t."startedOn"), 'YYYY-MM-DD') AS since,
      CASE WHEN NOT t.ended THEN 'running' WHEN t.standing = 'met' THEN 'kept' ELSE t.standing END AS standing,
      CASE WHEN t.ended THEN t.used END AS used, sum(t.clocks)::int AS clocks, 0 AS soon,
      sum(CASE WHEN t.ended THEN t."centreSeconds" ELSE 0 END)::float8 AS "centreSeconds",
      sum(CASE WHEN t.ended THEN t."applicantSeconds" ELSE 0 END)::float8 AS "applicantSeconds",
      sum(CASE WHEN t.ended THEN t."externalSeconds" ELSE 0 END)::float8 AS "externalSeconds"
    FROM (${countedAt(question)}) t GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(t.clocks) > 0`
}

/** The due date as it was known: as it stands, unless it was moved since. */
const dueAt = ({ asOf }: AuditQuestion): Sql.Sql =>
  asOf === undefined
    ? Sql.sql`k."dueAt"`
    : Sql.sql`CASE WHEN k."dueKnownAt" <= ${asOf} THEN k."dueAt" ELSE (${lastKnown(asOf)}->>'dueAt')::timestamptz END`

/** A clock as the last event recorded until then tells it. */
const lastKnown = (asOf: Date): Sql.Sql => Sql.sql`(SELECT e.data->'clock' FROM "Event" e
  WHERE e."caseId" = k."caseId" AND e.type LIKE 'clock-%' AND e.at <= ${asOf} AND e.data->'clock'->>'code' = k.code
  AND (e.data->'clock'->>'run')::int = k.run ORDER BY e.seq DESC LIMIT 1)`

const isRunning = ({ asOf }: AuditQuestion): Sql.Sql =>
  asOf === undefined
    ? Sql.sql`k.state IN ('running', 'paused')`
    : Sql.sql`k."knownAt" <= ${asOf} AND (k."endKnownAt" IS NULL OR k."endKnownAt" > ${asOf})`

const isSoon = (question: AuditQuestion): Sql.Sql =>
  Sql.sql`${isRunning(question)} AND ${dueAt(question)} >= ${question.at} AND ${dueAt(question)} <= ${question.soonUntil}`

/** Clocks that are about to break, counted in the same way. */
export async function tallySoon(prisma: Prisma, question: AuditQuestion, step: TrendStep): Promise<readonly Tally[]> {
  return await prisma.$queryRaw<Tally[]>`
    SELECT k.kind, '' AS stage, k.team, k.code AS clock, k.basis, k."legalBasis" AS law,
      to_char(date_trunc(${step}, k."startedOn"), 'YYYY-MM-DD') AS since, 'running' AS standing, NULL AS used,
      0 AS clocks, count(*)::int AS soon, 0 AS "centreSeconds", 0 AS "applicantSeconds", 0 AS "externalSeconds"
    FROM "ClockView" k WHERE ${inSpan(question)} AND ${isSoon(question)} GROUP BY 1, 2, 3, 4, 5, 6, 7`
}

/** What of the clocks is looked at: how they stand, and what they have in common. */
export type ClockFilter = Readonly<Partial<Record<Dimension, string | undefined>>> & {
  readonly standing?: Standing | 'soon' | undefined
  /** Local date on which they fall due. */
  readonly due?: LocalDate | undefined
}

const states = { kept: 'met', breached: 'breached', cancelled: 'cancelled' } as const

function hasStanding(question: AuditQuestion, standing: ClockFilter['standing']): readonly Sql.Sql[] {
  if (standing === undefined) return question.asOf === undefined ? [] : [Sql.sql`k."knownAt" <= ${question.asOf}`]
  if (standing === 'soon') return [isSoon(question)]
  if (standing === 'running') return [isRunning(question)]
  return [Sql.sql`k.state = ${states[standing]} AND ${hasEnded(question)}`]
}

const columnOf = {
  kind: Sql.sql`k.kind`,
  team: Sql.sql`k.team`,
  clock: Sql.sql`k.code`,
  basis: Sql.sql`k.basis`,
  law: Sql.sql`k."legalBasis"`,
} as const

function conditionsOf(question: AuditQuestion, filter: ClockFilter): Sql.Sql {
  const { stage } = filter
  const alike = (['kind', 'team', 'clock', 'basis', 'law'] as const).flatMap((name) => {
    const value = filter[name]
    return value === undefined ? [] : [Sql.sql`${columnOf[name]} = ${value}`]
  })
  const inStage = stage === undefined ? [] : [stageIs(question, stage)]
  const due =
    filter.due === undefined
      ? []
      : [Sql.sql`k."dueAt" >= ${dayStart(filter.due)} AND k."dueAt" < ${dayStart(addDays(filter.due, 1))}`]
  return Sql.join([inSpan(question), ...hasStanding(question, filter.standing), ...alike, ...inStage, ...due], ' AND ')
}

const dayStart = (day: LocalDate): Date => new Date(startOfDay(day) * 1000)

const stageIs = (question: AuditQuestion, stage: string): Sql.Sql =>
  stage === '' ? isRunning(question) : Sql.sql`${hasEnded(question)} AND k.stage = ${stage}`

/** A clock with what of it was known. */
export type ClockLine = AuditedClock & {
  readonly code: string
  readonly run: number
  readonly team: string
  readonly stage: string
  readonly startedOn: Date
  readonly ended: boolean
  readonly used: number | null
  readonly centreSeconds: number
  readonly applicantSeconds: number
  readonly externalSeconds: number
}

const knownClock = ({ asOf }: AuditQuestion): Sql.Sql =>
  asOf === undefined
    ? Sql.sql`k.body`
    : Sql.sql`CASE WHEN k."dueKnownAt" > ${asOf} OR k.body ? 'late' THEN ${lastKnown(asOf)} ELSE k.body END`

const lineColumns = (question: AuditQuestion) => Sql.sql`k."caseId", f.number, k.kind, k.track, k.team, k.code, k.run,
  k.stage, k."startedOn", k.used, ${secondsColumns}, ${hasEnded(question)} AS ended, ${knownClock(question)} AS clock`

export type Position = { readonly offset: number; readonly limit: number }

/** The clocks of a span one by one, oldest first; one more than asked tells that there are more. */
export async function listClocks(
  prisma: Prisma,
  question: AuditQuestion,
  { offset, limit, ...filter }: ClockFilter & Position,
): Promise<readonly ClockLine[]> {
  return await prisma.$queryRaw<ClockLine[]>`
    SELECT ${lineColumns(question)} FROM "ClockView" k JOIN "CaseFile" f ON f.id = k."caseId"
    WHERE ${conditionsOf(question, filter)} ORDER BY k."startedOn", k."caseId", k.code, k.run
    LIMIT ${limit + 1} OFFSET ${offset}`
}

const batch = 2000

/** All of them, read in pieces so that a million do not lie in memory at once. */
export async function* readClocks(prisma: Prisma, question: AuditQuestion): AsyncGenerator<readonly ClockLine[]> {
  const [known] = hasStanding(question, undefined)
  let after = Sql.empty
  for (;;) {
    const lines: readonly ClockLine[] = await prisma.$queryRaw<ClockLine[]>`
      SELECT ${lineColumns(question)} FROM "ClockView" k JOIN "CaseFile" f ON f.id = k."caseId"
      WHERE ${inSpan(question)} ${known === undefined ? Sql.empty : Sql.sql`AND ${known}`} ${after}
      ORDER BY k."startedOn", k."caseId", k.code, k.run LIMIT ${batch}`
    yield lines
    const last = lines.at(-1)
    if (last === undefined || lines.length < batch) return
    const day = last.startedOn.toISOString().slice(0, 10)
    after = Sql.sql`AND (k."startedOn", k."caseId", k.code, k.run) > (${day}::date, ${last.caseId}, ${last.code}, ${last.run})`
  }
}
