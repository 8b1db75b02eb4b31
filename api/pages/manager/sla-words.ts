import type { Dimension, Tally } from '../../../domain/audit/sla.ts'
import { definitionOf } from '../../../domain/kinds/index.ts'
import { locales } from '../../../templates/locales.ts'
import type { Speech } from '../speech.ts'

/** A text of the managers' pages. */
export const say = (speech: Speech, key: string, values?: Parameters<Speech['t']>[1]): string =>
  speech.t(`manager:${key}`, values)

export const clockName = (speech: Speech, { kind, clock }: Pick<Tally, 'kind' | 'clock'>): string =>
  speech.word(kind, `clocks.${clock}.name`)

const stageName = (speech: Speech, { kind, stage }: Pick<Tally, 'kind' | 'stage'>): string =>
  stage === '' ? say(speech, 'sla.not-ended') : speech.word(kind, `stages.${stage}`)

export const lawName = (speech: Speech, law: string): string =>
  law === 'centre' ? say(speech, 'sla.own-promise') : law

const nameOf = {
  kind: (speech, { kind }) => speech.word(kind, 'name'),
  stage: (speech, tally) => `${speech.word(tally.kind, 'name')}: ${stageName(speech, tally)}`,
  team: (speech, { team }) => speech.t(`common:teams.${team}`),
  clock: (speech, tally) => `${speech.word(tally.kind, 'name')}: ${clockName(speech, tally)}`,
  basis: (speech, { basis }) => speech.t(`common:bases.${basis}`),
  law: (speech, { law }) => lawName(speech, law),
} as const satisfies Record<Dimension, (speech: Speech, tally: Tally) => string>

/** What a group of the audit is called. */
export const groupName = (speech: Speech, dimension: Dimension, first: Tally): string =>
  nameOf[dimension](speech, first)

/** By what a group is told from the others: a step or a limit is one of its process. */
export const keysOf = {
  kind: ['kind'],
  stage: ['kind', 'stage'],
  team: ['team'],
  clock: ['kind', 'clock'],
  basis: ['basis'],
  law: ['law'],
} as const satisfies Record<Dimension, readonly Dimension[]>

const secondsADay = 86_400

/** A length of time in days, with one decimal. */
export const daysText = ({ language }: Speech, seconds: number): string =>
  new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(seconds / secondsADay)

const hoursText = ({ language }: Speech, hours: number): string =>
  new Intl.NumberFormat(locales[language], { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(hours)

const ruleOf = ({ kind, clock }: Pick<Tally, 'kind' | 'clock'>): string =>
  definitionOf(kind)?.clocks[clock]?.rule.kind ?? 'calendar-days'

/** Whether hours are counted, so that the hour it is due matters. */
export const isInHours = (named: Pick<Tally, 'kind' | 'clock'>): boolean => ruleOf(named) === 'hours'

/** What a clock used up, in its own unit; a dash where nothing is counted. */
export function usedText(speech: Speech, { kind, clock }: Pick<Tally, 'kind' | 'clock'>, used: number | null): string {
  if (used === null) return '–'
  if (isInHours({ kind, clock })) return hoursText(speech, used)
  const rule = ruleOf({ kind, clock })
  return speech.p(`units.${rule.endsWith('working-days') ? 'working-days' : 'calendar-days'}`, { count: used })
}

export const percentText = ({ language }: Speech, percent: number | null): string =>
  percent === null
    ? '–'
    : new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(percent / 100)
