import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { BatchActivities } from '../../activities/contract.ts'
import { admitBatchAct, type BatchAct, type BatchState } from '../../domain/case/batch.ts'
import { pauseBatch, resumeBatch, type Taken } from '../kit/messages.ts'
import { unless } from '../kit/refused.ts'

const telling = proxyActivities<BatchActivities>({
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
})
const light = proxyActivities<BatchActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
})

/** What a batch is started with; a later run goes on from what PostgreSQL has of it. */
export type BatchInput = { readonly batch: string; readonly paused: boolean }

/** After so many pages a run is long enough. */
const mostPages = 100
/** How long it waits before it asks those again that did not answer. */
const againAfter = '30 seconds'

/** Tells every open case of a holiday table, page by page; it can be paused and resumed, and goes on after any crash where it was. */
export async function calendarBatch({ batch, paused }: BatchInput): Promise<void> {
  const now: { state: BatchState; pages: number } = { state: paused ? 'paused' : 'running', pages: 0 }

  const change = async (state: BatchState, { by, at }: Taken) => {
    now.state = state
    await light.noteBatch({ batch, state, by, at })
    return { state }
  }
  const admits = (act: BatchAct): { readonly validator: (taken: Taken) => void } => ({
    validator: () => unless(admitBatchAct(act, now.state)),
  })
  setHandler(pauseBatch, (taken: Taken) => change('paused', taken), admits('pause'))
  setHandler(resumeBatch, (taken: Taken) => change('running', taken), admits('resume'))

  /** One page, unless it stands still; whether there is another. */
  async function page(): Promise<boolean> {
    await condition(() => now.state === 'running')
    const more = await telling.recalculatePage({ batch })
    now.pages += 1
    return more || now.state === 'paused'
  }

  while (await page()) {
    if (now.pages < mostPages && !workflowInfo().continueAsNewSuggested) continue
    await condition(allHandlersFinished)
    return await continueAsNew<typeof calendarBatch>({ batch, paused: now.state === 'paused' })
  }
  while ((await telling.recalculateLeft({ batch })) > 0) {
    await condition(() => false, againAfter)
    await condition(() => now.state === 'running')
  }
  now.state = 'done'
  await light.finishBatch({ batch })
  await condition(allHandlersFinished)
}
