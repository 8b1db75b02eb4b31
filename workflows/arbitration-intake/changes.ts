import { code } from '../../domain/case/codes.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { type Instant, parseInstant } from '../../domain/time/local-date.ts'
import type { Act } from '../kit/index.ts'
import type { ActRequest } from '../kit/messages.ts'
import { type Dispute, judge, never, respondentAt, showStage } from './dispute.ts'
import { seats } from './filing.ts'
import { heard } from './respondents.ts'

const offered = ['add-respondent', 'change-claims', 'record-counterclaim', 'take-over', 'suspend', 'resume']

/** What changes on the way until the file is handed over; each restarts the award's time from its own day (RH 46: R). */
export async function changes(dispute: Dispute): Promise<never> {
  const { application, award } = dispute
  application.offer('add-respondent', (act) => joinder(dispute, act))
  application.offer('change-claims', (act) => changeOfClaims(dispute, act))
  application.offer('record-counterclaim', (act) => counterclaim(dispute, act), {
    admit: (request) => admitCounterclaim(dispute, request),
  })
  application.offer('take-over', ({ at }) => application.restart(award, at))
  suspendable(dispute)
  try {
    return await never()
  } finally {
    for (const action of offered) application.noLonger(action)
  }
}

const asked = ({ note }: Act) => ({ about: note === null ? {} : { request: code(note) } })

async function joinder(dispute: Dispute, act: Act): Promise<void> {
  const { application, award } = dispute
  const decision = await application.signOff('decide-joinder', { toward: [award], ...asked(act) })
  if (decision.outcome !== 'joined') return
  application.restart(award, decision.at)
  dispute.service.cancel(decision.at)
  dispute.service = application.clock('service', { from: decision.at })
  const respondent = respondentAt(application.facts.respondents.length)
  await application.adopt(act)
  dispute.respondents.push(respondent)
  showStage(dispute)
  judge(application)
  application.alongside(() => seats(application))
  await heard(dispute, respondent)
}

async function changeOfClaims({ application, award }: Dispute, act: Act): Promise<void> {
  const decision = await application.signOff('decide-change', { toward: [award], ...asked(act) })
  if (decision.outcome !== 'accepted') return
  application.restart(award, decision.at)
  await application.adopt(act)
  judge(application)
}

/** Within the time for that respondent's defence; later it is a case of its own (LMA, RH: R). */
function admitCounterclaim({ application, respondents }: Dispute, { data, at }: ActRequest) {
  const respondent = respondents.find(({ index }) => index === data['respondent'])
  if (respondent === undefined) return refuse('answer-invalid')
  const dueAt = respondent.defence?.result().dueAt ?? null
  const isLate = dueAt !== null && (parseInstant(at) ?? application.now) > dueAt
  return isLate ? refuse('counterclaim-late') : undefined
}

async function counterclaim(dispute: Dispute, act: Act): Promise<void> {
  const { application, award } = dispute
  dispute.counterclaims += 1
  const { about } = asked(act)
  const decision = await application.signOff('decide-counterclaim', {
    toward: [award],
    about: { ...about, ...act.data },
  })
  if (decision.outcome === 'accepted') application.restart(award, decision.at)
  else dispute.counterclaims -= 1
}

/** A party has died, another case decides first: the award's time stands still until the reason ends (RH: R). */
function suspendable({ application, award }: Dispute): void {
  const open = (action: string, next: string, change: (at: Instant) => void) =>
    application.offer(action, ({ at }) => {
      change(at)
      application.noLonger(action)
      ways[next]?.()
    })
  const ways: Readonly<Record<string, () => void>> = {
    suspend: () => open('suspend', 'resume', (at) => award.pause('suspension', at)),
    resume: () => open('resume', 'suspend', (at) => award.resume('suspension', at)),
  }
  ways['suspend']?.()
}
