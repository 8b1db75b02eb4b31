import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { admitBatchAct, batchActs } from '../../domain/case/batch.ts'
import { caseId } from '../../domain/case/codes.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { type BatchRow, batchStateOf, findBatch } from '../../prisma/batches.ts'
import { asInstant } from '../../prisma/slots.ts'
import { pauseBatch, resumeBatch } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { defineCommand, type Outcome } from './command.ts'
import { deliver } from './send.ts'

type StartParts = Pick<Parts, 'prisma' | 'cases'>

/** Starts the workflow of a batch; false when nobody answered: what recurs starts it then. */
export async function startBatch({ cases }: StartParts, id: string): Promise<boolean> {
  const argument = { batch: id, paused: false }
  return (await cases.start({ workflowId: id, type: 'calendar-batch', argument, kind: 'batch' })) === 'started'
}

/** Machine time that a person waits for a batch over a few cases. */
const shortMillis = 5000
const lookMillis = 40

/** Waits a little for it to be done: the next page of a small centre then shows it. */
export async function whenDone({ prisma }: StartParts, id: string): Promise<void> {
  const until = performance.now() + shortMillis
  while (performance.now() < until && (await findBatch(prisma, id))?.state === 'running') await pause(lookMillis)
}

const textOf = (date: Date | null): string | null => (date === null ? null : formatInstant(asInstant(date)))

/** How far a batch is, as the outside sees it. */
export const batchView = (row: BatchRow) => ({
  id: row.id,
  sort: row.sort,
  subject: row.subject,
  state: batchStateOf(row),
  total: row.total,
  done: row.done,
  left: row.left.length,
  startedAt: formatInstant(asInstant(row.startedAt)),
  finishedAt: textOf(row.finishedAt),
  changedBy: row.changedBy,
  changedAt: formatInstant(asInstant(row.changedAt)),
})

export const runBatchInput = z.strictObject({ batch: z.string().max(64), act: z.enum(batchActs) })
export type RunBatchInput = z.infer<typeof runBatchInput>

const updates = { pause: pauseBatch, resume: resumeBatch } as const

/** Pauses or resumes work over many cases; the few under way are still done. */
export const runBatch = defineCommand<RunBatchInput>({
  operation: 'run-batch',
  input: runBatchInput,
  caseOf: () => null,
  run: async (parts, { id, caller, input: { batch, act }, at, resent }): Promise<Outcome> => {
    const row = await findBatch(parts.prisma, batch)
    if (row === null) return { refused: 'not-found' }
    const refused = resent ? undefined : admitBatchAct(act, batchStateOf(row))
    if (refused !== undefined) return refused
    const argument = { by: caller.personId, at: formatInstant(at) }
    const sent = await deliver(parts, updates[act], { caseId: caseId(batch), updateId: id, argument })
    if ('refused' in sent) return sent
    if ('pending' in sent) return { pending: null }
    return { done: batchView((await findBatch(parts.prisma, batch)) ?? row) }
  },
})
