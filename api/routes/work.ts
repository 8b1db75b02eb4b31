import { findBatch, listBatches } from '../../prisma/batches.ts'
import type { ApiParts } from '../api-parts.ts'
import { recurringView } from '../commands/recurring-view.ts'
import { batchView, runBatch } from '../commands/run-batch.ts'
import {
  listBatchesOperation,
  listRecurringOperation,
  readBatchOperation,
  runBatchOperation,
} from '../contracts/work.ts'
import { answerWith } from './answer.ts'
import { pageByPosition, positionOf } from './paging.ts'
import type { Serve } from './serve.ts'

/** Work of the office: batches over many cases, and what recurs. */
export function workRoutes(serve: Serve, parts: ApiParts): void {
  serve(listBatchesOperation, async ({ query }) => {
    const position = positionOf(query)
    const rows = await listBatches(parts.prisma, { ...position, limit: position.limit + 1 })
    return { status: 200, body: pageByPosition(rows.map(batchView), position) }
  })
  serve(readBatchOperation, async ({ params }) => {
    const row = await findBatch(parts.prisma, params.id)
    return row === null ? { refused: 'not-found' } : { status: 200, body: batchView(row) }
  })
  serve(runBatchOperation, (asked) =>
    answerWith(parts, runBatch, { asked, input: { batch: asked.params.id, act: asked.params.act } }),
  )
  serve(listRecurringOperation, async () => ({
    status: 200,
    body: { items: await recurringView(parts), next: null },
  }))
}
