import type { taskSummary } from '../../commands/task-view.ts'
import type { Speech } from '../speech.ts'

type Task = Pick<ReturnType<typeof taskSummary>, 'kind' | 'reason' | 'target' | 'targetClock' | 'openedAt'>

export type Urgency = { readonly urgency: string; readonly tone: string; readonly reason: string }

const soonDays = 2
const dayMillis = 86_400_000

/** How near the target is, for the colour of its mark; whether it is late is what the record says. */
function nearness({ reason, target }: Task, now: string): 'late' | 'today' | 'soon' | 'later' | 'paused' | 'none' {
  if (reason === 'breached') return 'late'
  if (reason === 'paused') return 'paused'
  if (target === null) return 'none'
  if (target.slice(0, 10) <= now.slice(0, 10)) return 'today'
  return Date.parse(target) - Date.parse(now) < soonDays * dayMillis ? 'soon' : 'later'
}

const tones = { late: 'bad', today: 'warn', soon: 'warn', later: '', paused: 'wait', none: '' } as const

/** Why a task stands where it stands, in words: which limit its decision would stop, and when that is due. */
export function urgencyOf(speech: Speech, task: Task, now: string): Urgency {
  const near = nearness(task, now)
  const since = speech.p('urgency.open-since', { on: speech.shortDate(task.openedAt ?? now) })
  const clock = task.targetClock === null ? '' : speech.word(task.kind, `clocks.${task.targetClock}.name`)
  const reason =
    task.target === null || clock === ''
      ? since
      : speech.p('urgency.by', { clock, due: speech.shortDateTime(task.target) })
  return { urgency: speech.p(`urgency.${near}`), tone: tones[near], reason }
}
