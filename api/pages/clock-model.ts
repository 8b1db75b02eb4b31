import type { ClockSnapshot } from '../../domain/case/event.ts'
import type { ClockView } from '../commands/clock-view.ts'
import type { Speech } from './speech.ts'

type Day = { readonly date?: number; readonly look?: string; readonly n?: number }

/** A time limit as people read it: a sentence, a bar, its days. */
export type ClockModel = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly explain: string
  readonly law: string
  readonly state: ClockView['state']
  readonly stateText: string
  readonly tone: string
  readonly sentence: string
  /** The date alone, for where it stands large; undefined while there is none. */
  readonly due: string | undefined
  readonly over: boolean
  readonly provisional: boolean
  readonly units: readonly boolean[]
  readonly months: readonly {
    readonly name: string
    readonly weekdays: readonly string[]
    readonly days: readonly Day[]
  }[]
  readonly key: readonly { readonly look: string; readonly text: string }[]
  readonly ledger: readonly { readonly date: string; readonly n: string; readonly why: string }[]
}

type Told = {
  readonly kind: string
  readonly speech: Speech
  readonly today: string
  readonly snapshot: ClockSnapshot | undefined
}

const tones = { running: 'act', paused: 'wait', met: 'good', breached: 'bad', cancelled: '' } as const

/** More units than this make no bar that can be read. */
const mostUnits = 31

const unitOf = (rule: ClockView['rule']): string =>
  rule.kind === 'hours' ? 'hours' : rule.kind.endsWith('working-days') ? 'working-days' : 'calendar-days'

/** "3 working days", "5 hours": what is counted, in words. */
function amountText(speech: Speech, rule: ClockView['rule'], counted: number): string {
  const unit = unitOf(rule)
  const count = unit === 'hours' ? Math.ceil(counted / 3600) : counted
  return speech.p(`units.${unit}`, { count })
}

/** The length of a rule in words, as it is promised. */
export const lengthText = (speech: Speech, rule: ClockView['rule']): string =>
  rule.kind === 'months'
    ? speech.p('units.months', { count: rule.n })
    : amountText(speech, rule, rule.kind === 'hours' ? rule.n * 3600 : rule.n)

const dueText = (clock: ClockView, { speech }: Told): string | undefined => {
  if (clock.dueOn === null) return undefined
  return clock.rule.kind === 'hours' && clock.dueAt !== null ? speech.dateTime(clock.dueAt) : speech.date(clock.dueOn)
}

/** Why it stands still: the reason of the last pause that is still open. */
function pauseText({ speech, kind, snapshot }: Told): string {
  const reason = snapshot?.events.findLast(({ type }) => type === 'pause')?.['reason']
  return speech.word(kind, `pauses.${typeof reason === 'string' ? reason : 'pause'}`)
}

function sentenceOf(clock: ClockView, told: Told): string {
  const { speech } = told
  const left = amountText(speech, clock.rule, clock.remaining ?? 0)
  const due = dueText(clock, told) ?? ''
  const ended = clock.endedAt === null ? '' : speech.date(clock.endedAt)
  if (clock.state === 'running') return runningText(clock, { due, left, speech })
  if (clock.state === 'paused') return speech.p('clock.paused', { reason: pauseText(told), left })
  if (clock.state === 'met')
    return speech.p('clock.met', { on: ended, used: amountText(speech, clock.rule, clock.counted ?? 0) })
  return overText(clock, { due: due === '' ? ended : due, speech })
}

/** Over without being met: perhaps done after all, late, or in time and learnt of late. */
function overText(clock: ClockView, { due, speech }: { due: string; speech: Speech }): string {
  if (clock.doneAt === undefined) return speech.p(`clock.${clock.state}`, { due })
  const on = speech.date(clock.doneAt)
  const units = clock.late ?? 0
  const late = amountText(speech, clock.rule, clock.rule.kind === 'hours' ? units * 3600 : units)
  return speech.p(clock.inTime === true ? 'clock.done-in-time' : 'clock.done-late', { due, on, late })
}

function runningText(clock: ClockView, { due, left, speech }: { due: string; left: string; speech: Speech }): string {
  if (clock.remaining === null) return speech.p('clock.latest', { due })
  return speech.p(clock.provisional ? 'clock.expected' : 'clock.running', { due, left })
}

function whyText(entry: ClockView['ledger'][number], speech: Speech): string {
  const why = speech.t(`common:why.${entry.why}`)
  const holiday = entry.note === undefined ? undefined : speech.ofKind('common', `holidays.${entry.note}`)
  return holiday === undefined ? why : `${why} (${holiday})`
}

/** How a day looks; what it means stands in the key and in the table. */
function lookOf(entry: ClockView['ledger'][number], clock: ClockView, today: string): string {
  const looks = [
    entry.why === 'day-of-event' ? 'start' : '',
    entry.why === 'paused' ? 'paused' : '',
    entry.counted ? 'counted' : '',
    !entry.counted && entry.why !== 'paused' && entry.why !== 'day-of-event' ? 'rest' : '',
    entry.date === clock.dueOn ? 'due' : '',
    entry.date === today ? 'today' : '',
  ]
  return looks.filter((look) => look !== '').join(' ')
}

/** Monday is 0. */
const weekdayOf = (date: string): number => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7

function monthsOf(clock: ClockView, { speech, today }: Told): ClockModel['months'] {
  const inOrder = clock.ledger.toSorted((one, other) => (one.date < other.date ? -1 : 1))
  const names = [...new Set(inOrder.map(({ date }) => date.slice(0, 7)))]
  return names.map((name) => {
    const entries = inOrder.filter(({ date }) => date.startsWith(name))
    const first = entries[0]?.date ?? `${name}-01`
    const blanks = Array.from({ length: weekdayOf(first) }, (): Day => ({}))
    const days = entries.map((entry): Day => {
      const n = entry.counted && entry.why !== 'hours' ? { n: entry.n } : {}
      return { date: Number(entry.date.slice(8)), look: lookOf(entry, clock, today), ...n }
    })
    return { name: speech.monthName(name), weekdays: speech.weekdays, days: [...blanks, ...days] }
  })
}

const looks = ['start', 'counted', 'rest', 'paused', 'due', 'today'] as const

function keyOf(months: ClockModel['months'], speech: Speech): ClockModel['key'] {
  const used = new Set(months.flatMap(({ days }) => days.flatMap(({ look = '' }) => look.split(' '))))
  return looks.filter((look) => used.has(look)).map((look) => ({ look, text: speech.p(`clock.key.${look}`) }))
}

function unitsOf({ counted, remaining, rule }: ClockView): readonly boolean[] {
  if (counted === null || remaining === null) return []
  const scale = rule.kind === 'hours' ? 3600 : 1
  const [used, all] = [Math.floor(counted / scale), Math.ceil((counted + remaining) / scale)]
  return all > mostUnits ? [] : Array.from({ length: all }, (_, index) => index < used)
}

const countText = (entry: ClockView['ledger'][number], clock: ClockView, speech: Speech): string => {
  if (!entry.counted) return '–'
  return clock.rule.kind === 'hours' ? amountText(speech, clock.rule, entry.n) : String(entry.n)
}

/** What was done in time was met, though a breach was recorded before that was known. */
const stateShown = ({ state, inTime }: ClockView): ClockView['state'] => (inTime === true ? 'met' : state)

/** A time limit with everything that a page shows of it. */
export function clockModel(clock: ClockView, told: Told): ClockModel {
  const { speech, kind } = told
  const months = monthsOf(clock, told)
  return {
    id: `${clock.code}-${clock.run}`,
    code: clock.code,
    name: speech.word(kind, `clocks.${clock.code}.name`),
    explain: speech.ofKind(kind, `clocks.${clock.code}.explain`) ?? '',
    law: clock.legalBasis === 'centre' ? '' : clock.legalBasis,
    state: clock.state,
    stateText: speech.t(`common:clockStates.${stateShown(clock)}`),
    tone: tones[stateShown(clock)],
    sentence: sentenceOf(clock, told),
    due: dueText(clock, told),
    over: stateShown(clock) === 'breached',
    provisional: clock.provisional,
    units: unitsOf(clock),
    months,
    key: keyOf(months, speech),
    ledger: clock.ledger.map((entry) => ({
      date: speech.date(entry.date),
      n: countText(entry, clock, speech),
      why: whyText(entry, speech),
    })),
  }
}
