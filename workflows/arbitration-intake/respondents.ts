import { refuse } from '../../domain/case/refusal.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import { type Dispute, never, type Respondent, showStage } from './dispute.ts'
import { serve } from './service.ts'

/** Each respondent gets its notice with the copy, and may answer within ten days of it (LMA 30). */
export async function heardRespondents(dispute: Dispute): Promise<never> {
  for (const respondent of dispute.respondents) dispute.application.alongside(() => heard(dispute, respondent))
  return await never()
}

/** One respondent: notified, served, and free to answer; no defence never stops the way. */
export async function heard(dispute: Dispute, respondent: Respondent): Promise<void> {
  const { application } = dispute
  const { index } = respondent
  await application.issue('respondent-notice', { data: { respondent: index } })
  const service = await serve(dispute, {
    to: { respondent: index },
    contents: 'respondent-notice',
    first: application.facts.respondents[index]?.hasAddress === true ? 'post' : undefined,
    sent: (at) => sent(dispute, respondent, at),
  })
  respondent.defence = application.clock('defence', { from: service.at })
  respondent.served = service
  showStage(dispute)
  await defended(dispute, respondent)
}

/** The service clock stops when the notice to each respondent is on its way. */
function sent({ respondents, service }: Dispute, respondent: Respondent, at: Instant): void {
  respondent.isSent = true
  if (respondents.every(({ isSent }) => isSent)) service.met(at)
}

/** The defence is recorded when it comes, and its copy goes to the claimant at once. */
async function defended({ application }: Dispute, { index, defence }: Respondent): Promise<void> {
  const received = await application.signOff('record-defence', {
    about: { respondent: index },
    toward: [defence],
    admit: ({ data }) => ((data['respondent'] ?? index) === index ? undefined : refuse('answer-invalid')),
  })
  defence?.met(received.at)
  const copy = application.clock('defence-copy', { from: received.at })
  await application.tell('defence-copy', { data: { respondent: index } })
  copy.met()
}
