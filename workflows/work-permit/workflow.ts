import { workPermit as definition } from '../../domain/kinds/work-permit/definition.ts'
import type { PermitFacts } from '../../domain/kinds/work-permit/rules.ts'
import { collection } from '../kit/collection.ts'
import { caseWorkflow } from '../kit/index.ts'
import { filed, untilAccepted } from './acceptance.ts'
import { refused, untilApproved } from './approval.ts'
import { cancellation } from './cancellation.ts'
import { issuance } from './issuance.ts'

/** Work residence permit: accepted once complete, agreed by two officers, issued whole or not at all (`domain/work-permit.md`). */
export const workPermit = caseWorkflow<PermitFacts>(definition, async (application) => {
  await filed(application)
  if (application.track === 'cancellation') return await cancellation(application)

  const accepted = await untilAccepted(application)
  if ('outcome' in accepted) return accepted

  const approved = await untilApproved(application, accepted)
  if (approved.outcome === 'refuse') return await refused(application, accepted, approved)

  return (await issuance(application, accepted, approved)) ?? (await collection(application))
})
