import {
  type ClockEvent,
  type ClockRule,
  type ClockState,
  isBackward,
  type PauseEvent,
  type ResumeEvent,
} from './clock-rule.ts'
import type { Run } from './count-run.ts'

/** Why an event is refused: it then changes nothing. */
export type ClockRefusal =
  | 'not-pausable'
  | 'clock-over'
  | 'already-paused'
  | 'not-paused'
  | 'not-extendable'
  | 'already-extended'
  | 'extension-too-long'

/** What a refusal is judged by. */
export type Situation = { readonly rule: ClockRule; readonly run: Run; readonly state: ClockState }

type Holds = (situation: Situation, event: ClockEvent) => boolean

/** The order of the table "Events of a clock": the first that holds decides. */
const REFUSALS = {
  pause: ['not-pausable', 'clock-over', 'already-paused'],
  resume: ['clock-over', 'not-paused'],
  extend: ['not-extendable', 'clock-over', 'already-extended', 'extension-too-long'],
  restart: [],
  met: ['clock-over'],
  cancel: ['clock-over'],
  calendar: [],
} as const satisfies Record<ClockEvent['type'], readonly ClockRefusal[]>

const HOLDS: Readonly<Record<ClockRefusal, Holds>> = {
  'not-pausable': ({ rule }) => !runs(rule),
  'clock-over': ({ state }) => state !== 'running' && state !== 'paused',
  'already-paused': ({ run }, event) => event.type === 'pause' && run.reasons.includes(reasonOf(event)),
  'not-paused': ({ run }, event) => event.type === 'resume' && !run.reasons.includes(reasonOf(event)),
  'not-extendable': ({ rule }) => !runs(rule) || rule.extension === undefined,
  'already-extended': ({ run }) => run.extendedBy !== undefined,
  'extension-too-long': ({ rule }, event) => event.type === 'extend' && event.n > (rule.extension?.max ?? 0),
}

/** The code by which an event is refused now; `undefined` if it is taken. */
export function refuseEvent(situation: Situation, event: ClockEvent): ClockRefusal | undefined {
  return REFUSALS[event.type].find((code) => HOLDS[code](situation, event))
}

/** The reason a pause is opened or closed for. */
export function reasonOf({ reason }: PauseEvent | ResumeEvent): string {
  return reason ?? 'pause'
}

/** A budget is used up only by clocks that count forward; a date counted back, or looked for, cannot be held up. */
function runs(rule: ClockRule): boolean {
  return !isBackward(rule) && rule.kind !== 'earliest-hearing'
}
