import { z } from 'zod'
import { batchActs } from '../../domain/case/batch.ts'
import { defineOperation } from './operation.ts'
import { accepted, listOf, pageQuery } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()
const ofWork = { tag: 'Work of the office' } as const
const byBatch = z.strictObject({ id: z.string().min(1).max(64) })

export const batch = z
  .strictObject({
    id: text,
    sort: text,
    /** Of a holiday table its name. */
    subject: text,
    state: z.enum(['running', 'paused', 'done']),
    /** Open cases when it began, how many are done, and how many did not answer yet. */
    total: z.number(),
    done: z.number(),
    left: z.number(),
    startedAt: text,
    finishedAt: maybe,
    changedBy: maybe,
    changedAt: text,
  })
  .meta({ id: 'Batch' })

const recurring = z
  .strictObject({
    name: text,
    /** Office time at which it was done last, and how much there was to do. */
    ranAt: maybe,
    done: z.number().nullable(),
    runs: z.number(),
    /** Machine time. */
    nextAt: maybe,
  })
  .meta({ id: 'RecurringWork' })

export const listBatchesOperation = defineOperation({
  ...ofWork,
  id: 'listBatches',
  method: 'get',
  path: '/api/v1/batches',
  summary: 'Work over many cases, the newest first',
  who: 'run-batch',
  query: pageQuery,
  answers: { 200: { description: 'A page', schema: listOf(batch) } },
})

export const readBatchOperation = defineOperation({
  ...ofWork,
  id: 'readBatch',
  method: 'get',
  path: '/api/v1/batches/{id}',
  summary: 'How far work over many cases is',
  who: 'run-batch',
  params: byBatch,
  answers: { 200: { description: 'The batch', schema: batch } },
  problems: ['not-found'],
})

export const runBatchOperation = defineOperation({
  ...ofWork,
  id: 'runBatch',
  method: 'post',
  path: '/api/v1/batches/{id}/{act}',
  summary: 'Pause or resume work over many cases',
  who: 'run-batch',
  params: byBatch.extend({ act: z.enum(batchActs) }),
  body: z.strictObject({}),
  answers: {
    200: { description: 'The batch', schema: batch },
    202: { description: 'Being done', schema: accepted },
  },
  problems: ['not-found', 'not-open'],
})

export const listRecurringOperation = defineOperation({
  ...ofWork,
  id: 'listRecurringWork',
  method: 'get',
  path: '/api/v1/recurring-work',
  summary: 'What recurs without anybody’s date: when it was done last, and when it is done next',
  who: 'run-batch',
  answers: { 200: { description: 'All of it', schema: listOf(recurring) } },
})
