import { isCancellation, proxyActivities } from '@temporalio/workflow'
import type { Activities, Issued, IssueRequest } from '../../activities/contract.ts'
import { causeOf, isFinal } from './cause.ts'
import { localInTurn } from './local.ts'

type Issuing = Pick<Activities, 'issueAndTell'>

const atOnce = localInTurn<Issuing>({ startToCloseTimeout: '7 seconds', retry: { maximumAttempts: 1 } })
const patiently = proxyActivities<Issuing>({
  startToCloseTimeout: '60 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds' },
})

/** What was issued; else the code of why it cannot be, by any number of tries: for people to see, never the end of a case. */
export async function tried(request: IssueRequest): Promise<Issued | string> {
  try {
    return await atOnce.issueAndTell(request)
  } catch (failure) {
    if (isCancellation(failure)) throw failure
    if (isFinal(failure)) return causeOf(failure)
  }
  return await patiently.issueAndTell(request).catch((failure: unknown) => {
    if (isCancellation(failure)) throw failure
    return causeOf(failure)
  })
}
