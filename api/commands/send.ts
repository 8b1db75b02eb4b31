import { setTimeout as wait } from 'node:timers/promises'
import type { CaseId } from '../../domain/case/codes.ts'
import type { CaseUpdate } from '../../temporal/cases.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'

/** After this long a person is told that it is being done; machine time. */
export const patienceMillis = 10_000
const pauseMillis = 200

export type Delivered<Answer> = { readonly answer: Answer } | Problem | { readonly pending: string }

export type ToDeliver<Argument> = {
  readonly caseId: CaseId
  readonly argument: Argument
  readonly updateId: string
}

/** Sends an Update until it is answered, refused, or patience is over; lost answers are asked for again under the same id. */
export async function deliver<Answer, Argument>(
  { cases, catchUp }: Pick<Parts, 'cases' | 'catchUp'>,
  update: CaseUpdate<Answer, Argument>,
  { caseId, argument, updateId }: ToDeliver<Argument>,
): Promise<Delivered<Answer>> {
  const until = performance.now() + patienceMillis
  await catchUp?.(caseId)
  for (let left = patienceMillis; left > 0; left = until - performance.now()) {
    const sent = await cases.update(update, { workflowId: caseId, argument, updateId, patienceMillis: left })
    if (sent.how === 'answered') return { answer: sent.answer }
    if (sent.how === 'refused') return { refused: sent.code, detail: sent.detail }
    if (sent.how === 'closed') return { refused: 'not-open' }
    await wait(pauseMillis)
  }
  return { pending: caseId }
}
