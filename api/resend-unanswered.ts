import { z } from 'zod'
import { personId } from '../domain/case/codes.ts'
import { teams } from '../domain/case/definition.ts'
import { languages } from '../domain/case/language.ts'
import { roles } from '../domain/identity/roles.ts'
import { instantFromMillis } from '../domain/time/local-date.ts'
import { dropCommand, forgetCommands, unanswered } from '../prisma/commands.ts'
import { commands } from './commands/all.ts'
import type { Parts } from './parts.ts'
import { traceOf } from './routes/errors.ts'

/** Machine time. Who waits for an answer waits ten seconds; after that nobody is at it any more. */
const abandonedAfterMillis = 15_000
const roundMillis = 5_000
const keptMillis = 7 * 86_400_000
/** What fails by our own mistake each time it is sent is let go after this long; it would hold up the clocks of its case. */
const hopelessAfterMillis = 180_000

const kept = z.object({
  caller: z.object({
    accountId: z.string(),
    personId: z.string().transform(personId),
    role: z.enum(roles),
    teams: z.array(z.enum(teams)),
    email: z.string(),
    language: z.enum(languages),
    signedInAt: z.number(),
  }),
  input: z.unknown(),
})

type Row = Awaited<ReturnType<typeof unanswered>>[number]

/** An act sent again meets its case at the instant at which it was taken in: by now that may be weeks behind. */
function asOf({ catchUp, ...parts }: Parts, takenInAt: Date): Parts {
  if (catchUp === undefined) return parts
  const at = instantFromMillis(takenInAt.getTime())
  return { ...parts, catchUp: (caseId) => catchUp(caseId, at) }
}

async function resend(parts: Parts, { id, operation, body, takenInAt }: Row): Promise<void> {
  const again = commands.get(operation)
  const read = kept.safeParse(parts.vault.unsealed(body))
  // A release without this command, or a body no release can read: nobody waits for it.
  if (again === undefined || !read.success) return await dropCommand(parts.prisma, id)
  const { caller, input } = read.data
  await again(asOf(parts, takenInAt), { id, caller, input, taken: { takenInAt }, resent: true })
}

/** Sends again what was taken in and has no answer, and forgets keys that were kept long enough. */
export async function resendUnanswered(parts: Parts): Promise<number> {
  const now = Date.now()
  const rows = await unanswered(parts.prisma, new Date(now - abandonedAfterMillis))
  for (const row of rows)
    await resend(parts, row).catch(async (failure: unknown) => {
      parts.logger.warn({ ...traceOf(failure), operation: row.operation }, 'resend')
      if (row.createdAt.getTime() < now - hopelessAfterMillis) await dropCommand(parts.prisma, row.id)
    })
  await forgetCommands(parts.prisma, new Date(now - keptMillis))
  return rows.length
}

/** Does so every few seconds until it is stopped; several processes may: the same Update id is done once. */
export function keepResending(parts: Parts): { readonly stop: () => Promise<void> } {
  let round: Promise<unknown> = Promise.resolve()
  let isStopped = false
  const next = () => {
    round = resendUnanswered(parts)
      .catch((failure: unknown) => parts.logger.warn(traceOf(failure), 'resend round'))
      .then(() => {
        if (!isStopped) timer = setTimeout(next, roundMillis).unref()
      })
  }
  let timer = setTimeout(next, roundMillis).unref()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await round
    },
  }
}
