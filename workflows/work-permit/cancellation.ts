import { code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { untilComplete } from './acceptance.ts'
import type { Permit } from './limits.ts'

/** Employment is over: the papers are checked by one officer, the registration is deleted and the permit with it. */
export async function cancellation(application: Permit): Promise<Closing> {
  const promise = application.clock('promise', { from: parseInstant(application.receivedAt) ?? application.now })
  const checked = await untilComplete(application)
  if ('outcome' in checked) return checked
  application.stage('registration', 'external', 'accepted')
  application.noLonger('withdraw')
  await application.steps.ask('cancel-registration', { reason: code('employment-ended') })
  promise.met()
  await application.issue('cancellation-certificate', {
    tell: 'cancelled',
    prior: 'revoked',
    signedBy: checked.by === undefined ? [] : [{ task: 'check-materials', by: checked.by.by }],
  })
  return closedAs('granted')
}
