import { randomUUID } from 'node:crypto'
import type { OfficeClock } from './clock.ts'
import type { CallBack, Effect, State } from './state.ts'
import type { About, Body, System } from './system.ts'
import { seenAt } from './told-apart.ts'

/** Where and with what secret a system calls us. */
export interface DeskParts {
  readonly state: State
  readonly clock: OfficeClock
  readonly systems: readonly System[]
  readonly callBackUrl: (system: string) => string
  readonly secrets: Readonly<Record<string, string>>
  readonly retryMillis: number
}

export interface Planned {
  readonly result: string
  readonly data: Body
  readonly dueAt: number
  readonly own: boolean
}

/** A call-back made by hand. */
export interface ByHand {
  readonly system: string
  readonly case: string
  readonly result: string
  readonly data: Body
  readonly times: number
  readonly signature: 'right' | 'wrong' | 'stale'
  readonly lost: boolean
}

interface Unasked {
  readonly system: string
  readonly result: string
  readonly data: Body
  readonly now: number
}

/** A call-back for no request of ours. */
export function unasked({ system, result, data, now }: Unasked): CallBack {
  return {
    id: randomUUID(),
    system,
    case: null,
    step: null,
    effect: null,
    result,
    data,
    dueAt: now,
    times: 1,
    own: false,
    state: 'waiting',
    statuses: [],
  }
}

/** What a system will say of something done; what is not named is made up. */
export function planFor(parts: DeskParts, effect: Effect, { result, data, dueAt, own }: Planned): CallBack {
  const madeUp = makeUp(parts, { system: effect.system, result, now: dueAt, step: effect.step, kept: effect.kept })
  const named = Object.fromEntries(Object.entries(effect.kept).filter(([name]) => name in madeUp))
  return {
    ...unasked({ system: effect.system, result, data: { ...madeUp, ...named, ...data }, now: dueAt }),
    case: effect.case,
    step: effect.step,
    effect: effect.seq,
    own,
  }
}

interface Meant extends About {
  readonly system: string
  readonly result: string
}

function makeUp({ systems }: DeskParts, { system, result, ...about }: Meant): Body {
  return systems.find(({ code }) => code === system)?.callBacks?.results[result]?.(about) ?? {}
}

/** What a system says now because it was told to, even of a case it was never asked about. */
export function handCallBack(parts: DeskParts, asked: ByHand): CallBack {
  const now = seenAt(parts.state.apart, asked.case, parts.clock.now())
  const effect = effectMeant(parts, asked)
  const { system, result, data, times } = asked
  if (effect) return { ...planFor(parts, effect, { result, data, dueAt: now, own: false }), times }
  const madeUp = makeUp(parts, { system, result, now, step: asked.case, kept: {} })
  return { ...unasked({ system, result, data: { ...madeUp, ...data }, now }), case: asked.case, times }
}

/** Of several for a case: the one the data names, and of those the last still undecided. */
function effectMeant({ state, systems }: DeskParts, { system, case: number, data }: ByHand): Effect | undefined {
  const asking = systems.find(({ code }) => code === system)?.operations.find(({ effect }) => effect === 'made')
  const made = state.effects
    .all()
    .filter((one) => one.system === system && one.case === number && one.operation === asking?.name)
  const named = made.filter(({ kept }) => ['respondent', 'party'].every((name) => kept[name] === data[name]))
  const meant = named.length > 0 ? named : made
  return meant.findLast(({ decided, undone }) => !decided && !undone) ?? meant.at(-1)
}
