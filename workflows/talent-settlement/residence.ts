import type { Closing } from '../../domain/case/outcome.ts'
import { parseLocalDate } from '../../domain/time/local-date.ts'
import { collection } from '../kit/collection.ts'
import { type Approval, type Limits, met, type Settlement, signatures } from './limits.ts'

/** The residence permit for overseas talent: made out for whole years, announced, and handed over. */
export async function residence(application: Settlement, limits: Limits, approval: Approval): Promise<Closing> {
  application.learn(await application.beside('grant'))
  const until = parseLocalDate(String(application.facts.validUntil))
  await application.issueRevocably('talent-residence-permit', {
    signedBy: signatures(approval),
    ...(until === undefined ? {} : { validUntil: until }),
  })
  application.noLonger('withdraw')
  application.stage('collection', application.facts.collection === 'post' ? 'external' : 'applicant')
  met(limits, application.now)
  await application.tell('permit-ready')
  return await collection(application)
}
