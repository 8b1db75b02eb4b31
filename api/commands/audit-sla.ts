import { type SlaClock, standingOf, summariseSla } from '../../domain/audit/sla.ts'
import { definitions } from '../../domain/kinds/index.ts'
import { judgeClock } from '../../domain/time/clock.ts'
import { addDays, type LocalDate, parseInstant, startOfDay } from '../../domain/time/local-date.ts'
import { type AuditedClock, auditedClocks } from '../../prisma/audit.ts'
import { tablesByName } from '../../prisma/calendar-tables.ts'
import type { Parts } from '../parts.ts'
import { clockInputOf, tablesNamed } from './clock-view.ts'

export type SlaQuestion = {
  /** Days on which the clocks began, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly kind?: string | undefined
  readonly team?: string | undefined
  readonly asOf?: string | undefined
}

type AuditParts = Pick<Parts, 'prisma'>
type Audited = AuditedClock & SlaClock

const secondsAnHour = 3600

/** Clocks that began in the span, as they were known at `asOf`. */
async function readClocks(
  { prisma }: AuditParts,
  { from, to, kind, team, asOf }: SlaQuestion,
): Promise<readonly Audited[]> {
  const asked = definitions.filter((each) => (kind ?? each.kind) === each.kind && (team ?? each.team) === each.team)
  const instant = asOf === undefined ? undefined : parseInstant(asOf)
  const found = await auditedClocks(prisma, {
    from: new Date(startOfDay(from) * 1000),
    until: new Date(startOfDay(addDays(to, 1)) * 1000),
    kinds: asked.map((each) => each.kind),
    asOf: instant === undefined ? undefined : new Date(instant * 1000),
  })
  const tables = await tablesByName(prisma, tablesNamed(found.map(({ clock }) => clock)))
  const teamOf = new Map<string, string>(asked.map((each) => [each.kind, each.team]))
  return found.map((each) => ({ ...each, team: teamOf.get(each.kind) ?? '', used: unitsUsed(each, tables) }))
}

/** Days counted until the clock ended, or hours of a clock in hours; null while it runs, and where nothing is counted. */
function unitsUsed({ clock }: AuditedClock, tables: Parameters<typeof clockInputOf>[1]): number | null {
  const endedAt = clock.endedAt === null ? undefined : parseInstant(clock.endedAt)
  if (endedAt === undefined) return null
  const { counted } = judgeClock({ ...clockInputOf(clock, tables), asOf: endedAt })
  if (counted === null) return null
  return clock.rule.kind === 'hours' ? Math.round((10 * counted) / secondsAnHour) / 10 : counted
}

/** Kept, broken and running, by kind, team and clock. */
export const slaSummary = async (parts: AuditParts, question: SlaQuestion) =>
  summariseSla(await readClocks(parts, question))

/** One line a clock: what an auditor checks, without anything of the person. */
const lineOf = ({ number, caseId, kind, track, team, clock, used }: Audited) => ({
  case: caseId,
  number,
  kind,
  track,
  team,
  clock: clock.code,
  run: clock.run,
  basis: clock.basis,
  legalBasis: clock.legalBasis,
  startedAt: clock.start,
  dueOn: clock.dueOn,
  dueAt: clock.dueAt,
  endedAt: clock.endedAt,
  standing: standingOf(clock),
  used,
  late: clock.late ?? null,
})

/** Every clock of the span, for a table of one's own. */
const slaLines = async (parts: AuditParts, question: SlaQuestion) => (await readClocks(parts, question)).map(lineOf)

/** The broken ones. */
export const slaBreaches = async (parts: AuditParts, question: SlaQuestion) =>
  (await slaLines(parts, question)).filter(({ standing }) => standing === 'breached')

type Cell = string | number | null

/** A cell as spreadsheets read it; one that would begin a formula is made text. */
const cellText = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell)
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const columns = [
  ...(['number', 'kind', 'track', 'team', 'clock', 'run', 'basis', 'legalBasis'] as const),
  ...(['startedAt', 'dueOn', 'dueAt', 'endedAt', 'standing', 'used', 'late'] as const),
]

/** The same as comma-separated values (RFC 4180), with a mark by which spreadsheets know that it is UTF-8. */
export async function slaExport(parts: AuditParts, question: SlaQuestion): Promise<string> {
  const lines = await slaLines(parts, question)
  const rows = [columns, ...lines.map((line) => columns.map((column) => line[column]))]
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
}
