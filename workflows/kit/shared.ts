import { setHandler } from '@temporalio/workflow'
import { parseInstant } from '../../domain/time/local-date.ts'
import { sharedChanged } from './messages.ts'
import type { CaseRecord } from './record.ts'

/** What a case shares with others (a round, a plan) lies elsewhere; it is told that something changed there, and looks. */
export function createShared(record: CaseRecord) {
  const told = { times: 0 }
  setHandler(sharedChanged, ({ at }) => {
    record.takeIn(parseInstant(at) ?? record.now())
    told.times += 1
  })
  return { times: () => told.times }
}

export type Shared = ReturnType<typeof createShared>
