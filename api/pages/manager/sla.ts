import type { RequestHandler } from 'express'
import { figuresOf, groupSla, type SlaFigures, type SlaGroup, type Tally } from '../../../domain/audit/sla.ts'
import { slaTallies } from '../../commands/audit-sla.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { barChart, columnChart, shareChart } from './charts.ts'
import {
  addressOf,
  columnsOf,
  notEnded,
  queryOf,
  questionFields,
  type SlaWish,
  spanOf,
  wishOf,
} from './sla-question.ts'
import { clockName, daysText, groupName, keysOf, percentText, say, usedText } from './sla-words.ts'

const shown = ['kept', 'breached', 'soon', 'running', 'cancelled'] as const
type Shown = (typeof shown)[number]

const tones = { kept: 'good', breached: 'bad', soon: 'warn', running: 'wait', cancelled: 'none' } as const

/** How many of each; those about to break are not counted twice in a bar. */
const partValue = (figures: SlaFigures, which: Shown): number =>
  which === 'running' ? figures.running - figures.soon : figures[which]

type Named = { readonly label: string; readonly figures: SlaFigures; readonly filter: Readonly<Record<string, string>> }

/** A group as a bar whose parts lead to its clocks, and as a row of the table that says the same. */
const groupShown = (speech: Speech, wish: SlaWish, { label, figures, filter }: Named) => ({
  label,
  total: speech.number(figures.kept + figures.breached + figures.running + figures.cancelled),
  parts: shown.map((which) => ({
    tone: tones[which],
    value: partValue(figures, which),
    title: `${label}: ${say(speech, `standing.${which}`)} ${speech.number(figures[which])}`,
    href: addressOf('/sla/clocks', wish, { ...filter, standing: which }),
  })),
  cells: shown.map((which) => ({
    text: speech.number(figures[which]),
    href: figures[which] === 0 ? undefined : addressOf('/sla/clocks', wish, { ...filter, standing: which }),
  })),
  keptPercent: percentText(speech, figures.keptPercent),
})

const filterOf = (wish: SlaWish, first: Tally): Readonly<Record<string, string>> =>
  Object.fromEntries(keysOf[wish.by].map((name) => [name, first[name] === '' ? notEnded : first[name]]))

function groupsShown(speech: Speech, wish: SlaWish, tallies: readonly Tally[]) {
  const groups = groupSla(tallies, (tally) => keysOf[wish.by].map((name) => tally[name]).join('\n'))
  return groups
    .map(({ first, figures }) => ({
      label: groupName(speech, wish.by, first),
      figures,
      filter: filterOf(wish, first),
    }))
    .map((named) => groupShown(speech, wish, named))
}

function trendShown(speech: Speech, wish: SlaWish, tallies: readonly Tally[]) {
  const counted = groupSla(tallies, ({ since }) => since)
  return columnsOf(
    wish.question,
    counted.map(({ name }) => name),
  ).map((since) => {
    const figures = counted.find(({ name }) => name === since)?.figures ?? figuresOf([])
    return groupShown(speech, wish, { label: speech.shortDate(since), figures, filter: spanOf(wish.question, since) })
  })
}

const turns = ['centre', 'applicant', 'external'] as const
const turnTones = { centre: 'act', applicant: 'warn', external: 'wait' } as const

const secondsOf = (figures: SlaFigures): Readonly<Record<(typeof turns)[number], number>> => ({
  centre: figures.centreSeconds,
  applicant: figures.applicantSeconds,
  external: figures.externalSeconds,
})

/** How long a limit took, and whose time it was; of those that came out. */
function timeShown(speech: Speech, wish: SlaWish, { first, figures }: SlaGroup) {
  const label = `${speech.word(first.kind, 'name')}: ${clockName(speech, first)}`
  const seconds = secondsOf(figures)
  const [out, all] = [figures.kept + figures.breached, seconds.centre + seconds.applicant + seconds.external]
  const href = addressOf('/sla/clocks', wish, { kind: first.kind, clock: first.clock })
  return {
    label,
    href,
    total: out === 0 ? '–' : daysText(speech, all / out),
    used: [figures.median, figures.p90, figures.longest].map((value) => usedText(speech, first, value)),
    split: turns.map((turn) => (all === 0 ? '–' : percentText(speech, (100 * seconds[turn]) / all))),
    parts: turns.map((turn) => ({
      tone: turnTones[turn],
      value: seconds[turn],
      title: `${label}: ${say(speech, `turn.${turn}`)} ${out === 0 ? '–' : daysText(speech, seconds[turn] / out)}`,
      href,
    })),
  }
}

const cameOut = ({ figures }: SlaGroup): boolean => figures.kept + figures.breached > 0

function dataOf(speech: Speech, wish: SlaWish, tallies: readonly Tally[]) {
  const [whole, groups, trend] = [
    figuresOf(tallies),
    groupsShown(speech, wish, tallies),
    trendShown(speech, wish, tallies),
  ]
  const limits = groupSla(tallies, ({ kind, clock }) => `${kind}\n${clock}`).filter(cameOut)
  const times = limits.map((group) => timeShown(speech, wish, group))
  return {
    whole: {
      keptPercent: percentText(speech, whole.keptPercent),
      tiles: shown.map((which) => ({
        text: say(speech, `standing.${which}`),
        number: speech.number(whole[which]),
        tone: tones[which],
        href: addressOf('/sla/clocks', wish, { standing: which }),
      })),
    },
    groups,
    groupChart: barChart(groups),
    trend,
    trendChart: columnChart(trend),
    times,
    timeChart: shareChart(times),
    standings: shown.map((which) => ({ text: say(speech, `standing.${which}`), tone: tones[which] })),
    turns: turns.map((turn) => ({ text: say(speech, `turn.${turn}`), tone: turnTones[turn] })),
  }
}

/** The address of a file with the same question, as the api takes it. */
function fileOf({ speech }: SignedVisit, { question }: SlaWish, name: string): string {
  const { from, to, kind, team, asOf } = question
  const language = name.endsWith('.pdf') ? speech.language : undefined
  return `/api/v1/sla/${name}?${queryOf({ from, to, kind, team, asOf, language })}`
}

/** Kept, broken and about to break, by whatever is asked; each number leads to its clocks. */
export const slaPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'audit-sla', async (visit) => {
    const { speech } = visit
    const wish = await wishOf(visit)
    const tallies = await slaTallies(kit.parts, wish.question)
    const data = {
      filters: questionFields(speech, wish),
      byText: say(speech, `by.${wish.by}`),
      asOf: wish.asOf === undefined ? undefined : speech.date(wish.asOf),
      csv: fileOf(visit, wish, 'export.csv'),
      pdf: fileOf(visit, wish, 'report.pdf'),
      ...dataOf(speech, wish, tallies),
    }
    await show(visit, { template: 'sla', title: say(speech, 'sla.title'), data })
  })
