import type { Report } from '../../activities/report.ts'
import { type Dimension, figuresOf, groupSla, type Tally } from '../../domain/audit/sla.ts'
import type { Language } from '../../domain/case/language.ts'
import { localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import type { FactRow, ReportBlock } from '../../templates/paper.ts'
import type { ApiParts } from '../api-parts.ts'
import { slaLines, slaTallies } from '../commands/audit-sla.ts'
import type { SlaQuestion } from '../commands/sla-question.ts'
import { groupName, keysOf } from '../pages/manager/sla-words.ts'
import { createSpeeches } from '../pages/speech.ts'
import { type Both, brokenBlocks, groupBlocks, text, timeBlocks, trendBlocks, wholeBlock } from './sla-blocks.ts'

/** More broken limits than these stand in the table (CSV), not on paper. */
const mostBroken = 200

const dimensions = ['kind', 'basis', 'law', 'team', 'stage'] as const satisfies readonly Dimension[]

const groupsBy = (both: Both, dimension: Dimension, tallies: readonly Tally[]): readonly ReportBlock[] =>
  groupBlocks(both, {
    title: `by.${dimension}`,
    groups: groupSla(tallies, (tally) => keysOf[dimension].map((name) => tally[name]).join('\n')),
    name: (first) => (speech) => groupName(speech, dimension, first),
  })

/** What was asked: the span, what of it, and as of when. */
function headOf(
  both: Both,
  { from, to, kind, team, asOf }: SlaQuestion,
  { isAsOf }: { isAsOf: string },
): readonly FactRow[] {
  const row = (label: string, value: Parameters<Both>[0]): FactRow => ({ label: both(text(label)), value: both(value) })
  return [
    row('report.span', (speech) => `${speech.shortDate(from)} – ${speech.shortDate(to)}`),
    row('sla.as-of', (speech) => (asOf === undefined ? speech.date(isAsOf) : speech.dateTime(asOf))),
    ...(kind === undefined ? [] : [row('by.kind', (speech) => speech.word(kind, 'name'))]),
    ...(team === undefined ? [] : [row('by.team', (speech) => speech.t(`common:teams.${team}`))]),
  ]
}

/** The audit as a paper that stands up in an inspection: the figures, pictures of them, the broken limits one by one. */
export async function slaReport(parts: ApiParts, question: SlaQuestion, language: Language): Promise<Report> {
  const speechIn = createSpeeches(parts.translator)
  const [zh, own] = [speechIn('zh'), speechIn(language)]
  const both: Both = (say) => ({ zh: say(zh), own: say(own) })
  const now = await parts.officeTime.now()
  const known = question.asOf === undefined ? now : (parseInstant(question.asOf) ?? now)
  const [tallies, broken] = await Promise.all([
    slaTallies(parts, question),
    slaLines(parts, question, { standing: 'breached', offset: 0, limit: mostBroken }),
  ])
  return {
    code: 'sla-report',
    language,
    now,
    head: headOf(both, question, { isAsOf: localDateOf(known) }),
    blocks: [
      { kind: 'paragraph', text: both(text('report.lead')) },
      wholeBlock(both, figuresOf(tallies)),
      ...dimensions.flatMap((dimension) => groupsBy(both, dimension, tallies)),
      ...trendBlocks(both, question, tallies),
      ...timeBlocks(both, tallies),
      ...brokenBlocks(both, broken.slice(0, mostBroken)),
      ...(broken.length > mostBroken ? [{ kind: 'paragraph', text: both(text('report.more')) } as const] : []),
    ],
  }
}
