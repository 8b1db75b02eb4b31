import { isCancellation, proxyActivities } from '@temporalio/workflow'
import type { Activities, Adopt, BesideVault, FreeSlotsQuestion } from '../../activities/contract.ts'
import { localInTurn } from './local.ts'
import { untilThere } from './patience.ts'

type Asking = Pick<Activities, 'besideVault' | 'freeSlots' | 'adopt'>

const atOnce = localInTurn<Asking>({ startToCloseTimeout: '2 seconds', retry: { maximumAttempts: 1 } })
const patiently = proxyActivities<Asking>(untilThere)

/** Asks at once; what does not answer within two seconds is asked as long as it takes, unless the case is being abandoned. */
const unlessAbandoned =
  <Answer>(again: () => Promise<Answer>) =>
  (failure: unknown): Promise<Answer> => {
    if (isCancellation(failure)) throw failure
    return again()
  }

/** Runs a rule of the kind where the personal data is. */
export const besideVault = (request: BesideVault) =>
  atOnce.besideVault(request).catch(unlessAbandoned(() => patiently.besideVault(request)))

/** What was proposed and sealed becomes part of the form. */
export const adopt = (request: Adopt) => atOnce.adopt(request).catch(unlessAbandoned(() => patiently.adopt(request)))

/** The earliest free slots of a purpose. */
export const freeSlots = (question: FreeSlotsQuestion) =>
  atOnce.freeSlots(question).catch(unlessAbandoned(() => patiently.freeSlots(question)))
