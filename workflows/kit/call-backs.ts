import { setHandler } from '@temporalio/workflow'
import type { Facts } from '../../domain/case/facts.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import type { Carried } from './carried.ts'
import { type CallBack, calledBack } from './messages.ts'
import type { CaseRecord } from './record.ts'

/** An answer that is waited for: of which system and, where one of several is meant, what it must say of itself. */
type Expected = { readonly system: string; readonly about: Facts; readonly queue: CallBack[] }

const concerns = ({ about }: Pick<Expected, 'about'>, { answer }: CallBack): boolean =>
  Object.entries(about).every(([name, value]) => answer[name] === value)

const isFor = ({ system, about }: Expected, asked: string, which: Facts): boolean =>
  system === asked && JSON.stringify(about) === JSON.stringify(which)

/** What was said, but for the id under which its words were sealed: the same words are sealed anew each time. */
const said = ({ result, answer }: CallBack): string => JSON.stringify([result, { ...answer, sealed: null }])

/** Signed call-backs of outside systems, each answer once; what comes when nobody waits for it any more is late. */
export function createCallBacks(
  record: CaseRecord,
  late: (callBack: CallBack) => void,
  answers: Carried['answers'] = [],
) {
  let waiting: readonly Expected[] = []
  const accepted = new Map<string, string>(answers)

  /** From now on the system's answer (about one of several) is expected; one that comes early waits for the process. */
  const expect = (system: string, about: Facts = {}): CallBack[] => {
    const known = waiting.find((each) => isFor(each, system, about))
    const expected = known ?? { system, about, queue: [] }
    if (known === undefined) waiting = [...waiting, expected]
    return expected.queue
  }

  /** Ordered, perhaps again: what was said of the order before says nothing of this one. */
  const ordered = (system: string, about: Facts = {}): void => {
    accepted.delete(`${system} ${JSON.stringify(about)}`)
    expect(system, about)
  }

  /** The process has gone on by just this answer before. */
  const isKnown = (callBack: CallBack): boolean =>
    [...accepted].some(([key, known]) => key.startsWith(`${callBack.system} `) && known === said(callBack))

  /** The process goes on by this answer: the same said again has no effect. */
  const accept = (callBack: CallBack, about: Facts = {}): CallBack => {
    accepted.set(`${callBack.system} ${JSON.stringify(about)}`, said(callBack))
    return callBack
  }

  /** The process has gone on: what the system says (about one of several) from now on is late. */
  const settled = (system: string, about: Facts = {}): void => {
    waiting = waiting.filter((each) => !isFor(each, system, about))
  }

  const take = (callBack: CallBack): void => {
    const { system, result, answer } = callBack
    if (isKnown(callBack)) return
    const expected = waiting.find((each) => each.system === system && concerns(each, callBack))
    if (expected === undefined) {
      record.append({ type: 'late-answer-received', data: { system, result } })
      late(callBack)
    } else {
      record.append({ type: 'call-back-received', data: { system, result, answer } })
      expected.queue.push(callBack)
    }
  }

  setHandler(calledBack, (callBack) => {
    record.takeIn(parseInstant(callBack.at) ?? record.now())
    take(callBack)
  })

  return { expect, ordered, accept, settled, isKnown, carried: (): Carried['answers'] => [...accepted] }
}

export type CallBacks = ReturnType<typeof createCallBacks>
