import {
  CancellationScope,
  condition,
  defineUpdate,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow'

/** How many of each a case takes. */
export type Counts = Readonly<{
  activities: number
  localActivities: number
  timersFired: number
  timersCancelled: number
  updates: number
}>

export type NoOps = { noOp(): Promise<void> }

const { noOp } = proxyActivities<NoOps>({ startToCloseTimeout: '10 seconds' })
const { noOp: localNoOp } = proxyLocalActivities<NoOps>({ startToCloseTimeout: '2 seconds' })

export const step = defineUpdate<void>('step')

/** The baseline of a finished case: as many steps of each sort, and nothing done in any of them. */
export async function bareWorkflow(counts: Counts): Promise<void> {
  let taken = 0
  setHandler(step, () => {
    taken += 1
  })
  for (let stage = 0; stage <= counts.updates; stage += 1) {
    await condition(() => taken >= stage)
    for (let each = share(counts.localActivities, stage, counts); each > 0; each -= 1) await localNoOp()
    for (let each = share(counts.activities, stage, counts); each > 0; each -= 1) await noOp()
    for (let each = share(counts.timersFired, stage, counts); each > 0; each -= 1) await sleep('10 milliseconds')
    await cancelled(share(counts.timersCancelled, stage, counts))
  }
}

/** How many of a sort belong to one stage, when they are spread evenly over all. */
const share = (count: number, stage: number, { updates }: Counts): number =>
  Math.floor(((stage + 1) * count) / (updates + 1)) - Math.floor((stage * count) / (updates + 1))

async function cancelled(timers: number): Promise<void> {
  if (timers === 0) return
  const scope = new CancellationScope()
  const all = scope.run(async () => {
    await Promise.all(Array.from({ length: timers }, () => sleep('1 hour')))
  })
  await localNoOp()
  scope.cancel()
  await all.catch((failure: unknown) => {
    if (!isCancellation(failure)) throw failure
  })
}
