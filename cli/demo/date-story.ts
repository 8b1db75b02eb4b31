import { addWorkingDays, type Calendar } from '../../domain/time/calendar.ts'
import {
  addDays,
  at,
  formatInstant,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
} from '../../domain/time/local-date.ts'
import { expectation } from '../scenario/expectation.ts'
import { type Step, stepSchemas } from '../scenario/step.ts'
import type { Story, StoryStep } from './story.ts'

/** What the days of stories are counted from. */
export type Today = Readonly<{ now: Instant; calendar: Calendar }>

/** `@-30`: so many days from today; `@w-3`: working days; with a time of day behind it an instant; `@-11h`: hours. */
const placeholder = /^@(w?)(-?\d+)(?: (\d\d:\d\d)|(h))?$/

const workingDay = ({ now, calendar }: Today, n: number): LocalDate =>
  n === 0 ? localDateOf(now) : addWorkingDays(calendar, localDateOf(now), n)

const hoursFrom = ({ now }: Today, hours: number): string => formatInstant(instantOf(now + Math.round(hours * 3600)))

function dated(today: Today, text: string): string {
  const [, working, count, time, hours] = placeholder.exec(text) ?? []
  if (count === undefined) return text
  if (hours !== undefined) return hoursFrom(today, Number(count))
  const n = Number(count)
  const day = working === 'w' ? workingDay(today, n) : addDays(localDateOf(today.now), n)
  return time === undefined ? day : formatInstant(at(day, time))
}

function filled(today: Today, value: unknown): unknown {
  if (typeof value === 'string') return dated(today, value)
  if (Array.isArray(value)) return value.map((one) => filled(today, one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(today, one)]))
}

const instantOfStep = (today: Today, step: StoryStep): string =>
  'hoursAgo' in step && typeof step.hoursAgo === 'number'
    ? hoursFrom(today, -step.hoursAgo)
    : formatInstant(at(workingDay(today, Number(step['day'])), String(step['time'])))

/** What the story is about in words of its own; the rest is the step as scenarios have it. */
const ownWords: ReadonlySet<string> = new Set(['day', 'time', 'hoursAgo'])

/** The Idempotency-Key of a step. */
const keyOf = ({ id }: Story, index: number): string => `demo.${id}.${index}`

/** The steps of a story on their days. @throws when one is no step of scenarios. */
export function dateStory(story: Story, today: Today): readonly Step[] {
  return story.steps.map((step, index) => {
    const rest = Object.fromEntries(Object.entries(step).filter(([name]) => !ownWords.has(name)))
    const raw = filled(today, { ...rest, at: instantOfStep(today, step), key: keyOf(story, index) })
    const schema = stepSchemas[step.do]
    if (schema === undefined) throw new RangeError(`no step ${step.do}`)
    return schema.parse(raw)
  })
}

/** Where its cases are at the end, as steps of scenarios. */
export const dateEnd = ({ end }: Story, { now }: Pick<Today, 'now'>): readonly Step<'expect'>[] =>
  end.map((expected) => expectation.parse({ ...expected, do: 'expect', at: formatInstant(now) }))
