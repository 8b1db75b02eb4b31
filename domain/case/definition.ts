import type { ClockRule } from '../time/clock.ts'
import { type Refusal, type RefusalCode, refuse } from './refusal.ts'
import type { Sending } from './sending.ts'

/** The teams of the centre. */
export const teams = ['permits', 'settlement', 'arbitration', 'housing', 'front-desk'] as const
export type Team = (typeof teams)[number]

/** Who must act next. */
export const parties = ['applicant', 'centre', 'external'] as const
export type Party = (typeof parties)[number]

export const statuses = ['draft', 'received', 'in-correction', 'accepted', 'closed'] as const
export type Status = (typeof statuses)[number]

export type ClockDefinition = {
  /** The centre's or the applicant's promise, or a limit of the law. */
  readonly basis: 'promise' | 'statutory'
  readonly rule: ClockRule
  /** The same clock with another rule on some tracks. */
  readonly byTrack?: Readonly<Record<string, ClockRule>>
  /** Article, or the centre's own word. */
  readonly legalBasis: string
  /** Whose time it is: an applicant's clock waits for what was taken in before its end. */
  readonly on: Party
  /** The applicant was told its date, so must be told when a calendar moves it. */
  readonly told: boolean
  /** Message when a third of the time is left. */
  readonly remind?: string
  /** Message at 09:00 of its last day. */
  readonly lastDay?: string
  /** Message at the due instant. */
  readonly late?: string
  /** At the due instant nothing is breached: it was somebody's right to act until then, and the way goes on without. */
  readonly atDue?: 'cancelled'
}

/** The list of codes that an outcome needs at least one of. */
export type ReasonList = 'correction' | 'refusal' | 'redirect'

export type OutcomeDefinition = {
  readonly reasons?: readonly ReasonList[]
  /** The outcome is taken without a reason too. */
  readonly optional?: true
  /** Letter and mail that go out with the signature, so that it can be read before. */
  readonly sends?: Sending
}

export type TaskDefinition = {
  readonly team: Team | 'administration'
  readonly outcomes: Readonly<Record<string, OutcomeDefinition>>
  /** Roles besides the team's officers who may sign it. */
  readonly also?: readonly ('kiosk' | 'administrator')[]
  readonly law?: string
}

export type ActionDefinition = {
  readonly by: 'applicant' | 'officer'
  /** By track, the refusal that says more than `not-open` once a submitted case has it no longer open. */
  readonly shutAs?: Readonly<Record<string, RefusalCode>>
  readonly law?: string
}

export type MaterialDefinition = {
  /** Tracks that ask for it; whether a case really needs it is said by the kind's form (`requiredMaterials`). */
  readonly tracks: readonly string[]
  readonly law?: string
}

/** What is fixed about a kind, as data; pages, API, inbox, audit and checks are made from it. */
export type Definition = {
  readonly kind: string
  /** First letter of its case numbers. */
  readonly letter: string
  /** The matter's name in Chinese and the law it carries out. */
  readonly law: { readonly zh: string; readonly articles: readonly string[] }
  readonly team: Team
  /** The first is the usual one. */
  readonly tracks: readonly string[]
  readonly stages: readonly string[]
  /** Stages of a track's straight way, in order, for the picture of where a case is; without it, all of them. */
  readonly ways?: Readonly<Record<string, readonly string[]>>
  readonly clocks: Readonly<Record<string, ClockDefinition>>
  readonly tasks: Readonly<Record<string, TaskDefinition>>
  readonly actions: Readonly<Record<string, ActionDefinition>>
  readonly materials: Readonly<Record<string, MaterialDefinition>>
  readonly reasons: {
    /** Code → what an answer must touch: dotted form paths (`employer.*`) or material types; `*` any material. */
    readonly correction: Readonly<Record<string, readonly string[]>>
    readonly refusal: readonly string[]
    readonly redirect: readonly string[]
  }
  /** Papers and messages that only this kind has. */
  readonly documents: readonly string[]
  readonly messages: readonly string[]
  readonly flags: readonly string[]
  /** Outside steps it takes: code → system and, for people who rescue it, whether it can be given up. */
  readonly steps: Readonly<Record<string, StepDefinition>>
  /** Purposes of slots that can be booked in it. */
  readonly bookings: readonly string[]
  /** The clock whose length is the promise shown to people. */
  readonly promise: string
  /** Years that a closed case is kept. */
  readonly keepYears: number
}

export type StepDefinition = {
  readonly system: string
  /** What is asked of the system: a function of its client in `activities/outside/<system>.ts`. */
  readonly operation: string
  /** An answer comes later, by call-back. */
  readonly later?: true
  /** The step that asks how far it is, where the system can be asked. */
  readonly inquiry?: string
  /** The kind says what happens when people give it up. */
  readonly giveUp?: true
  /** Its answer is waited for without an end of its own: the post, payments, the commission have clocks of their own. */
  readonly untimed?: true
}

/** Tasks that any case may ask for besides its own. */
export const commonTasks = {
  'undelivered-message': {
    team: 'front-desk',
    outcomes: { 'reached-otherwise': {}, 'address-corrected': {}, unreachable: {} },
  },
  'suspected-duplicate': { team: 'front-desk', outcomes: { 'same-case': {}, different: {} } },
  rescue: { team: 'administration', outcomes: { retry: {}, resolve: {}, 'give-up': {} }, also: ['administrator'] },
  'late-answer': { team: 'front-desk', outcomes: { noted: {} } },
} as const satisfies Record<string, TaskDefinition>

/** Tasks that belong to the kind's own team although every kind has them. */
const ofTheKindsTeam = new Set(['suspected-duplicate', 'late-answer'])

/** Steps of our own that can get stuck in any kind: a paper that cannot be drawn waits for people, as an outside answer does. */
const commonSteps: ReadonlyMap<string, StepDefinition> = new Map([
  ['issue', { system: 'papers', operation: 'issue' }],
  ['beside', { system: 'vault', operation: 'beside' }],
  ['adopt', { system: 'vault', operation: 'adopt' }],
])

/** Actions that any case may open. */
export const commonActions = {
  submit: { by: 'applicant' },
  withdraw: { by: 'applicant' },
  'supply-corrections': { by: 'applicant' },
  'ask-extension': { by: 'applicant' },
} as const satisfies Record<string, ActionDefinition>

/** A task of the kind or of all kinds. @throws RangeError for one that neither has: a defect. */
export function taskOf(definition: Definition, task: string): TaskDefinition {
  const own = definition.tasks[task]
  if (own !== undefined) return own
  const common: TaskDefinition | undefined = Object.entries(commonTasks).find(([name]) => name === task)?.[1]
  if (common === undefined) throw new RangeError(`no task ${task} in ${definition.kind}`)
  return ofTheKindsTeam.has(task) ? { ...common, team: definition.team } : common
}

/** An action of the kind or of all kinds; undefined when there is none of that name. */
export const actionOf = (definition: Definition, action: string): ActionDefinition | undefined =>
  definition.actions[action] ?? Object.entries(commonActions).find(([name]) => name === action)?.[1]

/** What somebody is told who does what is not open now: why, where the kind has a word for it. */
export function refusalOfShut(definition: Definition, action: string, of: ShutIn): Refusal {
  const { shutAs = {} } = actionOf(definition, action) ?? {}
  const told = of.status === 'draft' || of.status === 'closed' ? undefined : shutAs[of.track]
  return refuse(told ?? 'not-open')
}

type ShutIn = { readonly track: string; readonly status: Status }

/** The rule of a clock on a track. @throws RangeError for a clock the kind has not: a defect. */
export function clockOf(definition: Definition, clock: string): ClockDefinition {
  const found = definition.clocks[clock]
  if (found === undefined) throw new RangeError(`no clock ${clock} in ${definition.kind}`)
  return found
}

/** A step of the kind. @throws RangeError for one the kind has not: a defect. */
export function stepOf(definition: Definition, step: string): StepDefinition {
  const found = definition.steps[step] ?? commonSteps.get(step)
  if (found === undefined) throw new RangeError(`no step ${step} in ${definition.kind}`)
  return found
}

/** The codes an outcome may give as reasons. */
export function reasonsOffered(definition: Definition, outcome: OutcomeDefinition): readonly string[] {
  return (outcome.reasons ?? []).flatMap((list) =>
    list === 'correction' ? Object.keys(definition.reasons.correction) : definition.reasons[list],
  )
}
