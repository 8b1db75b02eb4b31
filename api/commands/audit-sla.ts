import { groupSla, standingOf, type Tally } from '../../domain/audit/sla.ts'
import {
  type ClockFilter,
  type ClockLine,
  listClocks,
  type Position,
  readClocks,
  tallyClocks,
  tallySoon,
} from '../../prisma/audit.ts'
import { type AuditParts, questionOf, type SlaQuestion, trendStepOf } from './sla-question.ts'

/** Clocks of a span, counted by everything they are audited by. */
export async function slaTallies(parts: AuditParts, asked: SlaQuestion): Promise<readonly Tally[]> {
  const [question, step] = [await questionOf(parts, asked), trendStepOf(asked)]
  const [counted, soon] = await Promise.all([
    tallyClocks(parts.prisma, question, step),
    tallySoon(parts.prisma, question, step),
  ])
  return [...counted, ...soon]
}

/** Kept, broken and running, by kind, team and clock. */
export async function slaSummary(parts: AuditParts, asked: SlaQuestion) {
  const tallies = await slaTallies(parts, asked)
  const groups = groupSla(tallies, ({ kind, team, clock }) => `${kind}\n${team}\n${clock}`)
  return groups.map(({ first, figures }) => {
    const { kind, team, clock, basis, law } = first
    return { kind, team, clock, basis, legalBasis: law, ...figures }
  })
}

const doneLate = ({ doneAt, late }: ClockLine['clock']) => ({ doneAt: doneAt ?? null, late: late ?? null })

/** One line a clock: what an auditor checks, without anything of the person. */
const lineOf = ({ number, caseId, kind, track, team, clock, stage, ended, used, ...seconds }: ClockLine) => ({
  case: caseId,
  number,
  kind,
  track,
  team,
  clock: clock.code,
  run: clock.run,
  basis: clock.basis,
  legalBasis: clock.legalBasis,
  stage: ended ? stage : '',
  startedAt: clock.start,
  dueOn: clock.dueOn,
  dueAt: clock.dueAt,
  endedAt: ended ? clock.endedAt : null,
  standing: ended ? standingOf(clock) : ('running' as const),
  used: ended ? used : null,
  ...doneLate(clock),
  centreSeconds: ended ? seconds.centreSeconds : null,
  applicantSeconds: ended ? seconds.applicantSeconds : null,
  externalSeconds: ended ? seconds.externalSeconds : null,
})

export type SlaLine = ReturnType<typeof lineOf>

/** Clocks of the span one by one, oldest first, one more than asked; what a figure is made of. */
export async function slaLines(
  parts: AuditParts,
  asked: SlaQuestion,
  filter: ClockFilter & Position,
): Promise<readonly SlaLine[]> {
  return (await listClocks(parts.prisma, await questionOf(parts, asked), filter)).map(lineOf)
}

type Cell = string | number | null

/** Signs by which a spreadsheet takes a cell for a formula; their wide forms too, which some turn into these. */
const formula = /^[\s\u200B\uFEFF]*[=+\-@|%\t\r\n＝＋－＠]/

/** A cell as spreadsheets read it; one that would begin a formula is made text. */
const cellText = (cell: Cell): string => {
  if (cell === null || typeof cell === 'number') return cell === null ? '' : String(cell)
  const harmless = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const columns = [
  ...(['number', 'kind', 'track', 'team', 'clock', 'run', 'basis', 'legalBasis', 'stage'] as const),
  ...(['startedAt', 'dueOn', 'dueAt', 'endedAt', 'doneAt', 'standing', 'used', 'late'] as const),
  ...(['centreSeconds', 'applicantSeconds', 'externalSeconds'] as const),
]

const rowText = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`

/** Every clock as comma-separated values (RFC 4180), piece by piece, with a mark by which spreadsheets know that it is UTF-8. */
export async function* slaExport(parts: AuditParts, asked: SlaQuestion): AsyncGenerator<string> {
  yield `\uFEFF${rowText(columns)}`
  for await (const lines of readClocks(parts.prisma, await questionOf(parts, asked)))
    yield lines.map((line) => rowText(columns.map((column) => lineOf(line)[column]))).join('')
}
