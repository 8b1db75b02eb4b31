import type { LocalDate } from '../time/local-date.ts'
import { parseLocalDate } from '../time/local-date.ts'

/** A matter that an answer leads to, and why it is in the list: a code whose words the pages have. */
export type Advised = { readonly kind: string; readonly track: string; readonly why: string }

/** What follows from an answer: another question, or the matters in the order they can be done. */
export type Next = { readonly ask: string } | { readonly matters: readonly Advised[] }

/** Questions by their code, answers by theirs; the first question is `goal`. */
export type Tree = Readonly<Record<string, Readonly<Record<string, Next>>>>

export const firstQuestion = 'goal'

function dated(text: string): LocalDate {
  const date = parseLocalDate(text)
  if (date === undefined) throw new RangeError('the policy has no date')
  return date
}

/** The day of the policy that the tree says; shown with every answer (R: re-read when the policy changes). */
export const policyDate: LocalDate = dated('2026-01-01')

const stay: Advised = { kind: 'accommodation-registration', track: 'self-declaration', why: 'stay-first' }
const firstPermit: Advised = { kind: 'work-permit', track: 'new', why: 'permit-first' }
const residence: Advised = { kind: 'talent-settlement', track: 'talent-residence', why: 'residence' }

const one = (kind: string, track: string, why: string): Next => ({ matters: [{ kind, track, why }] })

/** From what a person wants to what they need (`domain/README.md` of the kinds; needs between matters: `plan.md`, Order). */
export const guideTree: Tree = {
  goal: {
    work: { ask: 'permit' },
    stay: { ask: 'declares' },
    settle: { ask: 'nationality' },
    home: { ask: 'home-when' },
    dispute: { ask: 'claims' },
  },
  permit: {
    none: { ask: 'registered' },
    expiring: one('work-permit', 'renewal', 'renewal'),
    'other-employer': one('work-permit', 'change-of-employer', 'change-of-employer'),
    'card-lost': one('work-permit', 'replacement', 'replacement'),
    'job-over': one('work-permit', 'cancellation', 'cancellation'),
  },
  registered: {
    yes: { matters: [firstPermit] },
    no: { matters: [stay, firstPermit] },
  },
  declares: {
    myself: one('accommodation-registration', 'self-declaration', 'stay'),
    'for-me': one('accommodation-registration', 'on-behalf', 'stay-for-me'),
  },
  nationality: {
    'chinese-returnee': one('talent-settlement', 'returnee-household', 'household'),
    foreign: { ask: 'holds-permit' },
  },
  'holds-permit': {
    yes: { matters: [residence] },
    no: { ask: 'registered-settling' },
  },
  'registered-settling': {
    yes: { matters: [firstPermit, residence] },
    no: { matters: [stay, firstPermit, residence] },
  },
  'home-when': {
    round: one('apartment-allocation', 'round', 'round'),
    now: one('apartment-allocation', 'immediate', 'immediate'),
  },
  claims: {
    alone: one('arbitration-intake', 'individual', 'claim'),
    together: one('arbitration-intake', 'collective', 'claim-together'),
    employer: one('arbitration-intake', 'employer', 'claim-employer'),
  },
}

export type Answered = { readonly question: string; readonly answer: string }

/** How far somebody is: what they have answered, then the next question or what they need. */
export type Advice = { readonly answered: readonly Answered[] } & Next

/** Follows answers from the first question on; stops where one is missing or is none of ours. */
export function follow(tree: Tree, answerTo: (question: string) => string | undefined): Advice {
  const answered: Answered[] = []
  let next: Next = { ask: firstQuestion }
  while ('ask' in next) {
    const question: string = next.ask
    const answer = answerTo(question)
    const after: Next | undefined = answer === undefined ? undefined : own(tree[question] ?? {}, answer)
    if (answer === undefined || after === undefined) break
    answered.push({ question, answer })
    next = after
  }
  return { answered, ...next }
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
