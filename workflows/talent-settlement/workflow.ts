import { talentSettlement as definition } from '../../domain/kinds/talent-settlement/definition.ts'
import type { SettlementFacts } from '../../domain/kinds/talent-settlement/rules.ts'
import { caseWorkflow } from '../kit/index.ts'
import { accepted } from './acceptance.ts'
import { afterObjection, refused, untilApproved } from './approval.ts'
import { type Credential, verifyCredential } from './credential.ts'
import { untilPapersComplete } from './filing.ts'
import { household } from './household.ts'
import type { Approval, Limits, Settlement } from './limits.ts'
import { untilOfficeApproves } from './office.ts'
import { published } from './publication.ts'
import { residence } from './residence.ts'
import { untilVerified } from './verification.ts'

/**
 * Talent settlement: papers checked, originals seen by video, agreed by two officers, announced, decided by the office,
 * and carried out whole or not at all (`domain/talent-settlement.md`).
 */
export const talentSettlement = caseWorkflow<SettlementFacts>(definition, async (application) => {
  const credential = verifyCredential(application)
  const checked = await untilPapersComplete(application)
  if ('outcome' in checked) return checked

  const verified = await untilVerified(application)
  if ('outcome' in verified) return verified

  const limits = await accepted(application, verified, credential)
  const granted = await untilGranted(application, limits, credential)
  if (granted.outcome === 'refuse') return await refused(application, limits, granted)

  const closing = await untilOfficeApproves(application, limits)
  if (closing !== undefined) return closing
  return application.track === 'returnee-household'
    ? await household(application, limits, granted)
    : await residence(application, limits, granted)
})

/** Agreed by two and, where it is announced, not rightly objected to; or refused by two. */
async function untilGranted(application: Settlement, limits: Limits, credential: Credential): Promise<Approval> {
  for (;;) {
    const approval = await untilApproved(application, limits, credential)
    if (approval.outcome === 'refuse') return approval
    const objection = await published(application, limits, approval)
    if (objection === undefined) return approval
    const refusal = await afterObjection(application, limits, { approval, objection })
    if (refusal !== undefined) return refusal
  }
}
