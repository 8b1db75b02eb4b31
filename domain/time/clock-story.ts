import { type Calendar, loadTable, nextWorkingDay } from './calendar.ts'
import {
  type CalendarEvent,
  type ClockEvent,
  type ClockState,
  isBackward,
  type Pause,
  type PauseEvent,
  type ResumeEvent,
} from './clock-rule.ts'
import { type ClockTerms, countRun, countsDaysForward, naturalDueOn, type Run } from './count-run.ts'
import type { Count } from './ledger.ts'
import { type Instant, instantOf, type LocalDate, localDateOf } from './local-date.ts'
import { type ClockRefusal, reasonOf, refuseEvent } from './refuse-event.ts'

/** A due date that a holiday table moved. */
export type DateChange = { readonly at: Instant; readonly from: LocalDate; readonly to: LocalDate }

/** Where a clock stands after what happened so far. */
export type ClockStory = {
  readonly run: Run
  readonly state: ClockState
  readonly endedAt: Instant | null
  /** The tables in force, also those a clock already ended is not judged by. */
  readonly calendar: Calendar
  /** While paused only that nothing is due: its ledger ends with whatever day is asked about. */
  readonly count: Count
  /** Of all runs. */
  readonly changes: readonly DateChange[]
  readonly refusals: readonly { readonly at: Instant; readonly code: ClockRefusal }[]
}

const WHILE_PAUSED: Count = { dueOn: null, dueAt: null, provisional: false, ledger: [], budget: null }

/** A clock that has just been started. */
export function beginStory(terms: ClockTerms, start: Instant, calendar: Calendar): ClockStory {
  const run: Run = { start, calendar, pauses: [], reasons: [], extendedBy: undefined, kept: undefined }
  const count = countRun(terms, run, localDateOf(start))
  return { run, state: 'running', endedAt: null, calendar, count, changes: [], refusals: [] }
}

/** Takes the next event in, or refuses it; before it a running clock whose due instant has passed is breached. */
export function tellEvent(terms: ClockTerms, before: ClockStory, event: ClockEvent): ClockStory {
  const story = passTime(before, event.at)
  const code = refuseEvent({ ...story, rule: terms.rule }, event)
  if (code === undefined) return takeEvent(terms, story, event)
  return { ...story, refusals: [...story.refusals, { at: event.at, code }] }
}

/** Lets time pass to an instant: a running clock that was due before it is breached, one second after it was due. */
export function passTime(story: ClockStory, to: Instant): ClockStory {
  const { dueAt } = story.count
  if (story.state !== 'running' || dueAt === null || dueAt >= to) return story
  return { ...story, state: 'breached', endedAt: instantOf(dueAt + 1) }
}

function takeEvent(terms: ClockTerms, story: ClockStory, event: ClockEvent): ClockStory {
  switch (event.type) {
    case 'pause':
      return recount(terms, { ...story, run: pausedRun(story.run, event) }, event.at)
    case 'resume':
      return recount(terms, { ...story, run: resumedRun(story.run, event) }, event.at)
    case 'extend':
      return recount(terms, { ...story, run: { ...story.run, extendedBy: event.n } }, event.at)
    case 'calendar':
      return loadCalendar(terms, story, event)
    case 'restart':
      return { ...story, ...restarted(beginStory(terms, event.at, story.calendar)) }
    case 'met':
      return end(terms, story, { state: 'met', endedAt: event.at })
    case 'cancel':
      return end(terms, story, { state: 'cancelled', endedAt: event.at })
    default:
      return event satisfies never
  }
}

/** What a restart begins anew; changes and refusals stay in the record. */
function restarted({
  run,
  state,
  endedAt,
  count,
}: ClockStory): Pick<ClockStory, 'run' | 'state' | 'endedAt' | 'count'> {
  return { run, state, endedAt, count }
}

/** A date for a hearing is looked for, not kept to: that never ends. */
function end(
  terms: ClockTerms,
  story: ClockStory,
  ending: { readonly state: ClockState; readonly endedAt: Instant },
): ClockStory {
  if (terms.rule.kind === 'earliest-hearing') return story
  return { ...story, ...ending, count: countRun(terms, story.run, localDateOf(ending.endedAt)) }
}

function recount(terms: ClockTerms, story: ClockStory, at: Instant): ClockStory {
  if (story.run.reasons.length > 0) return { ...story, state: 'paused', count: WHILE_PAUSED }
  return { ...story, state: 'running', count: countRun(terms, story.run, localDateOf(at)) }
}

function pausedRun(run: Run, event: PauseEvent): Run {
  const reasons = [...run.reasons, reasonOf(event)]
  return { ...run, reasons, pauses: run.reasons.length > 0 ? run.pauses : [...run.pauses, { from: event.at }] }
}

function resumedRun(run: Run, event: ResumeEvent): Run {
  const reasons = run.reasons.filter((reason) => reason !== reasonOf(event))
  return {
    ...run,
    reasons,
    pauses: reasons.length > 0 ? run.pauses : run.pauses.map((pause) => closed(pause, event.at)),
  }
}

function closed(pause: Pause, at: Instant): Pause {
  return pause.to === undefined ? { ...pause, to: at } : pause
}

/** Counts a clock that has not ended anew by the tables now in force; one that has keeps those it was judged by. */
function loadCalendar(terms: ClockTerms, story: ClockStory, { at, load }: CalendarEvent): ClockStory {
  const calendar = loadTable(story.calendar, load)
  if (story.endedAt !== null) return { ...story, calendar }
  const kept = keptDay(terms, { ...story, run: { ...story.run, calendar } }, localDateOf(at))
  const moved = recount(terms, { ...story, calendar, run: { ...story.run, calendar, kept } }, at)
  const [from, to] = [story.count.dueOn, moved.count.dueOn]
  if (from === null || to === null || from === to) return moved
  return { ...moved, changes: [...story.changes, { at, from, to }] }
}

/** No breach in hindsight: what a run, already by its new tables, keeps of its old date on the day of the change. */
function keptDay(terms: ClockTerms, story: ClockStory, today: LocalDate): LocalDate | undefined {
  if (isBackward(terms.rule)) return keptLatestDay(terms, story, today)
  return countsDaysForward(terms.rule) ? keptFirstDay(terms, story, today) : undefined
}

/** The old latest day stands if only the new tables put it before today. */
function keptLatestDay(terms: ClockTerms, { run, count }: ClockStory, today: LocalDate): LocalDate | undefined {
  const latest = naturalDueOn(terms, { ...run, kept: undefined }, today)
  const old = count.dueOn
  return latest !== null && latest < today && old !== null && old >= today ? old : undefined
}

/** A new due date before today gives way to the next working day, or to the old due date if that is earlier. */
function keptFirstDay(terms: ClockTerms, { run, count }: ClockStory, today: LocalDate): LocalDate | undefined {
  const due = naturalDueOn(terms, run, today)
  if (due === null || due >= today) return run.kept
  const next = nextWorkingDay(run.calendar, today)
  return count.dueOn !== null && count.dueOn < next ? count.dueOn : next
}
