import type { CaseState } from '../case/case-view.ts'
import { type LocalDate, localDateOf, parseInstant } from '../time/local-date.ts'
import type { Presence } from './matter.ts'

/** What of a case says when somebody has to come for it. */
export type PresenceInput = {
  readonly kind: string
  readonly track: string
  /** `counter`, `kiosk` or `post`; empty where the form does not say. */
  readonly collection: string
  readonly biometricsOnFile: boolean
  readonly state: Pick<CaseState, 'stage' | 'signatures' | 'tasks' | 'bookings'>
}

type Signed = { readonly task: string; readonly outcomes: readonly string[] }

function doneOn({ state }: PresenceInput, { task, outcomes }: Signed): LocalDate | null {
  const signature = state.signatures.findLast((each) => each.task === task && outcomes.includes(each.outcome))
  const instant = signature === undefined ? undefined : parseInstant(signature.at)
  return instant === undefined ? null : localDateOf(instant)
}

const isOpen = ({ state }: PresenceInput, task: string): boolean => state.tasks.some((each) => each.task === task)

const slotOf = ({ state }: PresenceInput, purpose: string): string | null =>
  state.bookings.find((booking) => booking.purpose === purpose && booking.lost === undefined)?.startsAt ?? null

function biometrics(of: PresenceInput): readonly Presence[] {
  const done = doneOn(of, { task: 'record-biometrics', outcomes: ['taken'] })
  if (of.biometricsOnFile && done === null) return []
  const purpose = of.state.stage === 'biometrics' ? 'biometrics' : null
  const slot = done === null ? slotOf(of, 'biometrics') : null
  return [{ step: 'biometrics', why: 'biometrics-not-on-file', doneOn: done, slot, purpose }]
}

/** Originals are seen by video, unless they had to be seen here. */
function atCounter(of: PresenceInput): readonly Presence[] {
  const done = doneOn(of, { task: 'verify-at-counter', outcomes: ['all-match', 'mismatch'] })
  if (done === null && !isOpen(of, 'verify-at-counter')) return []
  return [{ step: 'counter-verification', why: 'originals-at-counter', doneOn: done, slot: null, purpose: null }]
}

const whyCollected: Readonly<Record<string, Presence['why']>> = {
  counter: 'collected-at-counter',
  kiosk: 'collected-at-kiosk',
}

/** Collected here, or come back from the post. */
function handOver(of: PresenceInput): readonly Presence[] {
  const done = doneOn(of, { task: 'hand-over', outcomes: ['handed-over'] })
  const why = whyCollected[of.collection] ?? (done !== null || isOpen(of, 'hand-over') ? 'parcel-returned' : undefined)
  return why === undefined ? [] : [{ step: 'hand-over', why, doneOn: done, slot: null, purpose: null }]
}

function keys(of: PresenceInput): readonly Presence[] {
  const done = doneOn(of, { task: 'hand-over-keys', outcomes: ['handed-over'] })
  return [{ step: 'keys', why: 'keys-in-person', doneOn: done, slot: null, purpose: null }]
}

type Steps = (of: PresenceInput) => readonly Presence[]

const nothing: Steps = () => []
const straightPermit: Steps = (of) => [...biometrics(of), ...handOver(of)]

const byTrack: Readonly<Record<string, Readonly<Record<string, Steps>>>> = {
  'work-permit': {
    new: straightPermit,
    renewal: straightPermit,
    'change-of-employer': straightPermit,
    replacement: handOver,
  },
  'talent-settlement': {
    'talent-residence': (of) => [...atCounter(of), ...handOver(of)],
    'returnee-household': atCounter,
  },
  'apartment-allocation': { round: keys, immediate: keys },
}

/** The steps of a case for which somebody has to come, in their order; none where everything goes by post, video or online. */
export const presenceOf = (of: PresenceInput): readonly Presence[] => (byTrack[of.kind]?.[of.track] ?? nothing)(of)
