import { code } from '../../domain/case/codes.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { earliestHearingOn, postponableUntil } from '../../domain/kinds/arbitration-intake/hearing.ts'
import { panelSize } from '../../domain/kinds/arbitration-intake/parameters.ts'
import { endOfDay, formatInstant, type Instant, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { firstOf } from '../kit/first-of.ts'
import type { Act, Decision } from '../kit/index.ts'
import type { DecideRequest } from '../kit/messages.ts'
import { areAllServed, type Dispute, type Hearing, never, type Service, showStage } from './dispute.ts'
import { serve } from './service.ts'

/** One arbitrator or three, named within five days of acceptance, and both parties told (LMA 31, 32). */
export async function tribunalFormed(dispute: Dispute): Promise<never> {
  const { application, tribunal, award } = dispute
  const { arbitrators } = application.facts
  const formed = await application.signOff('form-tribunal', {
    toward: [tribunal, award],
    about: typeof arbitrators === 'number' ? { arbitrators } : {},
    admit: ({ outcome, data }) =>
      data['arbitrators'] === (outcome === 'single' ? 1 : panelSize) ? undefined : refuse('answer-invalid'),
  })
  dispute.isTribunalFormed = true
  tribunal.met(formed.at)
  showStage(dispute)
  await application.tell('tribunal-formed', { data: formed.note === null ? {} : { sealed: code(formed.note) } })
  return await never()
}

/** A hearing is fixed once all are served and the tribunal is formed; one that cannot stand is fixed anew. */
export async function hearings(dispute: Dispute): Promise<never> {
  const { application } = dispute
  for (;;) {
    await application.when(() => areAllServed(dispute) && dispute.isTribunalFormed)
    showStage(dispute)
    const hearing = await fixed(dispute, dispute.hearing)
    dispute.hearing = hearing
    await application.when(() => hearing.isPostponed || hearing.notice.isBreached || !areAllServed(dispute))
    hearing.mustMove = true
  }
}

async function fixed(dispute: Dispute, before: Hearing | undefined): Promise<Hearing> {
  const { application, award } = dispute
  const decision = await application.signOff('fix-hearing', {
    toward: [award],
    admit: (request) => admitHearing(dispute, request),
  })
  const at = hearingIn(decision) ?? application.now
  if (before !== undefined) before.notice.cancel(decision.at)
  const notice = application.clock('hearing-notice', { from: at })
  const [document] = await application.issue('hearing-notice', {
    tell: before === undefined ? 'hearing-fixed' : 'hearing-moved',
    data: {
      startsAt: code(formatInstant(at)),
      ...(decision.note === null ? {} : { sealed: code(decision.note) }),
    },
    ...(before?.document === undefined ? {} : { replaces: before.document }),
  })
  return { at, notice, document, isPostponed: false, mustMove: false }
}

const hearingIn = ({ data: { at } }: Pick<Decision, 'data'>): Instant | undefined =>
  typeof at === 'string' ? parseInstant(at) : undefined

/** LMA 35: five whole days lie between the notice, if it were served today, and the hearing. */
function admitHearing({ application }: Dispute, request: DecideRequest) {
  const at = hearingIn(request)
  if (at === undefined) return refuse('answer-invalid')
  const earliest = earliestHearingOn(parseInstant(request.at) ?? application.now, application.tables)
  return localDateOf(at) < earliest ? refuse('notice-too-short', { earliest }) : undefined
}

/** Either side may ask for another day, three days before and with a reason; the tribunal decides (LMA 35). */
export async function postponements(dispute: Dispute): Promise<never> {
  const { application, award } = dispute
  for (;;) {
    await application.when(() => dispute.hearing?.isPostponed === false)
    const asked = await askedFor(dispute)
    if (asked === undefined) continue
    const about = asked.note === null ? {} : { request: code(asked.note) }
    const decision = await application.signOff('decide-postponement', { toward: [award], about })
    if (dispute.hearing !== undefined) dispute.hearing.isPostponed = decision.outcome === 'granted'
  }
}

/** The wish for another day; undefined when the hearing was moved before anyone asked. */
async function askedFor(dispute: Dispute): Promise<Act | undefined> {
  const { application, hearing } = dispute
  const until = () => postponableUntil(hearing?.at ?? application.now, application.tables)
  const { got } = await firstOf({
    asked: () =>
      application.action('ask-postponement', {
        until: endOfDay(until()),
        admit: (request) =>
          localDateOf(parseInstant(request.at) ?? application.now) > until() ? refuse('too-late') : undefined,
      }),
    moved: async (): Promise<undefined> => {
      await application.when(() => dispute.hearing !== hearing)
      return undefined
    },
  })
  return got
}

/** The notice of each hearing goes to each party by the way that last served them, until all are served or it is moved. */
export async function notices(dispute: Dispute): Promise<never> {
  const { application } = dispute
  let known: Hearing | undefined
  for (;;) {
    await application.when(() => dispute.hearing !== undefined && dispute.hearing !== known)
    const hearing = dispute.hearing
    if (hearing === undefined) continue
    known = hearing
    await firstOf({
      served: async () => hearing.notice.met(last(await toEachParty(dispute))),
      moved: () => application.when(() => hearing.mustMove),
    })
  }
}

const toEachParty = (dispute: Dispute): Promise<readonly Service[]> =>
  Promise.all([
    serve(dispute, {
      to: { party: code('claimant') },
      contents: 'hearing-notice',
      first: dispute.application.facts.electronic ? 'electronic' : 'post',
      sent: () => undefined,
    }),
    ...dispute.respondents.map(({ index, served }) =>
      serve(dispute, {
        to: { respondent: index },
        contents: 'hearing-notice',
        first: served?.way === 'post' || served?.way === 'electronic' ? served.way : undefined,
        sent: () => undefined,
      }),
    ),
  ])

const last = (services: readonly Service[]): Instant =>
  services.map(({ at }) => at).reduce((latest, at) => (at > latest ? at : latest))
