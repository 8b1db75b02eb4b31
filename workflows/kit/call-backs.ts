import { setHandler } from '@temporalio/workflow'
import { parseInstant } from '../../domain/time/local-date.ts'
import { type CallBack, calledBack } from './messages.ts'
import type { CaseRecord } from './record.ts'

/** Signed call-backs of outside systems, each answer once; what comes when nobody waits for it any more is late. */
export function createCallBacks(record: CaseRecord, late: (callBack: CallBack) => void) {
  const queues = new Map<string, CallBack[]>()
  const accepted = new Map<string, string>()
  const said = ({ result, answer }: CallBack): string => JSON.stringify([result, answer])

  /** From now on the system's answer is expected; one that comes early waits for the process. */
  const expect = (system: string): CallBack[] => {
    const queue = queues.get(system) ?? []
    queues.set(system, queue)
    return queue
  }

  /** The process goes on by this answer: the same said again has no effect. */
  const accept = (callBack: CallBack): CallBack => {
    accepted.set(callBack.system, said(callBack))
    return callBack
  }

  /** The process has gone on: what the system says from now on is late. */
  const settled = (system: string): void => {
    queues.delete(system)
  }

  const take = (callBack: CallBack): void => {
    const { system, result, answer } = callBack
    if (accepted.get(system) === said(callBack)) return
    const queue = queues.get(system)
    if (queue === undefined) {
      record.append({ type: 'late-answer-received', data: { system, result } })
      late(callBack)
    } else {
      record.append({ type: 'call-back-received', data: { system, result, answer } })
      queue.push(callBack)
    }
  }

  setHandler(calledBack, (callBack) => {
    record.takeIn(parseInstant(callBack.at) ?? record.now())
    take(callBack)
  })

  return { expect, accept, settled }
}

export type CallBacks = ReturnType<typeof createCallBacks>
