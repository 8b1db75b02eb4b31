import { figuresOf, groupSla, type SlaFigures, type SlaGroup, type Tally } from '../../domain/audit/sla.ts'
import type { Bar, Bilingual, ReportBlock, Tone } from '../../templates/paper.ts'
import type { SlaLine } from '../commands/audit-sla.ts'
import type { SlaQuestion } from '../commands/sla-question.ts'
import { columnsOf, spanOf } from '../pages/manager/sla-question.ts'
import { clockName, daysText, percentText, usedText } from '../pages/manager/sla-words.ts'
import type { Speech } from '../pages/speech.ts'

/** Says something in Chinese, which governs, and in the reader's language. */
export type Both = (say: (speech: Speech) => string) => Bilingual

const shown = ['kept', 'breached', 'soon', 'running', 'cancelled'] as const
const tones = { kept: 'good', breached: 'bad', soon: 'warn', running: 'wait', cancelled: 'none' } as const
const turns = ['centre', 'applicant', 'external'] as const
const turnTones = { centre: 'act', applicant: 'warn', external: 'wait' } as const satisfies Record<string, Tone>

const same = (text: string): Bilingual => ({ zh: text, own: text })
export const text =
  (key: string, values: Parameters<Speech['t']>[1] = {}) =>
  (speech: Speech): string =>
    speech.t(`manager:${key}`, values)

const nameOfClock = (tally: Pick<Tally, 'kind' | 'clock'>) => (speech: Speech) =>
  `${speech.word(tally.kind, 'name')}: ${clockName(speech, tally)}`

const parts = (figures: SlaFigures) =>
  shown.map((which) => ({
    tone: tones[which],
    value: which === 'running' ? figures.running - figures.soon : figures[which],
  }))

const wholeOf = ({ kept, breached, running, cancelled }: SlaFigures): number => kept + breached + running + cancelled

const legendOf = (both: Both) => shown.map((which) => ({ tone: tones[which], text: both(text(`standing.${which}`)) }))

const countCells = (both: Both, figures: SlaFigures): readonly Bilingual[] => [
  ...shown.map((which) => same(String(figures[which]))),
  both((speech) => percentText(speech, figures.keptPercent)),
]

type Grouped = { readonly title: string; readonly groups: readonly SlaGroup[]; readonly name: NameOf }
export type NameOf = (first: Tally) => (speech: Speech) => string

function tableOf(both: Both, { title, groups, name }: Grouped): ReportBlock {
  return {
    kind: 'table',
    columns: [
      both(text(title)),
      ...shown.map((which) => both(text(`standing.${which}`))),
      both(text('sla.kept-percent')),
    ],
    rows: groups.map(({ first, figures }) => [both(name(first)), ...countCells(both, figures)]),
  }
}

const barOf = (both: Both, { first, figures }: SlaGroup, name: NameOf): Bar => ({
  label: both(name(first)),
  total: String(wholeOf(figures)),
  parts: parts(figures),
})

/** Kept, broken and running of each group: heading, picture, table. */
export function groupBlocks(both: Both, grouped: Grouped): readonly ReportBlock[] {
  const { title, groups, name } = grouped
  const alt = both((speech) => speech.t('manager:report.picture', { of: speech.t(`manager:${title}`) }))
  const bars = groups.map((group) => barOf(both, group, name))
  return [
    { kind: 'heading', text: both(text(title)) },
    { kind: 'bars', shares: false, alt, legend: legendOf(both), bars },
    tableOf(both, grouped),
  ]
}

/** The same by when the limits began. */
export function trendBlocks(both: Both, question: SlaQuestion, tallies: readonly Tally[]): readonly ReportBlock[] {
  const counted = groupSla(tallies, ({ since }) => since)
  const columns = columnsOf(
    question,
    counted.map(({ name }) => name),
  ).map((since) => {
    const figures = counted.find(({ name }) => name === since)?.figures ?? figuresOf([])
    return { since: spanOf(question, since).from, figures }
  })
  const alt = both((speech) => speech.t('manager:report.picture', { of: speech.t('manager:sla.trend') }))
  const bars = columns.map(({ since, figures }) => ({
    label: both((speech) => speech.shortDate(since)),
    total: String(wholeOf(figures)),
    parts: parts(figures),
  }))
  const rows = columns.map(({ since, figures }) => [same(since), ...countCells(both, figures)])
  const head = [both(text('sla.since')), ...shown.map((which) => both(text(`standing.${which}`)))]
  return [
    { kind: 'heading', text: both(text('sla.trend')) },
    { kind: 'columns', alt, legend: legendOf(both), bars },
    { kind: 'table', columns: [...head, both(text('sla.kept-percent'))], rows },
  ]
}

const secondsOf = (figures: SlaFigures) => ({
  centre: figures.centreSeconds,
  applicant: figures.applicantSeconds,
  external: figures.externalSeconds,
})

const wholeTime = (figures: SlaFigures): number => turns.reduce((sum, turn) => sum + secondsOf(figures)[turn], 0)
const cameOut = ({ figures }: SlaGroup): boolean => figures.kept + figures.breached > 0

function timeRow(both: Both, { first, figures }: SlaGroup): readonly Bilingual[] {
  const whole = wholeTime(figures)
  const share = (turn: (typeof turns)[number]) => (whole === 0 ? null : (100 * secondsOf(figures)[turn]) / whole)
  return [
    both(nameOfClock(first)),
    ...[figures.median, figures.p90, figures.longest].map((used) => both((speech) => usedText(speech, first, used))),
    ...turns.map((turn) => both((speech) => percentText(speech, share(turn)))),
  ]
}

/** How long the limits took, and whose time it was. */
export function timeBlocks(both: Both, tallies: readonly Tally[]): readonly ReportBlock[] {
  const groups = groupSla(tallies, ({ kind, clock }) => `${kind}\n${clock}`).filter(cameOut)
  if (groups.length === 0) return []
  const bars = groups.map(({ first, figures }) => ({
    label: both(nameOfClock(first)),
    total: both((speech) => daysText(speech, wholeTime(figures) / (figures.kept + figures.breached))).own,
    parts: turns.map((turn) => ({ tone: turnTones[turn], value: secondsOf(figures)[turn] })),
  }))
  const head = ['by.clock', 'sla.median', 'sla.p90', 'sla.longest', ...turns.map((turn) => `turn.${turn}`)]
  return [
    { kind: 'heading', text: both(text('sla.time')) },
    { kind: 'paragraph', text: both(text('sla.time-lead')) },
    {
      kind: 'bars',
      shares: true,
      alt: both((speech) => speech.t('manager:report.picture', { of: speech.t('manager:sla.time') })),
      legend: turns.map((turn) => ({ tone: turnTones[turn], text: both(text(`turn.${turn}`)) })),
      bars,
    },
    { kind: 'table', columns: head.map((key) => both(text(key))), rows: groups.map((group) => timeRow(both, group)) },
  ]
}

/** The broken ones one by one. */
export function brokenBlocks(both: Both, lines: readonly SlaLine[]): readonly ReportBlock[] {
  if (lines.length === 0) return []
  const head = [text('by.clock'), text('report.case'), text('clocks.due'), text('clocks.ended'), text('clocks.used')]
  const rows = lines.map((line) => [
    both(nameOfClock(line)),
    same(line.number),
    same(line.dueOn ?? '–'),
    same(line.endedAt?.slice(0, 10) ?? '–'),
    both((speech) => usedText(speech, line, line.used)),
  ])
  return [
    { kind: 'heading', text: both(text('report.broken')) },
    { kind: 'table', columns: head.map(both), rows },
  ]
}

/** All together, as facts. */
export const wholeBlock = (both: Both, figures: SlaFigures): ReportBlock => ({
  kind: 'facts',
  rows: [
    { label: both(text('sla.kept-percent')), value: both((speech) => percentText(speech, figures.keptPercent)) },
    ...shown.map((which) => ({ label: both(text(`standing.${which}`)), value: same(String(figures[which])) })),
  ],
})
