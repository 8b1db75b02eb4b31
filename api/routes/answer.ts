import { z } from 'zod'
import type { ApiParts } from '../api-parts.ts'
import type { CommandDefinition, Outcome } from '../commands/command.ts'
import { doOnce } from '../idempotency.ts'
import { isProblem } from '../problems.ts'
import type { Asked, Reply } from './serve.ts'

type Who = Pick<Asked<unknown>, 'caller' | 'idempotencyKey'>

const versioned = z.looseObject({ version: z.number() })

/** The ETag of a body that has a version. */
export function etagOf(body: unknown): Readonly<Record<string, string>> {
  const read = versioned.safeParse(body)
  return read.success ? { ETag: `"${read.data.version}"` } : {}
}

/** A command's outcome as HTTP: done, made (with its address below `under`), refused, or still being done. */
function replyOf(outcome: Outcome, under = '/api/v1/cases'): Reply {
  if (isProblem(outcome)) return outcome
  if ('pending' in outcome) {
    const location = outcome.pending === null ? null : `/api/v1/cases/${outcome.pending}`
    return { status: 202, body: { location }, ...(location === null ? {} : { headers: { Location: location } }) }
  }
  const { done, created } = outcome
  const location = created === undefined ? {} : { Location: `${under}/${created}` }
  return { status: created === undefined ? 200 : 201, body: done, headers: { ...location, ...etagOf(done) } }
}

/** Does a command once for this caller and key, and answers with what became of it. */
export async function answerWith<Input>(
  parts: ApiParts,
  definition: CommandDefinition<Input>,
  { asked, input, under }: { readonly asked: Who; readonly input: Input; readonly under?: string },
): Promise<Reply> {
  const outcome = await doOnce(parts, definition, { caller: asked.caller, key: asked.idempotencyKey, input })
  const answer = isProblem(outcome) ? 'refused' : 'pending' in outcome ? 'pending' : 'done'
  parts.metrics.commands.inc({ operation: definition.operation, answer })
  return replyOf(outcome, under)
}
