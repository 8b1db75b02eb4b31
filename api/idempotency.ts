import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Caller } from '../domain/identity/roles.ts'
import { instantFromMillis } from '../domain/time/local-date.ts'
import { answerOf, dropCommand, keepAnswer, type TakenIn, takeCommandIn } from '../prisma/commands.ts'
import type { CommandDefinition, Outcome } from './commands/command.ts'
import type { Parts } from './parts.ts'
import { isProblem } from './problems.ts'

/** How long the first of two equal requests is waited for, in machine time. */
const firstOneMillis = 10_000
const lookAgainMillis = 25

export type Asked<Input> = {
  readonly caller: Caller
  readonly key: string | undefined
  readonly input: Input
}

/** The same value always in the same text, whatever order its fields came in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const sorted = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${sorted.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}

/** One id for one account and key; it becomes the id of the Update, so it holds nothing of what was typed. */
const commandId = (accountId: string, key: string): string =>
  createHash('sha256').update(`${accountId}\n${key}`).digest('base64url')

/**
 * Does a command once per account and key: written first, then done, its first answer kept (refusals too) and given
 * again. The same key with another body is refused.
 */
export async function doOnce<Input>(
  parts: Parts,
  definition: CommandDefinition<Input>,
  { caller, key, input }: Asked<Input>,
): Promise<Outcome> {
  const { prisma, vault, officeTime } = parts
  const id = commandId(caller.accountId, key ?? randomUUID())
  const { operation } = definition
  const bodyHash = await vault.digest('command', `${operation}\n${canonical(input)}`)
  const taken = await takeCommandIn(prisma, {
    id,
    accountId: caller.accountId,
    caseId: definition.caseOf(input),
    operation,
    bodyHash,
    body: vault.sealed({ caller, input }),
    takenInAt: new Date((await officeTime.now()) * 1000),
  })
  if (taken.bodyHash !== bodyHash) return { refused: 'idempotency-key-reused' }
  if (taken.isNew) return await run(parts, definition, { id, caller, input, taken, resent: false })
  const kept = await firstAnswer(parts, id)
  return kept ?? (await run(parts, definition, { id, caller, input, taken, resent: true }))
}

/** The answer of the one who came first; undefined when nobody is at it any more. */
async function firstAnswer(parts: Parts, id: string): Promise<Outcome | undefined> {
  for (const until = performance.now() + firstOneMillis; performance.now() < until; await wait(lookAgainMillis)) {
    const answer = await answerOf(parts.prisma, id)
    if (answer !== undefined) return opened(parts, answer)
  }
  return undefined
}

export type ToRun<Input> = {
  readonly id: string
  readonly caller: Caller
  readonly input: Input
  readonly taken: Pick<TakenIn, 'takenInAt'>
  readonly resent: boolean
}

/** Runs a command that is written down, and keeps its answer; while it is being done there is none to keep. */
export async function run<Input>(
  parts: Parts,
  definition: CommandDefinition<Input>,
  { taken, ...command }: ToRun<Input>,
): Promise<Outcome> {
  const at = instantFromMillis(taken.takenInAt.getTime())
  try {
    const outcome = await definition.run(parts, { ...command, at })
    if (!('pending' in outcome)) await keepAnswer(parts.prisma, command.id, closed(parts, outcome))
    return outcome
  } catch (failure) {
    // Our mistake or an outage: nothing was accepted that a later try under the same key would not find done. What was
    // sent before may have been answered with "taken in": it stays, and whoever sends again says when to let it go.
    if (!command.resent) await dropCommand(parts.prisma, command.id).catch(() => undefined)
    throw failure
  }
}

/** Answers hold people's data: they are kept sealed. */
const closed = ({ vault }: Parts, outcome: Outcome) => ({
  sealed: Buffer.from(vault.sealed(outcome)).toString('base64'),
})

const doneBefore = z.looseObject({ done: z.unknown(), created: z.string().optional() })
const sealedAnswer = z.object({ sealed: z.base64() })

function opened({ vault }: Parts, answer: unknown): Outcome {
  const kept = vault.unsealed(Buffer.from(sealedAnswer.parse(answer).sealed, 'base64'))
  if (isProblem(kept)) return kept
  const { done, created } = doneBefore.parse(kept)
  return { done, ...(created === undefined ? {} : { created }) }
}
