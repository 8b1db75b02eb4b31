import { type Answer, millisOf } from './answer.ts'
import type { CallBackDesk } from './call-back-desk.ts'
import type { OfficeClock } from './clock.ts'
import type { Planned } from './plan-call-back.ts'
import type { Effect, Reply, State } from './state.ts'
import type { Body, CallBacks, Operation, System } from './system.ts'
import { seenAt } from './told-apart.ts'

/** A call as it came in. */
export interface Incoming {
  readonly system: System
  readonly operation: Operation
  readonly key: string
  readonly case: string
  readonly raw: Body
}

export interface PerformParts {
  readonly state: State
  readonly clock: OfficeClock
  readonly desk: CallBackDesk
}

const unreadable: Reply = { status: 422, body: { code: 'request-unreadable' } }

/** Does what a call asks, once for each key; a repeat gets the first answer. */
export function perform(parts: PerformParts, incoming: Incoming, answer: Answer): Reply {
  const { state } = parts
  const id = `${incoming.system.code} ${incoming.operation.name} ${incoming.key}`
  const first = incoming.operation.effect === 'none' ? undefined : state.replies.get(id)
  if (first) return first
  return state.store.together(() => {
    const reply =
      typeof answer === 'object' && 'refusal' in answer ? refusalOf(answer.refusal) : done(parts, incoming, answer)
    if (incoming.operation.effect !== 'none' && reply !== unreadable) state.replies.put(id, reply)
    return reply
  })
}

function refusalOf(code: string): Reply {
  return { status: code === 'not-found' ? 404 : 409, body: { code } }
}

function done(parts: PerformParts, incoming: Incoming, answer: Answer): Reply {
  const { state, clock } = parts
  const { system, operation, key } = incoming
  const now = seenAt(state.apart, incoming.case, clock.now())
  const named = typeof answer === 'object' && 'ok' in answer ? answer.ok : {}
  const effects = state.effects.all().filter((effect) => effect.system === system.code)
  const prepared = operation.prepare(incoming.raw, { case: incoming.case, key, now, named, effects })
  if (!prepared) return unreadable
  const { subject, kept } = prepared
  if (operation.effect !== 'none' && !undoneBefore(operation, subject, effects)) {
    const made = record(parts, incoming, { subject, kept, now })
    if (operation.effect === 'undone') undo(parts, effects, subject)
    else schedule(parts, { system, operation, made, answer })
  }
  return { status: operation.status, body: prepared.answer }
}

/** Deleting what is already deleted does nothing more; money can be given back in parts. */
function undoneBefore(operation: Operation, subject: string, effects: readonly Effect[]): boolean {
  return operation.method === 'DELETE' && effects.findLast((effect) => effect.subject === subject)?.counts === 'undone'
}

interface About {
  readonly subject: string
  readonly kept: Body
  readonly now: number
}

function record({ state }: PerformParts, incoming: Incoming, { subject, kept, now }: About): Effect {
  const { operation } = incoming
  const effect: Effect = {
    seq: state.effects.all().length + 1,
    system: incoming.system.code,
    case: incoming.case,
    method: operation.method,
    operation: operation.name,
    step: incoming.key,
    at: now,
    counts: operation.effect === 'none' ? 'neither' : operation.effect,
    subject,
    undone: false,
    kept,
    decided: null,
  }
  state.effects.put(String(effect.seq), effect)
  return effect
}

function undo({ state, desk }: PerformParts, effects: readonly Effect[], subject: string): void {
  for (const effect of effects) {
    if (effect.subject !== subject || effect.counts === 'undone') continue
    state.effects.put(String(effect.seq), { ...effect, undone: true })
    desk.dropOwn(effect.seq)
  }
}

interface ToSchedule {
  readonly system: System
  readonly operation: Operation
  readonly made: Effect
  readonly answer: Answer
}

/** Only what was asked to decide calls back: by its own usual time, or as the script says. */
function schedule({ desk }: PerformParts, { system, operation, made, answer }: ToSchedule): void {
  const { callBacks } = system
  if (!callBacks || made.counts !== 'made') return
  if (typeof answer === 'object' && 'pending-then' in answer) desk.schedule(made, scripted(callBacks, made, answer))
  else if (operation.status === 202) scheduleOwn(desk, callBacks, made)
}

function scripted({ ok }: CallBacks, made: Effect, told: Extract<Answer, { after: string }>): Planned {
  const result = told['pending-then'] === 'ok' ? ok : told['pending-then']
  return { result, data: told.data ?? {}, dueAt: made.at + millisOf(told.after), own: false }
}

function scheduleOwn(desk: CallBackDesk, { ok, after }: CallBacks, made: Effect): void {
  if (after !== null) desk.schedule(made, { result: ok, data: {}, dueAt: made.at + after, own: true })
}
