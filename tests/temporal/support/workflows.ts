import {
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow'
import type { activities } from './activities.ts'

const local = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '5s' })
const remote = proxyActivities<typeof activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '60s' },
})

export const ask = defineUpdate<string>('ask')
export const close = defineSignal('close')

/** A timer a day; answers questions about its own time, by a local activity; ends by a signal. */
export async function diary(days: number): Promise<readonly string[]> {
  const entries: string[] = []
  let closed = false
  setHandler(ask, async () => `${await local.greet()} ${new Date().toISOString()}`)
  setHandler(close, () => {
    closed = true
  })
  for (let day = 0; day < days; day++) {
    await sleep('1 day')
    entries.push(new Date().toISOString())
  }
  await condition(() => closed)
  return entries
}

/** A step that fails seven times. */
export async function stubborn(): Promise<number> {
  return await remote.succeedAt(8)
}

/** Begins anew every ten days. */
export async function relay(left: number): Promise<string> {
  await sleep('10 days')
  if (left > 0) return await continueAsNew<typeof relay>(left - 1)
  return new Date().toISOString()
}
