import { code } from '../../domain/case/codes.ts'
import type { Closing } from '../../domain/case/outcome.ts'
import { arbitrationIntake as definition } from '../../domain/kinds/arbitration-intake/definition.ts'
import type { DisputeFacts } from '../../domain/kinds/arbitration-intake/rules.ts'
import { localDateOf } from '../../domain/time/local-date.ts'
import { firstOf } from '../kit/first-of.ts'
import { caseWorkflow } from '../kit/index.ts'
import { type Accepted, signatures, untilAccepted } from './acceptance.ts'
import { type Dispute, type Intake, respondentAt } from './dispute.ts'
import { concluded, mediated, takenToCourt, withdrawn } from './endings.ts'
import { filed } from './filing.ts'
import { conducted } from './handover.ts'
import { notices } from './hearing.ts'

/** Labour arbitration intake: accepted by two, served on each, handed over whole (`domain/arbitration-intake.md`). */
export const arbitrationIntake = caseWorkflow<DisputeFacts>(definition, async (application) => {
  filed(application)
  const { got } = await firstOf({
    way: () => intake(application),
    court: () => takenToCourt(application),
  })
  return got
})

async function intake(application: Intake): Promise<Closing> {
  const accepted = await untilAccepted(application)
  return 'outcome' in accepted ? accepted : await proceedings(application, accepted)
}

/** From acceptance on several ways lead to the end, and each may come first. */
async function proceedings(application: Intake, accepted: Accepted): Promise<Closing> {
  const dispute = opened(application, accepted)
  const { got } = await firstOf({
    withdrawn: () => withdrawn(dispute),
    concluded: () => concluded(dispute),
    mediated: () => mediated(dispute),
    notices: () => notices(dispute),
    conducted: () => untilTheEnd(dispute),
  })
  return got
}

async function untilTheEnd(dispute: Dispute): Promise<never> {
  await docketed(dispute)
  return await conducted(dispute)
}

/** All clocks of the proceedings run from the acceptance. */
function opened(application: Intake, { review, acceptance }: Accepted): Dispute {
  const from = acceptance.at
  application.stage('service', 'centre', 'accepted')
  application.learn({ acceptedOn: localDateOf(from) })
  return {
    application,
    signed: [review, acceptance],
    acceptedAt: from,
    service: application.clock('service', { from }),
    tribunal: application.clock('tribunal', { from }),
    handover: application.clock('handover', { from }),
    award: application.clock('award', { from }),
    respondents: application.facts.respondents.map((_, index) => respondentAt(index)),
    isTribunalFormed: false,
    hearing: undefined,
    counterclaims: 0,
    announcements: 0,
    docket: {},
  }
}

/** The commission enters the case in its docket; the claimant is told, and both are offered mediation. */
async function docketed(dispute: Dispute): Promise<void> {
  const { application, acceptedAt, signed } = dispute
  const asked = await application.steps.ask('accept', { acceptedOn: localDateOf(acceptedAt) })
  if ('answer' in asked) dispute.docket = asked.answer
  await application.issue('acceptance-notice', {
    tell: ['accepted', 'mediation-offered'],
    data: { ...dispute.docket, clock: code('award') },
    signedBy: signatures(signed),
  })
}
