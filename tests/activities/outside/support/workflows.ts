import { proxyActivities } from '@temporalio/workflow'
import { outsideRetry } from '../../../../domain/case/outside-retry.ts'

const { askOutside } = proxyActivities<{ askOutside: () => Promise<string> }>({
  startToCloseTimeout: '30 seconds',
  retry: outsideRetry,
})

/** A process of one step at an outside system. */
export async function oneStep(): Promise<string> {
  return await askOutside()
}
