import { type Dimension, dimensions } from '../../../domain/audit/sla.ts'
import { teams } from '../../../domain/case/definition.ts'
import { definitions } from '../../../domain/kinds/index.ts'
import { addDays, addMonths, type LocalDate, parseLocalDate } from '../../../domain/time/local-date.ts'
import { readQuestion, type SlaQuestion, trendStepOf } from '../../commands/sla-question.ts'
import type { SignedVisit } from '../kit.ts'
import { choicesOf, fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'
import { say } from './sla-words.ts'

/** What was asked of the audit by the address of the page; `asOf` is a whole day. */
export type SlaWish = {
  readonly question: SlaQuestion
  readonly asOf: LocalDate | undefined
  readonly by: Dimension
}

/** How the address says that a clock has not ended in any step. */
export const notEnded = 'not-ended'

/** A value of the address; undefined where nothing, or everything, was asked for. */
export function askedOf({ request }: SignedVisit, name: string): string | undefined {
  const value = request.query[name]
  const text = typeof value === 'string' ? value.trim().slice(0, 64) : ''
  return text === '' || text === 'all' ? undefined : text
}

/** Reads what was asked; what cannot be read counts as not asked. */
export async function wishOf(visit: SignedVisit): Promise<SlaWish> {
  const asked = (name: string) => askedOf(visit, name)
  const asOf = parseLocalDate(asked('asOf') ?? '')
  const given = { from: asked('from'), to: asked('to'), kind: asked('kind'), team: asked('team') }
  const question = await readQuestion(visit.kit.parts, {
    ...given,
    ...(asOf === undefined ? {} : { asOf: `${asOf}T23:59:59+08:00` }),
  })
  return { question, asOf, by: dimensions.find((each) => each === asked('by')) ?? 'kind' }
}

/** The address of the same question, with something else in it. */
export function addressOf(
  path: string,
  { question, asOf, by }: SlaWish,
  other: Readonly<Record<string, string>> = {},
): string {
  const { from, to, kind, team } = question
  const all = { from, to, kind, team, asOf, by: by === 'kind' ? undefined : by, ...other }
  return `${path}?${queryOf(all)}`
}

/** What is said of several things, as the query of an address; nothing is left empty. */
export const queryOf = (all: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value)
  return query.toString()
}

/** The fields by which the question is asked. */
export function questionFields(speech: Speech, { question, asOf, by }: SlaWish) {
  const field = fieldsFor(speech)
  const kinds = definitions.map((each) => [each.kind, speech.word(each.kind, 'name')] as const)
  const groups = teams.map((team) => [team, speech.t(`common:teams.${team}`)] as const)
  const options = dimensions.map((each) => ({ value: each, label: say(speech, `by.${each}`), chosen: each === by }))
  return [
    field({ name: 'from', label: 'team.from', input: 'date', value: question.from }),
    field({ name: 'to', label: 'team.to', input: 'date', value: question.to }),
    field({
      name: 'kind',
      label: 'search.matter',
      input: 'select',
      options: choicesOf(speech, question.kind ?? '', kinds),
    }),
    field({
      name: 'team',
      label: 'inbox.team',
      input: 'select',
      options: choicesOf(speech, question.team ?? '', groups),
    }),
    { ...field({ name: 'by', label: 'inbox.team', input: 'select', options }), label: say(speech, 'sla.by') },
    {
      ...field({ name: 'asOf', label: 'inbox.team', input: 'date', value: asOf ?? '' }),
      label: say(speech, 'sla.as-of'),
    },
  ]
}

/** The days of one column of the trend, within what was asked. */
export function spanOf(question: SlaQuestion, since: string): { readonly from: LocalDate; readonly to: LocalDate } {
  const first = parseLocalDate(since) ?? question.from
  const last = { day: first, week: addDays(first, 6), month: addDays(addMonths(first, 1), -1) }[trendStepOf(question)]
  return { from: first > question.from ? first : question.from, to: last < question.to ? last : question.to }
}

/** First days of all columns of the trend, so that a time without a clock is seen as one. */
export function columnsOf(question: SlaQuestion, counted: readonly string[]): readonly LocalDate[] {
  const step = trendStepOf(question)
  const first = parseLocalDate([...counted].sort()[0] ?? '')
  if (first === undefined) return []
  const next = (day: LocalDate) => ({ day: addDays(day, 1), week: addDays(day, 7), month: addMonths(day, 1) })[step]
  const columns: LocalDate[] = []
  for (let day = first; day <= question.to && columns.length < 62; day = next(day)) columns.push(day)
  return columns
}
