import { type ByHand, type DeskParts, handCallBack, type Planned, planFor, unasked } from './plan-call-back.ts'
import { forge, send } from './send-call-back.ts'
import type { CallBack, Effect, Mail, State } from './state.ts'
import { toldOf } from './told-apart.ts'

export interface CallBackDesk {
  readonly schedule: (effect: Effect, planned: Planned) => void
  /** What a system would have said by itself is not said any more. */
  readonly dropOwn: (effect: number) => void
  /** The next one due, leaving out what is to be told by hand. */
  readonly next: () => CallBack | undefined
  readonly deliver: (callBack: CallBack) => Promise<readonly number[]>
  readonly byHand: (asked: ByHand) => Promise<{ readonly id: string; readonly statuses: readonly number[] }>
  /** A message came back after all. */
  readonly bounce: (mail: Pick<Mail, 'messageId' | 'from'>) => void
  /** Ends waiting for a server that is down. */
  readonly close: () => void
}

export function createCallBackDesk(parts: DeskParts): CallBackDesk {
  const { state, clock } = parts
  const inHand = new Set<string>()
  const closing = new AbortController()
  unpark(state)

  const deliver = async (callBack: CallBack): Promise<readonly number[]> => {
    inHand.add(callBack.id)
    try {
      decide(state, callBack)
      return await send(parts, callBack, closing.signal)
    } finally {
      inHand.delete(callBack.id)
    }
  }

  return {
    deliver,
    schedule: (effect, planned) => {
      const callBack = planFor(parts, effect, planned)
      state.callBacks.put(callBack.id, callBack)
    },
    dropOwn: (effect) => dropOwn(state, effect),
    next: () => nextOf(state, inHand),
    byHand: async (asked) => {
      const callBack = handCallBack(parts, asked)
      if (asked.signature !== 'right') return { id: callBack.id, statuses: await forge(parts, callBack, asked) }
      if (asked.lost) {
        decide(state, callBack)
        return { id: callBack.id, statuses: [] }
      }
      inHand.add(callBack.id)
      state.callBacks.put(callBack.id, callBack)
      return { id: callBack.id, statuses: await deliver(callBack) }
    },
    bounce: ({ messageId, from }) => {
      const callBack = unasked({
        system: 'mail',
        result: 'bounced',
        data: { messageId, returnPath: from },
        now: clock.now(),
      })
      state.callBacks.put(callBack.id, callBack)
    },
    close: () => closing.abort(),
  }
}

/** What was given up because our server was away is tried again at the next start. */
function unpark(state: State): void {
  for (const callBack of state.callBacks.all()) {
    if (callBack.state === 'parked') state.callBacks.put(callBack.id, { ...callBack, state: 'waiting' })
  }
}

function dropOwn(state: State, effect: number): void {
  for (const callBack of state.callBacks.all()) {
    if (callBack.effect === effect && callBack.own && callBack.state === 'waiting') state.callBacks.remove(callBack.id)
  }
}

function nextOf(state: State, inHand: ReadonlySet<string>): CallBack | undefined {
  return state.callBacks
    .all()
    .filter((one) => one.state === 'waiting' && !inHand.has(one.id) && !(one.own && toldByHand(state, one)))
    .reduce<CallBack | undefined>((first, one) => (first && first.dueAt <= one.dueAt ? first : one), undefined)
}

function toldByHand(state: State, { system, case: number }: CallBack): boolean {
  const cases = state.byHand.get(system)?.cases ?? []
  if (cases === 'all') return true
  return number !== null && (cases.includes(number) || toldOf(state.apart, number).byHand)
}

/** From now on that is what the system says when asked, whether its call arrives or not. */
function decide(state: State, { effect: seq, result, data, own }: CallBack): void {
  const effect = seq === null ? undefined : state.effects.get(String(seq))
  if (!effect) return
  state.effects.put(String(effect.seq), { ...effect, decided: { result, data } })
  if (!own) dropOwn(state, effect.seq)
}
