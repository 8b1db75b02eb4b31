import { code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { announcementEnds } from '../../domain/kinds/arbitration-intake/announcement.ts'
import {
  formatInstant,
  type Instant,
  localDateOf,
  parseInstant,
  parseLocalDate,
  startOfDay,
} from '../../domain/time/local-date.ts'
import type { DecideRequest } from '../kit/messages.ts'
import type { Dispute, Service } from './dispute.ts'

/** One recipient: a respondent by its place, or the claimant. */
export type Recipient = { readonly respondent: number } | { readonly party: ReturnType<typeof code> }

/** A letter to one recipient. */
export type Letter = {
  readonly to: Recipient
  readonly contents: 'respondent-notice' | 'hearing-notice'
  /** How it goes first; undefined where an officer has to choose at once. */
  readonly first: 'post' | 'electronic' | undefined
  /** Told when it is on its way by some way. */
  readonly sent: (at: Instant) => void
}

/** A way as it is tried: since when, and as of when it has served if it serves by itself; what proves it, sealed. */
type Trial = {
  readonly way: string
  readonly at: Instant
  readonly servedOn: Instant | undefined
  readonly proof: Facts
}

/** Serves a letter by one way after another until one is proved (LMA 30); each service has its record. */
export async function serve(dispute: Dispute, letter: Letter): Promise<Service> {
  const { application } = dispute
  let trial: Trial = begun(letter, application.now) ?? (await chosen(dispute, letter))
  for (;;) {
    const proved = await tried(dispute, letter, trial)
    if (proved !== undefined) {
      await record(dispute, letter, { ...trial, ...proved })
      return { way: trial.way, at: proved.at }
    }
    trial = await chosen(dispute, letter)
  }
}

const begun = ({ first }: Letter, at: Instant): Trial | undefined =>
  first === undefined ? undefined : { way: first, at, servedOn: undefined, proof: {} }

type Proved = { readonly at: Instant; readonly proof: Facts }

/** Tries one way; undefined when it did not reach the recipient, or another authority has yet to say. */
async function tried(dispute: Dispute, letter: Letter, trial: Trial): Promise<Proved | undefined> {
  if (trial.way === 'post') return await posted(dispute, letter)
  letter.sent(trial.at)
  if (trial.way === 'announcement') return { at: await announced(dispute, trial.at), proof: trial.proof }
  if (trial.way === 'by-another-authority' && trial.servedOn === undefined) return undefined
  return { at: trial.servedOn ?? trial.at, proof: trial.proof }
}

/** By post: served on the day it was handed over; what comes back is served another way. */
async function posted({ application }: Dispute, { to, contents, sent }: Letter): Promise<Proved | undefined> {
  const { steps } = application
  try {
    await steps.ask('ship', { ...to, contents: code(contents) }, { anew: true, about: to })
    sent(application.now)
    const answer = await steps.answerTo('ship', to)
    if ('how' in answer || answer.result === 'returned') return undefined
    const { at, sealed } = answer.answer
    const deliveredAt = typeof at === 'string' ? parseInstant(at) : undefined
    const proof = typeof sealed === 'string' ? { sealed: code(sealed) } : {}
    return { at: deliveredAt ?? parseInstant(answer.at) ?? application.now, proof }
  } finally {
    steps.settled('ship', to)
  }
}

/** Served at the end of the thirtieth day, rolled forward; until then the award's time is not counted (RH 46(6)). */
async function announced(dispute: Dispute, from: Instant): Promise<Instant> {
  const { application, award } = dispute
  const over: { at?: Instant } = {}
  dispute.announcements += 1
  if (dispute.announcements === 1) award.pause('announcement', from)
  try {
    over.at = await announcementOver(dispute, from)
    return over.at
  } finally {
    dispute.announcements -= 1
    if (dispute.announcements === 0) award.resume('announcement', over.at ?? application.now)
  }
}

/** Waits for its last second; a holiday table that comes into force meanwhile moves it. */
async function announcementOver({ application }: Dispute, from: Instant): Promise<Instant> {
  for (;;) {
    const { tables } = application
    const end = announcementEnds(from, tables)
    const isMoved = await application.until(end, () => application.tables !== tables)
    if (!isMoved) return end
  }
}

/** An officer chooses the next way, or says that and when it has served. */
async function chosen(dispute: Dispute, { to, contents }: Letter): Promise<Trial> {
  const { application, service, acceptedAt } = dispute
  const decision = await application.signOff('choose-service', {
    about: { ...to, contents: code(contents) },
    toward: [service],
    offered: offeredFor(dispute, to),
    admit: (request) => admit(request, to, acceptedAt),
  })
  const servedOn = dayIn(decision.data)
  return {
    way: decision.outcome,
    at: decision.at,
    servedOn: servedOn === undefined ? undefined : startOfDay(servedOn),
    proof: decision.note === null ? {} : { sealed: code(decision.note) },
  }
}

const dayIn = ({ servedOn }: Facts) => (typeof servedOn === 'string' ? parseLocalDate(servedOn) : undefined)

const allWays = ['electronic', 'post', 'in-person', 'left-at-address', 'by-another-authority', 'announcement']

/** The post needs an address. */
function offeredFor({ application }: Dispute, to: Recipient): readonly string[] {
  const hasAddress = !('respondent' in to) || application.facts.respondents[to.respondent]?.hasAddress === true
  return hasAddress ? allWays : allWays.filter((way) => way !== 'post')
}

/** About the right one, and served neither before there was anything to serve nor in the future. */
function admit({ data, at }: DecideRequest, to: Recipient, acceptedAt: Instant) {
  const { respondent } = data
  const isOther = respondent !== undefined && (!('respondent' in to) || respondent !== to.respondent)
  const servedOn = dayIn(data)
  const today = localDateOf(parseInstant(at) ?? acceptedAt)
  const isImpossible = servedOn !== undefined && (servedOn > today || servedOn < localDateOf(acceptedAt))
  return isOther || isImpossible ? refuse('answer-invalid') : undefined
}

async function record(
  { application }: Dispute,
  { to, contents }: Letter,
  { way, at, proof }: Trial & Proved,
): Promise<void> {
  await application.issue('service-record', {
    data: { ...to, ...proof, way: code(way), contents: code(contents), servedAt: code(formatInstant(at)) },
    ...(contents === 'respondent-notice' ? { tell: 'respondent-served' } : {}),
  })
}
