import type { PlanState } from '../../domain/plan/plan-events.ts'
import {
  addDays,
  at,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  parseInstant,
} from '../../domain/time/local-date.ts'

/** The hour of a day at which a plan does by itself what is due that day. */
const morning = '09:00'

/** What a plan does by itself: tells what has changed, looks because an own step is late, asks the register again. */
export type Due = { readonly what: 'tell' | 'look' | 'ask'; readonly at: Instant }

/** What happens in a case happens in several steps: so long a plan waits for it to be at rest before it tells anybody. */
const restMinutes = 10

/** At most one message a day: told today, the rest waits for the next morning. */
export function tellDue({ untold, lastToldOn }: PlanState): Instant | null {
  const [first] = untold
  const since = first === undefined ? undefined : parseInstant(first.at)
  if (since === undefined) return null
  const rested = instantOf(since + restMinutes * 60)
  return lastToldOn === null || lastToldOn < localDateOf(rested) ? rested : at(addDays(lastToldOn, 1), morning)
}

const nextMorning = (day: LocalDate): Instant => at(addDays(day, 1), morning)

/** The register is asked again every day as long as somebody waits for a stay that it does not know yet. */
const asksDaily = ({ plan }: PlanState): boolean =>
  plan.matters.some(
    ({ state, needs }) =>
      state === 'waiting' && needs.some((need) => need.state === 'open' && need.kind === 'accommodation-registration'),
  )

/** What is due next by itself, and when; nothing once the plan is done and told. */
export function nextDue(state: PlanState, now: Instant): Due | undefined {
  const tell = tellDue(state)
  const entries: (Due | undefined)[] = [
    tell === null ? undefined : { what: 'tell', at: tell },
    ...(state.status === 'done' ? [] : [reviewDue(state, now), askDue(state, now)]),
  ]
  return entries.filter((entry) => entry !== undefined).toSorted((one, other) => one.at - other.at)[0]
}

function reviewDue({ plan: { reviewAfter } }: PlanState, now: Instant): Due | undefined {
  if (reviewAfter === null) return undefined
  const wanted = nextMorning(reviewAfter)
  // A review that has just been made is not made again before tomorrow.
  return { what: 'look', at: instantOf(Math.max(wanted, wanted > now ? wanted : nextMorning(localDateOf(now)))) }
}

const askDue = (state: PlanState, now: Instant): Due | undefined =>
  asksDaily(state) ? { what: 'ask', at: nextMorning(localDateOf(now)) } : undefined
